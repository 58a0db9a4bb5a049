"""What a manifest writes in a ship's cell: a name or several, with voyages and words beside them.

``GREY HULL 056W``, ``1. GREY HULL OR SUB``, ``PLAIN SAIL NOW GREY HULL``. Nothing is taken away:
the whole text is always compared, for a ship may be called ``ALPHA 12`` or ``STAR OR MOON``. Beside
it stand other readings, each at a price:

1. the text less voyages, dates, long numbers and the numbers of a list's lines, known by their
   shape;
2. the pieces between marks, and between words such as ``NOW``: a single word is a review at most;
3. the pieces between words such as ``OR``, and beside what may be a voyage or the ship's own
   number: a review at most, and a common single word costs too much to count alone;
4. in a text of many words, or with words of the trade: any run of words, a review at most.

A listed name has none of these readings: see `vscreen.text.vessel_names`. A party's cell may name a
ship as well, behind ``MASTER OF`` or ``M/V``: `ships_in_party_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import Final

from vscreen.data.placeholders import placeholder
from vscreen.text.amid.words import all_trade, told_by_language
from vscreen.text.form import Form, Reading
from vscreen.text.free_text import (
    COMMON,
    MANY,
    Beside,
    holds_trade,
    is_common,
    is_long,
    is_running,
    names_begun,
    names_between,
)
from vscreen.text.lexicon import (
    EAST,
    MONTHS,
    cell_initials,
    cell_phrases,
    cell_words,
    eastern_words,
    glued_prefixes,
)
from vscreen.text.party_names import party_marks
from vscreen.text.scripts import script_of, to_latin, unaccented, visible
from vscreen.text.tokens import split_numbers, tokens_of
from vscreen.text.vessel_names import (
    PIECE_PRICE,
    prefix_ways,
    vessel_readings,
    without_vessel_prefix,
)

IN_WORDS: Final = Beside(amid=0.03, word=0.06, both=True, least_bits=16.0, single=0.08)
"""What words beside a name cost in a ship's cell: less than in a line of text, but a name beside
words that are none of the trade must be distinctive."""
IN_FEW_WORDS: Final = replace(IN_WORDS, single=1.0)
"""In a cell that may be a name as well, such as ``STAR OF THE SEAS``: a single word counts only
where it is said to be a ship's."""
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_MORE: Final = r"(?:[-/.][A-Z]{0,2}\d[A-Z0-9]{0,9})*(?:[-/]?[NSEW]\b)?"  # 056W/057E
_CODES: Final = (
    rf"\bV[\s.:#/-]*\d[A-Z0-9]*{_MORE}",  # V.23E, V-0234E, V 12
    rf"\b\d{{1,5}}[NSEW]\d?\b{_MORE}",  # 056W, 0234E
    r"\b[NSEW][/-]\d{1,5}\b|\b\d{1,5}[/-][NSEW]\b|\b\d{3,5}\s[NSEW]\b(?=\W*$)",  # E/056
    r"\b(?:\d{1,3}(?:ST|ND|RD|TH)|FIRST|MAIDEN|NEXT|LAST)\s+VOY(?:AGE)?\b",
    rf"\b\d{{3,5}}[-/]\d{{2,5}}[A-Z]?\b{_MORE}",  # 1234-056W
    rf"\b(?![0-9OILZSGB]+\b)(?=[A-Z0-9]{{4,12}}\b)(?=[A-Z0-9]{{0,11}}\d[A-Z])(?=[A-Z]*\d[A-Z]*\d)"
    rf"(?:[A-Z]{{0,3}}\d{{1,5}}){{1,4}}[A-Z]{{0,2}}\b{_MORE}",  # FY432A, 0FD4RE1MA
    r"\bIMO\W*(?:N[OR]\b\W*)?\d{6,8}\b|\b\d{6,}\b",
    r"\b\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\b|\b\d{1,2}:\d{2}\b",  # dates and times
    rf"\b\d{{1,2}}(?:ST|ND|RD|TH)?[\s-]?(?:{_MONTH})\b(?:[\s-]?\d{{2,4}}\b)?",
    r"(?<![A-Z0-9])[#(]?\d{1,2}(?:\.|\s?[)\]])(?=\s*[A-Z])",  # 1. NAME
    r"^\W*\d{1,2}\s?[-:]\s|^\W*[A-Z]\)|^\W*(?:#|N[OR]\b\.?)\s?\d{1,2}\b[\s:.-]*(?=[A-Z])",
    r"\b[A-Z]{3,4}\s?\d{6,}\b",  # a container, a bill of lading
)
_SINGLE: Final = 0.1
"""Charged for a single word that must be right in every letter: between words such as ``OR``, or
beside what may be no voyage, or likelier one of language (``FINAL:``)."""
_DOUBTFUL: Final = re.compile(
    r"(?:\bN[OR]\b\.?\s?)?\b0\d{2,5}\b|\b(?!N[OR]\d)[A-Z]{1,3}\d{2,5}\b|\b\d{5}\b"
)
"""A voyage such as ``056`` or ``HL045``, a bill's number, or a number of the ship's own."""
_NUMBER_BEHIND: Final = r"\s?\d{1,4}\W*$"  # SARAH - 9 is her name
_MARKS: Final = (
    r"[()\[\]{}/;,|\n\\:+<>=#~@]|^\W*THE\s|\s\*|\*\s|(?<=[A-Z0-9]{4})\.\s"
    rf"|\s-(?!{_NUMBER_BEHIND})|-\s(?!{_NUMBER_BEHIND})"
)
SAYING: Final = ("people", "ship", "people behind")
"""Roles of the words that say that a party's cell names a ship."""
_TOKEN: Final = re.compile(r"[A-Z]+|[0-9]+")
_IN_BRACKETS: Final = re.compile(r"[(\[]\s*([A-Z]+)\s*[)\]]")
_UNDERSCORE: Final = re.compile(r"_(?=\s*[A-Z])")
_GLUED_MARKER: Final = re.compile(r"^\W*(?:EX|FKA|AKA|NKA)(?=[A-Z]{3})")


