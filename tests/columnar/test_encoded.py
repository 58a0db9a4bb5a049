"""Tests of columnar/encoded: codes that a system left in a cell are undone, innocents stay."""

from __future__ import annotations

import html
import json
import quopri
import re
import urllib.parse
from itertools import product

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vscreen.columnar.encoded import CODED, decoded, without_mojibake

names = st.text("ABEIOÁÉÑÖŁЖМРЯΩ日本 '&<>\"", min_size=1, max_size=12)


@given(names)
def test_what_html_escapes_once_or_twice_is_undone(name: str) -> None:
    assume(decoded(name) == name)
    assert decoded(html.escape(name)) == decoded(html.escape(html.escape(name))) == name
    assert decoded("".join(f"&#{ord(char)};" for char in name)) == name
    assert decoded("".join(f"&#X{ord(char):X};" for char in name)) == name


@given(names)
def test_what_addresses_of_the_web_quote_is_undone(name: str) -> None:
    assume(decoded(name) == name)
    assert decoded(urllib.parse.quote(name)) == name
    assert decoded(urllib.parse.quote(urllib.parse.quote(name))) == name


@given(st.text("ABÁÉÑЖМЯ", min_size=1, max_size=12))
def test_what_mail_and_json_quote_is_undone(name: str) -> None:
    assert decoded(quopri.encodestring(name.encode()).decode().replace("=\n", "")) == name
    assert decoded(json.dumps(name)[1:-1]) == name
    assert decoded(json.dumps(name)[1:-1].upper()) == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("GREY&nbsp;HULL", "GREY\xa0HULL"), ("GREY&NBSP;HULL", "GREY\xa0HULL"),
        ("GREY&nbsp HULL", "GREY\xa0 HULL"), ("GREY<br/>HULL", "GREY HULL"),
        ('<font color="red">G</font>REY', "GREY"), ("<P>GREY HULL</P>", " GREY HULL "),
        ("<!--GREY-->", " GREY "), ("<![CDATA[GREY]]>", " GREY "), ("VL%C1DIMIR", "VLÁDIMIR"),
        ("%u041cAPIA", "МAPIA"), (r"O\'DARBY", "O'DARBY"), (r"\x41RIA", "ARIA"),
        (r"\U0000041cAPIA", "МAPIA"), ("MIAMI=20PRIDE", "MIAMI PRIDE"),
        ("MIAMI_x0020_PRIDE", "MIAMI PRIDE"),
        ("=?UTF-8?B?TUFSScOB?=", "MARIÁ"), ("=?utf-8?q?MARI=C3=81_5?=", "MARIÁ 5"),
        ("=?UTF-8?B?x?=", "=?UTF-8?B?x?="), ("=?NONE?Q?x?=", "=?NONE?Q?x?="),
    ],
)  # fmt: skip
def test_codes_are_undone(written: str, meant: str) -> None:
    assert decoded(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "AT&T", "100% FISH", "R&D LTD", "R&D BAKERY; LTD", "A&B SHIPPING", "TEA&COFFEE; SPICES",
        "100%ACRYLIC", "100%CASHMERE LTD", "50%DEAD SEA SALT", "QTY=20", "IMO=9161003",
        "VESSEL=CECILIA", "MMSI=201234567", "A=BC", "<ANGARA>", "<NOTIFY PARTY>", "<b ANGARA>",
        r"C:\USERS\MARIA", "5 < 6 > 4", "C++ SYSTEMS", "&", "%", "&;", "&#;", "%%", "=",
    ],
)  # fmt: skip
def test_signs_of_names_are_no_codes(text: str) -> None:
    assert decoded(text) == text


PIECES = ["&", "amp;", "#", "38;", "lt", ";", "%", "25", "20", "=", "C3", "81", "\\", "u004", "1",
          "<", "b", ">", "br", " ", "A", "x41", "/", "!--", "nbsp", "É",
          "_x0041_", "_"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_undoing_twice_is_undoing_once_and_what_changes_is_known_by_its_signs(text: str) -> None:
    once = decoded(text)
    assert decoded(once) == once
    assert decoded(text.upper()).upper() == once.upper()
    if text.isascii() and once != text:
        assert pc.match_substring_regex(pa.array([text]), CODED).to_pylist() == [True]
        assert re.search("[&%=_\\\\<>]", text)


ACCENTED = [
    "VLÁDIMIR LÁTYSHÉV",
    "ÉTOILE",
    "SÃO JOSÉ",
    "МАРИЯ",
    "ЛЕДИ Р",
    "日本丸",
    "アンガラ",
    "ΜΑΡΙΑ",
]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        *((name, "latin-1") for name in ACCENTED),
        *product(ACCENTED[:3], ["cp437", "cp850"]),
        ("МАРИЯ", "cp437"),
    ],
)
def test_utf8_read_as_a_code_page_is_read_as_utf8(name: str, page: str) -> None:
    spoilt = name.encode().decode(page)
    assert without_mojibake(spoilt) == name
    assert without_mojibake(name) == name


@given(st.text("ABCÀÉÎÕÜÑÇ ", max_size=3))
def test_spoilt_twice_is_undone_twice(name: str) -> None:
    spoilt = f"X{name}".encode().decode("latin-1").encode().decode("latin-1")
    assert without_mojibake(spoilt) == f"X{name}"


def test_cyrillic_of_a_code_page_is_known_by_words_of_accents_alone() -> None:
    assert without_mojibake("ЛЕДИ Р".encode("cp1251").decode("latin-1")) == "ЛЕДИ Р"
    assert without_mojibake("ЧАЙКА".encode("cp1251").decode("latin-1")) == "ЧАЙКА"
    assert without_mojibake("МОРЯК".encode().decode("cp1251")) == "МОРЯК"


@pytest.mark.parametrize(
    "text",
    [
        "«CAFÉ»", "CORAÇÃO", "”YSTÄVÄ”", "СІРІ", "ТРЁХ «ЮГ» «НЕВ»", "N°5", "ÞÓRÐUR", "İŞ", "ÖÄÜ",
        "„MĂRIA BUNĂ”", "ТОВ «ЛЬВІВ»", "ẤẾỐỨ", "ΑΊΑΣ", "ÇÃO ÄÖÜÉ",
    ],
)  # fmt: skip
def test_accents_of_names_are_no_mojibake(text: str) -> None:
    assert without_mojibake(text) == text
