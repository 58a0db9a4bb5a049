"""A workbook's cells: looked through before anything is laid out, for lists and manifests alike."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable

import pytest
from opendocument import cell, row, spreadsheet

from vscreen.files import workbook as workbooks
from vscreen.files.workbook import DamagedError, SheetError, Workbook, read_sheets

Write = Callable[..., bytes]
WORKSHEET = "xl/worksheets/sheet1.xml"


def edited(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same workbook with other bytes in its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            member = before.read(name)
            assert name != WORKSHEET or old in member
            after.writestr(name, member.replace(old, new) if name == WORKSHEET else member)
    return stream.getvalue()


@pytest.mark.parametrize("quote", [b'"', b"'"])
def test_a_lone_cell_in_the_last_corner_is_refused_before_it_is_laid_out(
    workbook: Write, quote: bytes
) -> None:
    corner = b"r=" + quote + b"XFD1048576" + quote
    data = edited(workbook({"A": [["x"]]}), b'r="A1"', corner)
    with pytest.raises(SheetError, match="spans 1,048,576 rows and 16,384 columns"):
        read_sheets(data)


def test_a_span_is_seen_wherever_a_piece_of_the_sheet_ends(
    workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "GREATEST_CELLS", 11)
    data = workbook({"A": [["x"], [], [], [], [], ["", "y"]]})
    for piece in range(400, 500):
        monkeypatch.setattr(workbooks, "PIECE", piece)
        with pytest.raises(SheetError, match="spans 6 rows and 2 columns"):
            read_sheets(data)


def test_a_sheet_that_is_filled_may_span_more_than_one_that_is_not(
    workbook: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "GREATEST_CELLS", 11)
    assert len(read_sheets(workbook({"A": [["x", "y"]] * 6}))[0][1]) == 6


def test_a_workbook_of_any_flipped_byte_is_read_whole_or_refused(workbook: Write) -> None:
    data = workbook({"A": [["id", "name"], [1, "MARIA"]]})
    whole = read_sheets(data)
    refused = 0
    for position in range(0, len(data), 97):
        flipped = bytes([data[position] ^ 255])
        refused += 1
        with contextlib.suppress(SheetError):
            assert read_sheets(data[:position] + flipped + data[position + 1 :]) == whole
            refused -= 1
    assert refused


def test_a_member_that_fails_its_checksum_is_refused_though_calamine_reads_it(
    workbook: Write,
) -> None:
    data = workbook({"A": [["id", "name"], [1, "MARIA"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        checksum = archive.getinfo(WORKSHEET).CRC.to_bytes(4, "little")
    with pytest.raises(DamagedError, match=r"sheet1\.xml is damaged"):
        Workbook(data.replace(checksum, bytes(4)))


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a", bytes(workbooks.SMALL + 1))
    with pytest.raises(SheetError, match=r"it unpacks to 33,554,433 bytes from .* too much"):
        Workbook(stream.getvalue())


def test_the_binary_kind_is_refused_with_the_remedy() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", b"\0")
    with pytest.raises(SheetError, match="in another format") as caught:
        Workbook(stream.getvalue())
    assert caught.value.remedy == "save it as XLSX"


def test_sheets_are_laid_out_from_the_first_row_and_their_tops_from_the_first_filled(
    workbook: Write,
) -> None:
    rows = [[], ["Ship"], ["MARIA"], ["LADY R"]]
    as_rows = [row(*cells) for cells in rows]
    for data in (workbook({"A": rows}), spreadsheet(*as_rows)):
        book = Workbook(data)
        assert book.names == ["A"]
        assert book.sheet(0).rows == [[""], ["Ship"], ["MARIA"], ["LADY R"]]
        assert book.top(0, 2) == [["Ship"], ["MARIA"]]


def test_failed_cells_are_counted_in_either_kind(workbook: Write) -> None:
    xlsx = edited(workbook({"A": [["a"], [1], [2]]}), b'<c r="A2">', b'<c r="A2" t="e">')
    failed = cell("<text:p>#N/A</text:p>", 'calcext:value-type="error"')
    ods = spreadsheet(row("a"), row(failed), row("2"))
    assert [Workbook(data).failed for data in (xlsx, ods)] == [1, 1]
