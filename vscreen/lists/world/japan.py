"""Japan's asset freezes (Ministry of Finance): the CSV of 2026 and the workbooks before it.

The CSV has a row for each subject and 32 columns, with names in Japanese and in English. The
workbooks have a sheet for each programme, a title above the headings, and several values in a cell,
lettered ``（a）`` or on separate lines. Weak aliases are ``確定に十分でない別名``, former names
``旧称``; names in another script are in the notes as ``(original script: ...)``. No ships: those to
which Japan forbids services are a separate list (`japan_ships`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import (
    below_headings,
    find_headings,
    has_headings,
    unread_sheets,
    whole_rows,
)
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import split_names, with_unique_keys
from vscreen.schema import Kind, NameKind

NOTICE, NOTICE_NUMBER, KIND = "告示日付", "告示番号", "個人・団体"
SIGNATURE: Final = ("区分", "番号", NOTICE, NOTICE_NUMBER, KIND)
PERSON, COMPANY = "個人", "団体"
# `氏名` in the CSV, `日本語表記` and `英語表記` in the workbooks; the first filled is primary.
PRIMARIES: Final = ("氏名（英語）", "英語表記", "氏名（日本語）", "日本語表記")
NAME_KINDS: Final = {
    "別名・別称": NameKind.STRONG_ALIAS,
    "別称・別名": NameKind.STRONG_ALIAS,
    "別称・旧称": NameKind.STRONG_ALIAS,
    "別名": NameKind.STRONG_ALIAS,
    "別称": NameKind.STRONG_ALIAS,
    "確定可能な別名": NameKind.STRONG_ALIAS,
    "旧称": NameKind.FORMER,
    "旧称・以前の呼称": NameKind.FORMER,
    "過去の別名": NameKind.FORMER,
    "以前の別名": NameKind.FORMER,
    "確定に十分でない別名": NameKind.WEAK_ALIAS,
}
COUNTRIES: Final = ("国籍", "住所・所在地（国）")
# Columns that are read as facts or names; all others go into the remarks.
READ_COLUMNS: Final = (*SIGNATURE, *PRIMARIES)
PERSONAL: Final = ("生年月日", "国籍", "国籍（英語）", "旅券番号")
NOTHING: Final = ("不明", "なし", "-")

BLANKS: Final = re.compile(r"\s+|_x000D_")
LANGUAGE: Final = re.compile(r"（(?:日本語|英語)）$")
# `(a)`, `（a）` or `a.k.a.` before each of several values.
LETTERED: Final = re.compile(r"[(（][a-z0-9]{1,2}[)）]|\ba\.k\.a\.?|_x000D_|[\r\n]+", re.IGNORECASE)
SCRIPT: Final = re.compile(r"[(（]original script\s*[:：]\s*([^()（）]+)[)）]", re.IGNORECASE)

Row = Mapping[str, str]


def _recognises(source: Source) -> bool:
    """Return whether the file is the CSV, or a workbook with a sheet of notices."""
    is_csv = tuple(first_row(source)[: len(SIGNATURE)]) == SIGNATURE
    return is_csv or has_headings(source, _is_heading)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row has another number of cells than the headings, no name, or an unknown kind,
    or the CSV's last line does not end. Empty if there are no rows below the headings.
    """
    rows = _sheet_rows(source) if source.is_workbook else _csv_rows(source)
    entries = [_entry(source, where, row) for where, row in rows]
    require_rows(source, entries)
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        warnings=_warnings(source) if source.is_workbook else (),
    )


def _csv_rows(source: Source) -> Iterator[tuple[str, Row]]:
    headings, rows = below_headings(source, whole_rows(source))
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield f"line {line}", _row(headings, cells)


def _row(headings: Sequence[Any], cells: Sequence[Any]) -> Row:
    values = (printed(cell).strip() for cell in cells)
    named = zip((_clean(heading) for heading in headings), values, strict=False)
    return {heading: "" if value in NOTHING else value for heading, value in named if heading}


