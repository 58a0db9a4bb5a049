"""Numbers on the real lists: whose they are, and what names within names there are."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import ListWarning
from vscreen.identifiers.imo import is_valid_imo
from vscreen.identifiers.in_text import is_only_ship
from vscreen.lists.finishing.finish import finish
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists

FOLDERS = (
    "au-dfat-xlsx", "ca-sema-xml", "eu-fsf-xml-1.1", "eu-journal-csv", "ua-gur-vessels-csv",
    "opensanctions-targets-simple-csv", "ua-nsdc-xlsx", "uk-hmt-conlist-csv", "un-consolidated-xml",
    "us-csl-csv", "us-ofac-sdn-csv",
)  # fmt: skip


def read(path: Path) -> Lists:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        return read_lists(path)


@pytest.fixture(scope="module", params=FOLDERS)
def lists(request: pytest.FixtureRequest, shared: Path) -> Lists:
    return read(shared / "lists" / request.param)


def numbers(lists: Lists, scheme: str) -> pd.DataFrame:
    kinds = lists.entries.set_index("entry")["kind"]
    some = lists.identifiers[lists.identifiers["scheme"] == scheme]
    return some.assign(kind=some["entry"].map(kinds))


def test_ships_alone_have_ships_numbers_and_no_two_of_a_list_have_the_same(lists: Lists) -> None:
    ships = numbers(lists, "imo_ship")
    assert set(ships["kind"]) <= {str(Kind.VESSEL)}
    assert not ships["value"].duplicated().any()


def test_no_company_has_a_ships_number(lists: Lists) -> None:
    ships, firms = numbers(lists, "imo_ship"), numbers(lists, "imo_company")
    assert set(firms["kind"]) <= {str(Kind.ORGANIZATION)}
    assert not set(firms["value"]) & set(ships["value"])
    assert not firms["value"].map(is_only_ship).any()


def test_no_entry_mentions_its_own_number(lists: Lists) -> None:
    mentioned = numbers(lists, "imo_mentioned")
    assert mentioned["value"].map(is_valid_imo).all()
    own = lists.identifiers[lists.identifiers["scheme"].isin(["imo_ship", "imo_company"])]
    assert mentioned.merge(own, on=["entry", "value"]).empty


@pytest.mark.parametrize(
    ("folder", "entry", "count"),
    [
        ("eu-fsf-xml-1.1", "eu-fsf:7490", 22),
        ("uk-hmt-conlist-csv", "uk-ofsi:13143", 22),
        ("ua-nsdc-xlsx", "ua-nsdc:266-2021:l154", 1),
        ("opensanctions-targets-simple-csv", "opensanctions:NK-7WkMPF6k38yEpMp8NzahnL", 3),
    ],
)
def test_the_ships_of_an_owner_are_mentioned(
    shared: Path, folder: str, entry: str, count: int
) -> None:
    mentioned = numbers(read(shared / "lists" / folder), "imo_mentioned")
    assert (mentioned["entry"] == entry).sum() == count


def test_a_companys_number_is_read_wherever_ofac_prints_it(shared: Path) -> None:
    firms = numbers(read(shared / "lists" / "us-ofac-sdn-csv"), "imo_company")
    assert firms.set_index("value")["entry"]["5777731"] == "us-sdn:24899"


def test_finishing_a_list_again_adds_nothing(shared: Path) -> None:
    lists = read(shared / "lists" / "ca-sema-xml")
    texts = lists.entries.iloc[:2_000]
    entries = [
        ListEntry(
            str(row.entry),
            Kind(str(row.kind)),
            str(row.name),
            facts={"remarks": [str(row.remarks)]},
        )
        for row in texts.itertuples()
    ]
    finish(entries)
    before = [({**one.names}, {**one.identifiers}) for one in entries]
    finish(entries)
    assert [(one.names, one.identifiers) for one in entries] == before