@cache
def _phrases(role: str) -> str:
    """Return a pattern of the phrases of a role in A-Z, the longest first.

    Marks may stand between the initials of words: ``TBN`` is written ``T/B/N``, too.
    """
    return "|".join(
        "[./]?".join(phrase)
        if phrase in cell_initials()
        else re.escape(phrase).replace(r"\ ", r"[\s.]+")
        for phrase in cell_phrases(role)
    )


@cache
def _codes() -> re.Pattern[str]:
    number = rf"[\s.:#/-]*(?:N[OR]\b[\s.:]*)?[A-Z]{{0,3}}\d[A-Z0-9]*{_MORE}"
    marked = rf"\b(?:{_phrases('voyage')})\b{number}|\bVOY(?:AGE)?\b[\s.:]*"
    return re.compile("|".join([marked, *_CODES]))


@cache
def _cuts() -> re.Pattern[str]:
    """Return a pattern of what stands between the names of ships, but for words such as ``OR``."""
    words = "|".join([*map(_phrases, ("other name", "beside", "ship")), prefix_ways()])
    return re.compile(
        rf"{_codes().pattern}|{_MARKS}"
        rf"|(?<![A-Z0-9])(?<![A-Z][./])(?:{words})(?![A-Z0-9])[\s.]*"
        rf"|(?<=\S\s)(?:{_phrases('behind')})(?![A-Z0-9])[\s.]*"
    )


@cache
def _ship_said() -> re.Pattern[str]:
    ways = rf"{_phrases('ship')}|{prefix_ways()}"
    return re.compile(rf"(?<![A-Z0-9])(?<![A-Z][./])(?:{ways})(?![A-Z0-9])[\s.:]*")


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(rf"^[^A-Z0-9]*(?:{'|'.join(glued_prefixes())})(?=[A-Z]{{3}})")


