"""What is done to all entries after reading: names within names, numbers printed in texts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen import Kind, Lists, NameKind, Relation, Scheme, read_lists, screen
from vscreen.identifiers.imo import is_valid_imo
from vscreen.lists.finishing.finish import finish
from vscreen.lists.reading import ListEntry

FIRM, SHIP = Kind.ORGANIZATION, Kind.VESSEL


def finished(kind: Kind, remarks: str = "", name: str = "GREY HULL") -> dict[str, list[str]]:
    """The numbers of an entry by scheme, of which a list says no more than this."""
    entry = ListEntry("1", kind, name)
    entry.add_fact("remarks", remarks)
    finish([entry])
    numbers: dict[str, list[str]] = {}
    for scheme, value in entry.identifiers:
        numbers.setdefault(str(scheme), []).append(value)
    return numbers


@pytest.mark.parametrize(
    "text",
    [
        "IRISL. IMO no 9161003", "Owner of LADY R (IMO 9161003).", "Vessel: IMO9161003",
        "imo no. 9161003", "IMO number of the vessel: 9161003", "I.M.O. 9161003", "OMI : 9161003",
        "IMO-Nummer 9161003", "\uff29\uff2d\uff2f\u756a\u53f7\uff1a\uff19\uff11\uff16\uff11\uff10"
        "\uff10\uff13", "ИМО 9161003", "володіє судном (ІМО 9161003)", "номер ІMO: 9161003",
        "国際海事機関 9161003", "international maritime organisation no. (9161003)",
        "ships with IMO Number: (a) LADY R 9161003", "Vessel Registration ID IMO 9161003",
        "IMO No 916 1003", "IMO 916-1003", "IMO 9161\u2013003", "IMO 9.161.003", "IMO 9 161 003",
        "LADY R (IMO No. 916\u00a01003)", "IMO no9161003", "IMO:\n9161003", "IMO 番号 916-1003",
        "Int'l Maritime Organization No. 9161003", "Organisation maritime internationale : 9161003",
        "Organización Marítima Internacional 9161003",
        "Международная морская организация № 9161003", "Міжнародна морська організація 9161003",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [FIRM, Kind.PERSON, Kind.AIRCRAFT])
def test_a_ships_number_in_the_text_of_another_is_a_mention(kind: Kind, text: str) -> None:
    assert finished(kind, text) == {"imo_mentioned": ["9161003"]}


def test_numbers_in_a_row_behind_one_label_are_all_mentioned() -> None:
    text = (
        "Manager of the following vessels with IMO Number: (a)Chol Ryong (Ryong Gun Bong) 8606173, "
        "(b)Chong Bong (Greenlight) (Blue Nouvelle) 8909575, (c) Chong Rim 2 8916293. Tel. "
        "9041552; Registration Number 8330815"
    )
    assert finished(FIRM, text) == {"imo_mentioned": ["8606173", "8909575", "8916293"]}


@pytest.mark.parametrize(
    "text",
    [
        "IMO Nos. 8606173; 8909575", "IMO 8606173 / 8909575", "IMO: 8606173\nIMO: 8909575",
        "IMO 860-6173 and 890-9575", "IMO Nos 860 6173, 890 9575", "IMO numbers:\n8606173\n8909575",
        "IMO numbers: CHOL RYONG - 8606173; CHONG BONG - 8909575", "IMO 8606173 et 8909575",
        "IMO: CHOL RYONG 8606173\nCHONG BONG 8909575", "ИМО 860 6173 и 890 9575",
    ],
)  # fmt: skip
def test_several_numbers_are_told_apart_by_whatever_stands_between(text: str) -> None:
    assert finished(FIRM, text) == {"imo_mentioned": ["8606173", "8909575"]}


@pytest.mark.parametrize("label", ["Reg. No.", "VAT", "Official number", "Tel.", "MMSI", "ОГРН"])
def test_a_row_of_numbers_ends_where_a_number_of_another_kind_stands(label: str) -> None:
    for between in ("; ", "\n", ", "):
        text = f"IMO 8606173{between}{label} 8909575"
        assert finished(FIRM, text) == {"imo_mentioned": ["8606173"]}


@pytest.mark.parametrize(
    "text",
    [
        "9161003", "Tel. 9161003", "Passport 9161003", "IMO 9161004", "IMO 91610031",
        "Not LADY R (IMO 9161003)", "Mild. Not to be confused with LADY R, IMO 9161003",
        "LIMO 9161003", "Kimono 9161003", "IMO member; account 9161003", "IMO member\n9161003",
        "IMO container ABCU9161003", "916-1003", "IMO 916-1004", "IMO, tel. 916-1003",
        "LIMO 916 1003", "IMO office (495) 916-1003", "IMO +7 916 1003", "IMO 916-1003-1",
        "IMO 1916-1003", "IMO 91610 03", "IMO, тел. 916-1003",
        "ИМО, ИНН 9161003", "IMO 電話 916-1003",
        "Registered with IMO. Phone: 916 1003", "Not LADY R (IMO 916-1003)",
    ],
)  # fmt: skip
def test_seven_digits_that_no_label_calls_an_imo_number_are_none(text: str) -> None:
    assert finished(FIRM, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "International Maritime Organization No. (6183435)", "Company Number IMO 6183435 and more",
        "IMO number: 6183435.", "International Maritime Organization (IMO) Number: 6183435",
        "IMO 618-3435", "International Maritime Organization No. (618 3435)", "IMO:\n6183435",
        "IMO unique company and registered owner identification number 6183435",
        "Numéro OMI de la compagnie : 6183435",
    ],
)  # fmt: skip
def test_a_companys_number_in_its_own_text_is_its_own(text: str) -> None:
    assert finished(FIRM, text) == {"imo_company": ["6183435"]}
    assert finished(SHIP, text) == {"imo_mentioned": ["6183435"]}


def test_a_number_in_brackets_behind_another_companys_name_is_not_the_entrys_own() -> None:
    assert finished(FIRM, "Owned by IBEX SHIPPING (IMO 6183435)") == {"imo_mentioned": ["6183435"]}


def test_a_number_in_a_ships_name_is_its_own_if_it_has_none() -> None:
    assert finished(SHIP, name="GREY HULL (IMO 9161003)") == {"imo_ship": ["9161003"]}
    ship = ListEntry("1", SHIP, "GREY HULL (IMO 9161003)")
    ship.add_imo("9179842")
    finish([ship])
    assert [*ship.identifiers] == [(Scheme.IMO_SHIP, "9179842"), (Scheme.IMO_MENTIONED, "9161003")]


@pytest.mark.parametrize("text", ["IMO 9161003", "(IMO number: 916-1003). Flag: Togo."])
def test_a_number_with_which_a_ships_text_begins_is_its_own_if_it_has_none(text: str) -> None:
    assert finished(SHIP, text) == {"imo_ship": ["9161003"]}
    assert finished(SHIP, f"Sister ship of {text}") == {"imo_mentioned": ["9161003"]}
    assert finished(SHIP, text, "GREY HULL (IMO 9179842)") == {
        "imo_ship": ["9179842"],
        "imo_mentioned": ["9161003"],
    }


def test_an_entrys_own_numbers_are_not_mentioned() -> None:
    ship = ListEntry("1", SHIP, "GREY HULL")
    ship.add_imo("9161003")
    ship.add_fact("remarks", "IMO 9161003; sister of IMO 9179842")
    finish([ship])
    assert [*ship.identifiers] == [(Scheme.IMO_SHIP, "9161003"), (Scheme.IMO_MENTIONED, "9179842")]


def test_a_number_in_a_links_name_is_mentioned_and_resolves_the_link() -> None:
    ships = [ListEntry(key, SHIP, "MARIA") for key in ("1", "2")]
    for ship, imo in zip(ships, ("9161003", "9179842"), strict=True):
        ship.add_imo(imo)
    owner = ListEntry("3", FIRM, "IBEX")
    owner.add_link(Relation.LINKED_TO, "MARIA (IMO 9179842)")
    finish([*ships, owner])
    assert [*owner.links.values()] == [["2"]]
    assert [*owner.identifiers] == [(Scheme.IMO_MENTIONED, "9179842")]


@given(
    st.text(alphabet="IMOО ІИМ.:;()9161003８５１７ no№\n", max_size=60), st.sampled_from(list(Kind))
)
def test_whatever_a_text_says_finishing_adds_valid_numbers_and_ends(text: str, kind: Kind) -> None:
    entry = ListEntry("1", kind, "GREY HULL")
    entry.add_fact("remarks", text)
    finish([entry])
    found = dict(entry.identifiers)
    finish([entry])
    assert entry.identifiers == found, "twice is once"
    assert all(is_valid_imo(value) for scheme, value in found if scheme == Scheme.IMO_MENTIONED)


def test_a_row_with_a_number_printed_in_an_owners_entry_is_a_review(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "id,kind,name,remarks\n1,organization,IRISL,IRISL. IMO no 9161003\n"
        "2,vessel,MARIA,\n3,organization,SIBERIAN AIRLINES D/B/A S7 AIRLINES,\n",
        encoding="utf-8",
    )
    lists: Lists = read_lists(file)
    rows = [("EVER GIVEN", "9161003"), ("EVER GIVEN", "9811000"), ("MARIA", "9161003")]
    result = screen(pd.DataFrame(rows, columns=["vessel", "imo"]), lists)
    assert result.verdicts["verdict"].tolist() == ["review", "clear", "hit"]
    owned = result.hits.set_index("row").loc[0]
    assert "IMO number 9161003 is printed in the entry of IRISL" in owned["sentence"]
    assert (owned["field"], owned["text"]) == ("imo", "9161003")
    named = screen(pd.DataFrame({"consignee": ["S7 AIRLINES", "SIBERIAN AIRLINES"]}), lists)
    assert named.hits["score"].tolist() == [100.0, 100.0]


def test_names_within_a_name_are_names_of_the_entry() -> None:
    firm = ListEntry("1", FIRM, "IBEX LLC (formerly GREY HULL LTD)")
    finish([firm])
    assert firm.names == {"IBEX LLC": NameKind.STRONG_ALIAS, "GREY HULL LTD": NameKind.FORMER}
