"""An old workbook has no checksums: what its records say is looked at before its rows are used."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from vscreen.files.sheets.xls import heights
from vscreen.files.source import Source
from vscreen.files.workbook import SheetError, read_sheets


@pytest.fixture(scope="module")
def xls(list_fixtures: Path) -> bytes:
    return (list_fixtures / "australia-2018" / "list.xls").read_bytes()


def test_the_records_say_how_high_a_sheet_is(xls: bytes) -> None:
    assert heights(xls) == [6] == [len(rows) for _, rows in read_sheets(xls)]


def test_an_old_workbook_is_a_workbook_and_another_old_file_is_none(xls: bytes) -> None:
    assert Source(Path("x.xls"), xls).form == "workbook"
    assert Source(Path("x.xls"), xls).is_workbook
    assert not Source(Path("x.doc"), xls[:1024]).is_workbook


def test_a_record_that_runs_over_the_next_is_refused(xls: bytes) -> None:
    """The row below would be swallowed without a sound."""
    place = xls.index(b"\xfd\x00\x0a\x00\x02\x00\x00\x00")  # the first cell of the third row
    swallowing = xls[: place + 2] + b"\x2c" + xls[place + 3 :]
    with pytest.raises(SheetError, match="none that can be read"):
        read_sheets(swallowing)


def test_a_cell_that_moved_to_another_row_is_refused(xls: bytes) -> None:
    place = xls.index(b"\xfd\x00\x0a\x00\x02\x00\x00\x00") + 4
    with pytest.raises(SheetError, match=r"is out of order|has no cells"):
        read_sheets(xls[:place] + b"\x04" + xls[place + 1 :])


def test_a_sheet_that_spans_more_than_there_can_be_is_refused(xls: bytes) -> None:
    """The library would ask for as much memory, and end the whole process without it."""
    place = xls.index(b"\x00\x02\x0e\x00\x00\x00\x00\x00\x06\x00\x00\x00") + 11
    with pytest.raises(SheetError, match=r"it spans [\d,]+ rows and 12 columns"):
        read_sheets(xls[:place] + b"\x40" + xls[place + 1 :])


def test_no_cut_and_no_changed_byte_takes_a_row_away(xls: bytes) -> None:
    dice = random.Random(14)  # noqa: S311 - no secret
    for _ in range(300):
        place = dice.randrange(len(xls))
        changed = xls[:place] + bytes([xls[place] ^ dice.randrange(1, 256)]) + xls[place + 1 :]
        for damaged in (xls[: dice.randrange(8, len(xls))], changed):
            try:
                (_, rows), *_ = read_sheets(damaged)
            except SheetError:
                continue
            assert len(rows) >= 6