@cache
def _weak_cuts() -> re.Pattern[str]:
    phrases = _phrases("several").split("|")
    words = "|".join(phrase for phrase in phrases if len(phrase) > 1)
    letters = "".join(phrase for phrase in phrases if len(phrase) == 1)
    return re.compile(
        rf"&|\s{{3,}}|{_DOUBTFUL.pattern}|(?<![A-Z0-9])(?:{words})(?![A-Z0-9])"
        rf"|(?<=[A-Z]\s)[{letters}](?=\s[A-Z]{{2}})"
    )


def cell_latin(text: str) -> tuple[str, ...]:
    """Return `scripts.to_latin` of a cell, words of scripts without blanks replaced by like ones.

    Examples
    --------
    >>> cell_latin("LADY R 旧ANGARA")
    ('LADY R EX ANGARA',)
    """
    if text.isascii():
        return to_latin(text)
    return to_latin(_eastern().sub(lambda found: f" {eastern_words()[found[1]]} ", text))


@cache
def _eastern() -> re.Pattern[str]:
    """Return a pattern of words that stand between Latin letters, blanks or marks."""
    words = "|".join(sorted(eastern_words(), key=len, reverse=True))
    return re.compile(rf"\s*(?<![{EAST}])({words})(?![{EAST}])\s*")


