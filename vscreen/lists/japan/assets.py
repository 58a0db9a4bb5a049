"""Japan's asset freezes (Ministry of Finance): the CSV of 2026 and the workbooks before it.

The CSV has a row for each subject and 32 columns. The workbooks have a sheet for each programme,
with titles above the headings. The first cell of a row has the date of the notice and of each
revision; a subject taken off the list keeps its number, with ``削除`` behind the date and no names.
No ships: those to which Japan forbids services are a separate list (`vscreen.lists.japan.ships`).

Both forms give a subject the same key: the number of its programme and its own, ``028-000262``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso, day_of_serial, period
from vscreen.files.source import Source
from vscreen.files.tables import has_headings, unread_sheets
from vscreen.identifiers.imo import is_valid_imo_company
from vscreen.lists.counting import count_rows
from vscreen.lists.japan.names import primaries, spellings, without_scripts
from vscreen.lists.japan.records import (
    DATE,
    EXCEL_IN_JAPAN,
    PERSONAL,
    UNKNOWN,
    Cell,
    Record,
    csv_records,
    days,
    is_heading,
    sheet_records,
    western,
)
from vscreen.lists.numbers_in_prose import note_prose
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry, is_native
from vscreen.lists.receipt import SetAside
from vscreen.lists.split_names import with_unique_keys
from vscreen.schema import Kind, Measure, NameKind, Scheme

KINDS: Final = {
    "個人": Kind.PERSON,
    "団体": Kind.ORGANIZATION,
    "船": Kind.VESSEL,
    "航空機": Kind.AIRCRAFT,
}
NAMED: Final = {
    "alias": NameKind.STRONG_ALIAS,
    "former": NameKind.FORMER,
    "weak": NameKind.WEAK_ALIAS,
}
NAMES: Final = ("english", "japanese", *NAMED)
# Cells that are read as facts or names; all others go into the remarks.
CONSUMED: Final = ("notice", "number", "programme", "kind", UNKNOWN, *NAMES)

DELETED: Final = re.compile(r"[\s(にを]*(?:削除|解除|廃止|失効)")
NO_NAME: Final = re.compile(r"[\s(（]*(?:削除|欠番)[\s)）]*")
NO_NOTICES: Final = re.compile(r"解除|一覧|目次")
"""Sheets of programmes that were ended, and of contents."""
NUMBER: Final = re.compile(r"(\d+)(?:\s*の\s*(\d+))?")
PROGRAMME: Final = re.compile(r"\s*(\d+)\s*(?:[.。].*)?", re.DOTALL)
BETWEEN: Final = re.compile(r"[(（][a-z0-9]{1,2}[)）]|[;；、､,\n]|又は|または|及び")
SPAN: Final = re.compile(r"から|の間|[~〜～-]")
SERIAL: Final = re.compile(r"[1-4]\d{4}|[3-9]\d{3}")  # days since 1899, as spreadsheets count
BORN: Final = re.compile(r"生年月日\s*[:：]\s*([\d年月日./\s-]+)")
OF_A_PERSON: Final = re.compile(r"生年月日\s*[:：]|性別\s*[:：・]")
GLUED: Final = re.compile(r"IMO\D{0,12}(\d{14,})")


def _recognises(source: Source) -> bool:
    """Return whether the file is the CSV, or a workbook with a sheet of notices."""
    if source.is_workbook:
        return has_headings(source, is_heading)
    as_saved_in_japan = source.head.split(b"\n")[0].decode(EXCEL_IN_JAPAN, errors="replace")
    return is_heading(first_row(source)) or is_heading(as_saved_in_japan.split(","))


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row of the CSV has another number of cells than the headings, its last line does
    not end, or a sheet of the workbook holds notices under unknown headings. Empty if there are no
    rows below the headings.
    """
    records = list(sheet_records(source) if source.is_workbook else csv_records(source))
    require_rows(source, records)
    entries, set_aside, warnings = [], [], []
    for record in records:
        reason = _why_set_aside(record)
        if reason:
            key = _key(record) if record.of("notice", "number") else record.where
            set_aside += [SetAside(key, reason)] * record.rows
        else:
            entries.append(_entry(record))
            warnings += [f"{source.path}: {sentence}" for sentence in _doubts(record)]
    if source.is_workbook:
        read = [
            name
            for name, rows in source.sheets
            if any(map(is_heading, rows)) or NO_NOTICES.search(name)
        ]
        warnings += unread_sheets(source, read)
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        warnings=warnings,
        set_aside=set_aside,
    )


