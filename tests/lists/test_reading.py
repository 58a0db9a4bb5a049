"""What readers return: entries gathered fact by fact, then four frames."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.files.source import Source
from vscreen.lists.finishing.fingerprint import fingerprint
from vscreen.lists.finishing.links import resolve_links
from vscreen.lists.reading import ListEntry, Reading, assemble, read_date
from vscreen.schema import Kind, NameKind, Relation, Scheme

SOURCE = Source(Path("own.csv"), b"")


def read(*entries: ListEntry) -> Reading:
    return assemble("own", entries, reader="own", version="1", sources=[SOURCE])


def test_of_equal_spellings_the_stronger_kind_stays_and_no_latin_letter_is_native() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    for name, kind in (
        ("HERON", NameKind.WEAK_ALIAS), ("HERON ", NameKind.STRONG_ALIAS),
        ("HERON", NameKind.FORMER), ("МАРИЯ", NameKind.STRONG_ALIAS), ("MARIA", NameKind.FORMER),
        (" ", NameKind.FORMER),
    ):  # fmt: skip
        ship.add_name(name, kind)
    assert ship.names == {"HERON": NameKind.STRONG_ALIAS, "МАРИЯ": NameKind.NATIVE}


@pytest.mark.parametrize(
    ("kind", "scheme", "value"),
    [
        (Kind.VESSEL, Scheme.IMO_SHIP, "9161003"),
        (Kind.ORGANIZATION, Scheme.IMO_MENTIONED, "9161003"),
        (Kind.PERSON, Scheme.IMO_MENTIONED, "9161003"),
        (Kind.ORGANIZATION, Scheme.IMO_COMPANY, "6183435"),
    ],
)
def test_an_imo_number_is_a_ships_or_a_companys_as_its_entry_is(
    kind: Kind, scheme: Scheme, value: str
) -> None:
    entry = ListEntry("1", kind, "A")
    entry.add_imo(f"IMO: {value}")
    assert list(entry.identifiers) == [(scheme, value)]


def test_a_number_that_cannot_be_cleaned_is_added_as_printed() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    ship.add_imo(" 91610 ")
    ship.add_imo("")
    assert list(ship.identifiers) == [(Scheme.IMO_SHIP, "91610")]


def test_a_document_has_its_issuer_in_brackets() -> None:
    person = ListEntry("1", Kind.PERSON, "A")
    person.add_document(" P1 ", "Malta")
    person.add_document("P2", "")
    assert list(person.identifiers) == [(Scheme.OTHER, "P1 (Malta)"), (Scheme.OTHER, "P2")]


def test_the_earliest_date_of_listing_counts_and_a_blank_date_does_not() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    for day in ("2024-05-24", "", "2022-03-01", "2023-01-01"):
        ship.add_listing_date(day)
    assert read(ship).entries["listed_on"].tolist() == ["2022-03-01"]


def test_a_number_column_takes_only_numbers() -> None:
    ship = ListEntry("1", Kind.VESSEL, "MARIA")
    texts = ("12,345.0", "about 5", "9" * 16, "9" * 5000)
    assert [ship.add_number("gross_tonnage", text) for text in texts] == [True, *[False] * 3]
    assert read(ship).entries["gross_tonnage"].tolist() == [12345]


def test_a_link_points_at_the_only_entry_of_its_name() -> None:
    entries = [ListEntry(str(n), Kind.ORGANIZATION, name) for n, name in enumerate("ABBC")]
    entries.append(ListEntry("ltd", Kind.ORGANIZATION, "HERON CO., LTD."))
    for name in ("A", "B", "nobody", "HERON CO., LTD"):
        entries[3].add_link(Relation.OWNER, name)
    resolve_links(entries)
    links = read(*entries).links
    assert links[["to_name", "to_entry"]].to_numpy().tolist() == [
        ["A", "own:0"],
        ["B", ""],
        ["nobody", ""],
        ["HERON CO., LTD.", "own:ltd"],
    ]


def test_a_fingerprint_changes_with_each_fact_and_not_with_their_order() -> None:
    names = [("B", "former"), ("C", "former")]
    known = fingerprint({"name": "A"}, names, [("imo_ship", "1", "")], [("owner", "X")])
    assert known == fingerprint(
        {"name": "A", "flag": "", "build_year": None}, names[::-1], [("imo_ship", "1", "")],
        [("owner", "X")],
    )  # fmt: skip
    others = [
        fingerprint({"name": "Z"}, names, [("imo_ship", "1", "")], [("owner", "X")]),
        fingerprint({"name": "A"}, names[:1], [("imo_ship", "1", "")], [("owner", "X")]),
        fingerprint({"name": "A"}, names, [("imo_ship", "1", "no")], [("owner", "X")]),
        fingerprint({"name": "A"}, names, [("imo_ship", "1", "")], []),
    ]
    assert len({known, *others}) == 5


def test_a_list_without_entries_is_refused() -> None:
    with pytest.raises(EmptyListError, match="the list own holds no entries"):
        read()


def test_a_files_date_is_read_in_its_format_or_refused() -> None:
    assert read_date(SOURCE, "date", "2026-08-01T00:00", length=10) == date(2026, 8, 1)
    with pytest.raises(ListFormatError, match=r"own\.csv: date is '2026-08-01', not a day"):
        read_date(SOURCE, "date", "2026-08-01", "a day", form="%d/%m/%Y")