def vessel_text_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what a manifest writes for a ship: a name, or several, amid other words.

    Examples
    --------
    >>> [form.text for form in vessel_text_forms("GREY HULL 056W")]
    ['GREY HULL W 56', 'GREY HULL OSGW', 'GREY HULL']
    >>> [form.text for form in vessel_text_forms("CALM SEA NOW GREY HULL")]
    ['CALM SEA NOW GREY HULL', 'CALM SEA', 'GREY HULL']
    """
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in map(without_vessel_prefix, cell_latin(text)):
        for reading in vessel_text_readings(ascii_text):
            words, numbers = split_numbers(tokens_of(reading.text))
            if words or numbers:
                form = Form(
                    words, numbers, "", reading.price, script,
                    around=reading.around, amid=reading.amid,
                )  # fmt: skip
                forms.setdefault((words, numbers), form)
    return tuple(forms.values())


def vessel_text_readings(ascii_text: str) -> Iterator[Reading]:
    """Yield the readings of a ship's cell that may be a ship's name, the cheapest first."""
    bare = _without_underscores(without_vessel_prefix(ascii_text))
    codes = _codes_in_brackets(bare)
    plainly = (Reading(*reading) for reading in vessel_readings(bare))
    yield from (
        reading
        for reading in plainly
        if reading.text == bare or not (reading.text.strip() in codes or all_trade(reading.text))
    )
    yield from _without_codes(bare)
    yield from _without_glued_prefix(bare)
    pieces = [piece for piece in _cuts().split(bare) if _TOKEN.search(piece)]
    if pieces != [bare]:
        yield from _names_of(bare, pieces, codes)
    for piece in pieces:
        yield from _parted_by_words(piece)
    yield from _amid(pieces)
    for said in _ship_said().finditer(bare):
        for name, around in names_begun(_cuts().split(bare[said.end() :])[0], IN_WORDS, sure=True):
            yield Reading(name, 0.0, around, amid=True)


def _without_underscores(bare: str) -> str:
    """Return a text with blanks for underscores, which part names if there are blanks as well."""
    return _UNDERSCORE.sub("|", bare).replace("_", " ") if " " in bare else bare.replace("_", " ")


def _without_codes(bare: str) -> Iterator[Reading]:
    pieces = [piece for piece in _codes().split(bare) if _TOKEN.search(piece)]
    if len(pieces) == 1 and pieces != [bare]:
        name = without_vessel_prefix(pieces[0])
        words, _ = split_numbers(tokens_of(name))
        yield Reading(name, PIECE_PRICE, amid=len(words) < 2 and is_common(words))


def _without_glued_prefix(bare: str) -> Iterator[Reading]:
    if glued := _glued().match(bare):
        yield Reading(bare[glued.end() :], PIECE_PRICE)


def _codes_in_brackets(bare: str) -> frozenset[str]:
    """Return the single words in brackets, maybe a terminal, a flag, a port, a short form."""
    outside = _IN_BRACKETS.sub("", bare).strip()
    return frozenset(_IN_BRACKETS.findall(bare)) - {outside, ""}


def _names_of(bare: str, pieces: list[str], codes: frozenset[str]) -> Iterator[Reading]:
    for piece in pieces:
        ways = [piece]
        if not bare.startswith(piece) and (marker := _GLUED_MARKER.match(piece)):
            ways.append(piece[marker.end() :])
        for way in map(without_vessel_prefix, ways):
            words, _ = split_numbers(tokens_of(way))
            if is_long(words) and not all_trade(way):
                spoken = len(words) < 2 and told_by_language(words[0]) <= 0
                around = _SINGLE * (spoken or way.strip() in codes)
                yield Reading(way, PIECE_PRICE, around, amid=len(words) < 2)


def _parted_by_words(piece: str) -> Iterator[Reading]:
    """Yield the names between words such as ``OR``; a common single word costs more."""
    parts = [part for part in _weak_cuts().split(piece) if _TOKEN.search(part)]
    doubtful = bool(_DOUBTFUL.search(piece))
    for part in parts if parts != [piece] else ():
        words, _ = split_numbers(tokens_of(part))
        if is_long(words):
            around = _SINGLE * (doubtful or len(words) < 2)
            around += COMMON * (len(words) < 2 and is_common(words))
            yield Reading(part, PIECE_PRICE, around, amid=True)


def _amid(pieces: list[str]) -> Iterator[Reading]:
    """Yield the runs of words in pieces that are more than a name."""
    found: list[tuple[str, float]] = []
    for piece in pieces:
        tokens = _TOKEN.findall(piece)
        if (trade := holds_trade(tokens)) or is_running(tokens):
            single = trade or len(tokens) > MANY
            found += names_between(piece, IN_WORDS if single else IN_FEW_WORDS)
    for name, around in sorted(found, key=itemgetter(1)):
        words, _ = split_numbers(tokens_of(name))
        if is_long(words):
            yield Reading(name, 0.0, around, amid=True)


# --- a cell without a ship -----------------------------------------------------------------------


@cache
def no_ship() -> str:
    """Return a pattern, in either case, of a whole cell of voyages, dates and ``TBN`` alone.

    Such a cell names no ship, so that a row with nothing else was not screened.

    Examples
    --------
    >>> [bool(re.search(no_ship(), cell)) for cell in ("TBN VOY 12", "056W", "TBN STAR", "M/V 7")]
    [True, True, False, False]
    """
    unnamed = "|".join(
        re.escape(word) for word in cell_phrases("behind") if word[:2] in ("TB", "TO")
    )
    first = (
        rf"(?:{unnamed}|UNKNOWN|NIL|N/A)\b|T\.B\.[NACD]\b|0\d{{1,4}}[NSEW]\b"
        r"|VOY(?:AGE)?\b[\s.:#-]*(?:N[OR]\b[\s.:]*)?[A-Z]{0,3}\d[A-Z0-9]*"
    )
    others = (
        r"OR\b|SUB(?:STITUTE)?\b|V\b[\s.:#-]*\d[A-Z0-9]*|V\d+[A-Z]?\b|\d{1,5}[NSEW]\b"
        rf"|[A-Z]{{2}}\d{{3}}[A-Z]\b|\d{{1,4}}[-/. ](?:\d{{1,2}}|{'|'.join(MONTHS)})\b"
        r"(?:[-/. ]\d{2,4}\b)?"
    )
    gap = "[^A-Z0-9]*"
    return rf"(?i)^{gap}(?:M[/. ]?[VT]\b)?{gap}(?:{first})(?:{gap}(?:{first}|{others}))*{gap}$"


# --- a ship in a party's cell ---------------------------------------------------------------------


@cache
def _said() -> re.Pattern[str]:
    """Return a pattern of what says that a ship follows: ``MASTER OF``, ``OWNERS OF THE M/V``."""
    of, ship = rf"(?:(?:{_phrases('of')})[\s.]+)", rf"(?:{_phrases('ship')}|{prefix_ways()})"
    people = rf"(?:{_phrases('people')})(?![A-Z0-9])[\s.,:/&-]*"
    sure = _phrases("ship")
    return re.compile(
        rf"(?<![A-Z0-9])(?:(?:{people}(?:AND\s+)?)+(?:{of}+(?P<ship>{ship}(?![A-Z0-9]))?"
        rf"|{of}*(?P<ship_too>{ship}(?![A-Z0-9])))|(?:{_phrases('people behind')})(?![A-Z0-9])"
        rf"|(?P<sure>(?:{sure})(?![A-Z0-9])))"
    )


@cache
def _ends() -> re.Pattern[str]:
    words = rf"{party_marks()}|{_phrases('people')}|AND/OR"
    return re.compile(rf"[,;|\n]|(?<![A-Z0-9])(?:{words})(?![A-Z0-9])")


@cache
def _said_behind() -> re.Pattern[str]:
    """Return a pattern of what says that a ship stood before: ``GREY HULL GEMISI KAPTANI``."""
    ship = rf"(?:(?:{_phrases('ship behind')})(?![A-Z0-9])\s*)"
    return re.compile(rf"(?<![A-Z0-9]){ship}*(?:{_phrases('people behind')})(?![A-Z0-9])")


@cache
def _signs() -> re.Pattern[str]:
    words = (word for role in SAYING for word in cell_words(role))
    return re.compile("|".join(sorted({re.escape(unaccented(word)) for word in words})))


@cache
def ship_sign() -> str:
    """Return a pattern that any ASCII text matches, in either case, that may name a ship."""
    words = [word for role in SAYING for word in cell_phrases(role)]
    spelled = (re.escape(word).replace(r"\ ", "[^A-Z0-9]+") for word in words)
    return rf"(?i)\b(?:{'|'.join(spelled)})\b"


def ships_in_party_text(text: str) -> tuple[Form, ...]:
    """Return the forms of the ships that a party's cell names, each a review at most.

    A ship is named behind a word such as ``M/V`` or ``VESSEL``, or behind ``MASTER OF`` and its
    like: as a ship's cell, or the first words of one.

    Examples
    --------
    >>> [form.text for form in ships_in_party_text("OWNERS OF MV GREY HULL C/O FOO AGENCY")]
    ['GREY HULL']
    >>> ships_in_party_text("MASTER TRADING LTD")
    ()
    """
    if not _signs().search(unaccented(visible(text))):
        return ()
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in cell_latin(text):
        for reading in _ships_said(ascii_text):
            words, numbers = split_numbers(tokens_of(reading.text))
            if is_long(words):
                form = Form(
                    words, numbers, "", reading.price, script, around=reading.around, amid=True
                )
                forms.setdefault((words, numbers), form)
    return tuple(forms.values())


def _ships_said(ascii_text: str) -> Iterator[Reading]:
    for said in _said().finditer(ascii_text):
        name = _ends().split(ascii_text[said.end() :], maxsplit=1)[0]
        sure = any(said[group] for group in ("ship", "ship_too", "sure"))
        for reading in () if placeholder(name, field="vessel") else vessel_text_readings(name):
            words, _ = split_numbers(tokens_of(reading.text))
            common = COMMON * (not sure and is_common(words))
            yield reading._replace(around=reading.around + common)
        for begun, around in names_begun(without_vessel_prefix(name), IN_WORDS, sure=sure):
            yield Reading(begun, 0.0, around)
    for said in _said_behind().finditer(ascii_text):
        *_, name = _ends().split(ascii_text[: said.start()])
        yield from vessel_text_readings(name)