def _why_set_aside(record: Record) -> str:
    """Return why no entry comes from a record, or nothing."""
    dated = western(record.of("date"))
    last = max((found.end() for found in DATE.finditer(dated)), default=0)
    named = _named(record)
    if DELETED.match(dated, last) or (record.of(*NAMES) and not named):
        return "deleted by the publisher"
    if named:
        return ""
    return "without a name" if record.of("notice", "number") else "with a note alone"


def _named(record: Record) -> list[Cell]:
    """Return the cells with names; what stands where one was deleted is none."""
    named = (cell for cell in record.cells if cell.role in NAMES)
    return [cell for cell in named if not NO_NAME.fullmatch(cell.text)]


def _doubts(record: Record) -> Iterator[str]:
    if not record.of("notice", "number"):
        yield f"{record.where} has no number; its key was made from its name"
    printed_kind = record.of("kind")
    if printed_kind and _named_kind(printed_kind) is None:
        yield f"{record.where} has the kind {printed_kind!r}; it was read as {_kind(record)}"


def _key(record: Record) -> str:
    """Return the numbers of the programme and of the subject, in the form of the CSV."""
    if record.of("number"):
        return record.of("number")
    number = NUMBER.search(western(record.of("notice")))
    printed_programme = western(record.of("programme") or record.sheet)
    numbered = PROGRAMME.fullmatch(printed_programme)
    programme = f"{int(numbered[1]):03}" if numbered else printed_programme
    if number is None:
        named = record.of(*NAMES).encode()
        return f"{programme}-{hashlib.sha256(named).hexdigest()[:8]}"
    branch = f"-{int(number[2])}" if number[2] else ""
    return f"{programme}-{int(number[1]):06}{branch}"


def _entry(record: Record) -> ListEntry:
    kind = _kind(record)
    (name, _), *others = _names(record, person=kind == Kind.PERSON)
    entry = ListEntry(_key(record), kind, name, records=record.rows)
    for other, name_kind in others:
        entry.add_name(other, name_kind)
    _add_facts(entry, record)
    if kind in (Kind.ORGANIZATION, Kind.VESSEL):
        _add_numbers(entry, unicodedata.normalize("NFKC", record.of("")))
    return entry


def _names(record: Record, *, person: bool) -> list[tuple[str, NameKind]]:
    """Return the names of a record, the one to print first; at least one."""
    found: list[tuple[str, NameKind]] = []
    named = Record(record.where, _named(record))
    columns = [cell for cell in named.cells if cell.role in ("english", "japanese")]
    # `氏名又は名称` may be the heading of the Japanese names, beside another for the Latin ones.
    for cell in sorted(columns, key=lambda cell: (cell.role == "japanese", is_native(cell.text))):
        for name, kind in primaries(cell.text, person=person):
            is_second = kind == NameKind.PRIMARY and found
            found.append((name, NameKind.STRONG_ALIAS if is_second else kind))
    for role, kind in NAMED.items():
        found += spellings(named.of(role), kind)
    return sorted(found, key=lambda name: name[1] != NameKind.PRIMARY) or [
        (" ".join(named.of(*NAMES).split()), NameKind.PRIMARY)
    ]