def _clean(heading: Any) -> str:
    return BLANKS.sub("", str(heading))


def _is_heading(row: Sequence[Any]) -> bool:
    return bool(row) and NOTICE in _clean(row[0]) and NOTICE_NUMBER in map(_clean, row)


def _warnings(source: Source) -> list[str]:
    sheets = source.sheets
    read = [name for name, rows in sheets if find_headings(rows, _is_heading) is not None]
    return unread_sheets(source, read)


def _sheet_rows(source: Source) -> Iterator[tuple[str, Row]]:
    for name, rows in source.sheets:
        position = find_headings(rows, _is_heading)
        if position is None:
            continue
        for line, cells in enumerate(rows[position + 1 :], start=position + 2):
            # Headings are repeated on later pages.
            if any(cell != "" for cell in cells) and NOTICE not in _clean(cells[0]):
                row = _row(rows[position], cells)
                yield f"{name}, row {line}", {"区分": name, KIND: _kind(name, row), **row}


def _kind(sheet: str, row: Row) -> str:
    if (PERSON in sheet) != (COMPANY in sheet):
        return PERSON if PERSON in sheet else COMPANY
    # A sheet of both kinds names no kind: only persons have a birth date or a passport.
    return PERSON if any(row.get(heading) for heading in PERSONAL) else COMPANY


def _entry(source: Source, where: str, row: Row) -> ListEntry:
    names = [name for heading in PRIMARIES for name in _values(row.get(heading, ""))]
    if not names or row.get(KIND) not in (PERSON, COMPANY):
        raise source.refuse(
            f"{where} has the names {names} and the kind {row.get(KIND)!r}; "
            f"known kinds are {PERSON} and {COMPANY}"
        )
    kind = Kind.PERSON if row[KIND] == PERSON else Kind.ORGANIZATION
    entry = ListEntry(_key(row), kind, names[0])
    for name in names[1:]:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    remarks = []
    for heading, cell in row.items():
        remarks += _add_cell(entry, LANGUAGE.sub("", heading), heading, cell)
    entry.add_fact("programs", row.get("区分", ""))
    entry.add_fact("listed_on", as_iso(row.get(NOTICE, "")))
    entry.add_fact("legal_basis", f"告示 {row[NOTICE_NUMBER]}" if row.get(NOTICE_NUMBER) else "")
    entry.add_fact("remarks", "\n".join(remarks))
    if kind == Kind.ORGANIZATION:
        note_company_text(entry, row.get("その他の情報", ""))
    return entry


def _key(row: Row) -> str:
    # Workbooks have no number of the subject: programme, date and number of the notice are used.
    parts = (row.get("区分", ""), as_iso(row.get(NOTICE, "")), row.get(NOTICE_NUMBER, ""))
    return row.get("番号", "") or "-".join(part for part in parts if part)


def _values(cell: str) -> list[str]:
    parts = (part for piece in LETTERED.split(cell) for part in split_names(piece, "；;"))
    return [part.strip(" ,、") for part in parts if part not in NOTHING]


def _add_cell(entry: ListEntry, column: str, heading: str, cell: str) -> list[str]:
    """Add a cell to an entry; return its remark, if it has any."""
    if not cell:
        return []
    if column in NAME_KINDS:
        for name in _values(cell):
            entry.add_name(name, NAME_KINDS[column])
        return []
    if column == "生年月日":
        for value in _values(cell):
            entry.add_fact("birth_date", as_iso(value))
        return []
    if column in COUNTRIES:
        for value in _values(cell):
            entry.add_fact("countries", value)
        return []
    for name in SCRIPT.findall(cell):
        entry.add_name(name, NameKind.NATIVE)
    return [] if heading in READ_COLUMNS else [f"{heading}: {cell}"]


READER: Final = Reader(
    id="japan",
    version="1",
    publisher="Japan",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="jp-mof",
)
