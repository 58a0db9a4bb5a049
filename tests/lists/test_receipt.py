"""Each of the publisher's records is accounted for, or nothing is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader
from vscreen.lists.reading import ListEntry, Reading
from vscreen.lists.receipt import Account, Receipt, SetAside, write_receipt
from vscreen.schema import Kind

FILE = Source(Path("lists/x.csv"), b"")
NAMELESS = SetAside("RUS1", "without a name")
counts = st.integers(0, 10_000)


def read(records: int, *, further: int = 0, **contents: object) -> Reading:
    """Read a file of so many records from which two entries come."""
    entries = [ListEntry(key, Kind.PERSON, f"Name {key}") for key in "12"]
    entries[0].records += further
    reader = Reader(
        id="x", version="1", publisher="X", recognises=lambda _: True, list_id="x",
        read_all=lambda _: [Contents(entries=entries, sources=[FILE], **contents)],
        count=lambda _: records,
    )  # fmt: skip
    (reading,) = reader.read([FILE])
    return reading


def test_the_sum_names_each_part_that_is_not_zero() -> None:
    receipt = Receipt(
        file="x", unit="rows", records=1_240, entries=1, merged=1_000, elsewhere=237,
        set_aside=(NAMELESS, SetAside("7", "deleted by the publisher"), NAMELESS),
    )  # fmt: skip
    assert receipt.sentence == (
        "1,240 rows = 1 entry + 1,000 adding to an entry + 237 of another list + 2 without a name "
        "+ 1 deleted by the publisher"
    )
    assert receipt.missing == -1


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [("rows", "1 row = 1 entry"), ("parties", "1 party = 1 entry"), ("ships", "1 ship = 1 entry")],
)
def test_a_single_record_is_told_in_the_singular(unit: str, sentence: str) -> None:
    assert Receipt(file="x", unit=unit, records=1, entries=1).sentence == sentence


def test_a_file_of_which_all_is_set_aside_says_so() -> None:
    receipt = Receipt(file="x", unit="rows", records=1, entries=0, set_aside=(NAMELESS,))
    assert receipt.sentence == "1 row = 0 entries + 1 without a name"


@given(counts, counts, counts, st.integers(0, 20))
def test_a_sum_is_exact_or_the_file_is_refused(
    entries: int, merged: int, elsewhere: int, aside: int
) -> None:
    account = Account(
        source=FILE, entries=entries, merged=merged, elsewhere=elsewhere,
        set_aside=(NAMELESS,) * aside,
    )  # fmt: skip
    total = entries + merged + elsewhere + aside
    assert write_receipt(account, unit="rows", count=lambda _: total).is_exact
    for wrong in (total + 1, total - 1):
        with pytest.raises(ListFormatError):
            write_receipt(account, unit="rows", count=lambda _, wrong=wrong: wrong)


def test_records_that_came_to_nothing_are_counted_in_the_refusal() -> None:
    with pytest.raises(ListFormatError, match=r"x\.csv: 1 of its 3 rows is not accounted for"):
        read(3)
    with pytest.raises(ListFormatError, match=r"2 of its 4 rows are not accounted for \(4 rows ="):
        read(4)


def test_more_entries_than_records_are_refused_too() -> None:
    with pytest.raises(ListFormatError, match="1 more came out of it than its 1 row"):
        read(1)


def test_records_that_add_to_an_entry_and_those_set_aside_count() -> None:
    reading = read(7, further=3, elsewhere=1, set_aside=[NAMELESS])
    assert [receipt.sentence for receipt in reading.receipts] == [
        "7 rows = 2 entries + 3 adding to an entry + 1 of another list + 1 without a name"
    ]
    assert reading.warnings == ("x.csv: 1 of 7 rows set aside, without a name (RUS1)",)


def test_a_warning_names_some_of_many_keys() -> None:
    many = tuple(SetAside(str(number), "without a name") for number in range(9))
    receipt = Receipt(file="x", unit="rows", records=9, entries=0, set_aside=many)
    assert list(receipt.warnings()) == [
        "x: 9 of 9 rows set aside, without a name (0, 1, 2, 3, 4, ...)"
    ]


def test_each_of_several_files_has_its_receipt() -> None:
    other = Source(Path("lists/alt.csv"), b"")
    accounts = [Account(source=FILE, entries=2), Account(source=other, merged=2)]
    assert [receipt.sentence for receipt in read(2, accounts=accounts).receipts] == [
        "2 rows = 2 entries", "2 rows = 2 adding to an entry",
    ]  # fmt: skip