def _named_kind(text: str) -> Kind | None:
    """Return the kind that a text names, if it names one alone."""
    named = [kind for word, kind in KINDS.items() if word in text]
    return named[0] if len(named) == 1 else None


def _kind(record: Record) -> Kind:
    named = map(_named_kind, (record.of("kind"), record.sheet, record.title))
    return next(filter(None, named), None) or _kind_by_facts(record)


def _kind_by_facts(record: Record) -> Kind:
    """Return the kind where a sheet holds both: only of a person is it said when it was born.

    Of a person of whom not even that is known, several columns say ``不明``; of an organization
    they are left blank, or one of them is filled by mistake.
    """
    unknown = sum(cell.role == UNKNOWN for cell in record.cells)
    is_person = record.of(*PERSONAL) or OF_A_PERSON.search(record.of("")) or unknown > 1
    return Kind.PERSON if is_person else Kind.ORGANIZATION


def _add_facts(entry: ListEntry, record: Record) -> None:
    entry.add_fact("programs", record.of("programme") or record.sheet)
    dated = sorted(days(record.of("date")))
    for day in dated[:1]:
        entry.add_listing_date(day)
    notice = record.of("notice")
    entry.add_fact("legal_basis", f"告示 {notice}" if notice else "")
    for value in BETWEEN.split(record.of("nationality", "country")):
        entry.add_fact("countries", value)
    for value in _birth_dates(record.of("born")) or BORN.findall(record.of("")):
        entry.add_fact("birth_date", as_iso(value))
    for cell in record.cells:
        for name in without_scripts(cell.text)[1]:
            entry.add_name(name, NameKind.NATIVE)
    entry.add_fact("remarks", "\n".join(_remarks(record, revised=len(dated) != 1)))
    since = f" since {period(dated[0], dated[0]).lstrip('0')}" if dated else ""
    entry.add_measure(
        Measure.ASSET_FREEZE,
        "Japan: payments to it and capital transactions with it need permission "
        f"(Foreign Exchange and Foreign Trade Act){since}",
    )


def _remarks(record: Record, *, revised: bool) -> Iterator[str]:
    for cell in record.cells:
        if cell.role not in CONSUMED and (cell.role != "date" or revised):
            yield f"{cell.heading}: {cell.text}"


def _birth_dates(cell: str) -> list[str]:
    """Return the birth dates of a cell: ISO where the day is known, else as printed."""
    found: list[str] = []
    for piece in BETWEEN.split(re.sub(r"から\s+", "から", western(cell))):
        text = re.sub(r"(?:生まれ|生)\s*$", "", piece.strip())
        if SERIAL.fullmatch(text):
            found.append(day_of_serial(text).isoformat())
        elif days(text) and not SPAN.search(DATE.sub("", text)):
            found += days(text)
        elif re.search(r"\d{4}\s*年|^\d{4}$", text):
            found.append(text)
    return found or [cell.strip()] * bool(cell.strip())


def _add_numbers(entry: ListEntry, text: str) -> None:
    """Add IMO numbers from a subject's notes; several of them may have run into one."""
    plain = re.sub(r"IMO(?:番号|(?=\d))", "IMO No. ", text)
    note_prose(entry, plain)
    for run in GLUED.findall(plain):
        for number in re.findall(r"\d{7}", run):
            if entry.kind == Kind.ORGANIZATION and is_valid_imo_company(number):
                entry.add_identifier(Scheme.IMO_COMPANY, number)


def _count(source: Source) -> int:
    if not source.is_workbook:
        return count_rows()(source)
    total = 0
    for _, rows in source.sheets:
        first = next((n for n, row in enumerate(rows) if is_heading(row)), len(rows))
        below = (row for row in rows[first:] if not is_heading(row))
        total += sum(any(str(cell).strip() for cell in row) for row in below)
    return total


READER: Final = Reader(
    id="japan",
    version="2",
    publisher="Japan",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="jp-mof",
    count=_count,
)
