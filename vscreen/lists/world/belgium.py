r"""Belgium's consolidated list of financial sanctions as CSV (FPS Finance).

The EU's list and Belgium's own: a row for each subject, the values of a cell on separate lines (or
with a literal ``\n`` between them). The first name is primary. The kind of a number is in brackets
behind it: ``9036387 (imo-IMO (vessel identification))``, for ships and companies alike. Ships are
typed as entities, so an entity is a ship if its only numbers are IMO numbers that a ship can have.
There are no keys: a hash of name and numbers is used.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import unread_sheets, whole_rows
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.lists.columns import Columns
from vscreen.lists.counting import count_rows
from vscreen.lists.numbers_in_prose import FIRST_SHIP
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import KINDS, Slips
from vscreen.lists.split_names import with_unique_keys
from vscreen.schema import Kind, NameKind, Scheme

DELIMITERS: Final = (";", ",", "\t")
REMARK_COLUMNS: Final = ("Function", "Remark", "Birth place", "Birth country", "Gender")
OF_PERSONS: Final = ("Birth date", "Birth place", "Gender", "Middlename")
COLUMNS: Final = Columns(
    names=(
        "type", "Wholename", "Lastname", "Firstname", "Middlename", "Birth date", *REMARK_COLUMNS,
        "Number", "Embargos", "Regulation", "Publication date", "Links",
    ),
    needed=("type", "Wholename", "Lastname", "Firstname", "Number", "Embargos"),
    also={"embargo": "Embargos", "numbers": "Number", "publicationdates": "Publication date"},
)  # fmt: skip
TYPES: Final = {**KINDS, "p": Kind.PERSON, "e": Kind.ORGANIZATION}
NUMBER: Final = re.compile(r"(.*?)\s*\((\w+)-.*", re.DOTALL)
SCHEMES: Final = {
    "taxid": Scheme.TAX, "fiscalcode": Scheme.TAX, "regnumber": Scheme.REGISTRATION,
    "tradelic": Scheme.REGISTRATION,
}  # fmt: skip
LINES: Final = re.compile(r"[\r\n]+|\\n")
WEAK: Final = "low quality"

Row = dict[str, str]


def _recognises(source: Source) -> bool:
    return _delimiter(source) != "" or COLUMNS.recognises(source)


def _delimiter(source: Source) -> str:
    """Return what separates the headings, `;` as published, ``""`` if they are not this list's."""
    heads = ((mark, first_row(source, delimiter=mark)) for mark in DELIMITERS)
    return next((mark for mark, row in heads if COLUMNS.are_headings(row)), "")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row is broken in two or two rows run together, the last line is cut, or the kind
    or name of most rows is not known. Empty if there are no rows below the headings.
    """
    slips = Slips(source, "rows")
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    cut: list[str] = []
    rows = list(_rows(source, slips, cut))
    require_rows(source, rows)
    for line, row in rows:
        no_record = COLUMNS.aside(f"line {line}", row)
        if no_record:
            aside.append(no_record)
        elif entry := _entry(f"line {line}", row, slips):
            entries.append(entry)
    slips.refuse_if_most(len(rows) - len(aside))
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
        set_aside=(*aside, *slips.nameless),
        warnings=(*slips.warnings(), *cut),
    )


def _rows(source: Source, slips: Slips, cut: list[str]) -> Iterator[tuple[int, Row]]:
    if source.is_workbook:
        tables = COLUMNS.tables(source)
        cut += unread_sheets(source, [name for name, _ in tables])
        yield from (row for _, table in tables for row in table)
        return
    rows = whole_rows(source, delimiter=_delimiter(source), warnings=cut)
    headings = [COLUMNS.name(heading) for heading in next(rows)[1]]
    width = len(headings)
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        more = [cell for cell in cells[width:] if cell.strip()]
        if len(cells) * 2 < width or (more and len(cells) * 2 > width * 3):
            raise source.refuse(
                f"line {line} has {len(cells)} cells under {width} headings, so a row is broken "
                "in two or two run together"
            )
        row = dict(zip(headings, cells, strict=False))
        if len(cells) < width or more:
            slips.note(f"line {line}", f"of another number of cells than the {width} headings")
            # Cells moved to the side; a number says itself what it is.
            found = (value for cell in cells for value in LINES.split(cell))
            row["Number"] = "\n".join(value for value in found if NUMBER.fullmatch(value))
            row["Remark"] = "\n".join((row.get("Remark", ""), *more))
        yield line, row


def _values(row: Row, heading: str) -> list[str]:
    return [part.strip() for part in LINES.split(row.get(heading, "")) if part.strip()]


def _entry(where: str, row: Row, slips: Slips) -> ListEntry | None:
    parts = [_values(row, heading) for heading in ("Lastname", "Firstname", "Middlename")]
    numbers = [_number(printed) for printed in _values(row, "Number")]
    whole = _values(row, "Wholename") or [" ".join(part[0] for part in parts if part)]
    imo = next((value for code, value, _ in numbers if code == "imo"), "")
    name = slips.name(where, whole, imo)
    if not name:
        return None
    type_ = row.get("type", "").strip()
    born = [row.get(heading, "") for heading in OF_PERSONS]
    kind = slips.kind(where, type_, kinds=TYPES, person=born)
    if kind == Kind.ORGANIZATION and _is_ship(numbers):
        kind = Kind.VESSEL
    entry = ListEntry(_key(name, numbers), kind, name)
    entry.may_be_ship = kind == Kind.ORGANIZATION and slips.may_be_ship(where)
    # An entity's native name is under `Firstname`; a person's parts are in the whole name.
    for other in (*whole, *(parts[1] if kind != Kind.PERSON else ())):
        weak = WEAK in row.get("Remark", "").lower()
        entry.add_name(other, NameKind.WEAK_ALIAS if weak else NameKind.STRONG_ALIAS)
    for code, value, printed in numbers:
        if code == "imo":
            entry.add_imo(value)
        else:
            scheme = SCHEMES.get(code, Scheme.OTHER)
            entry.add_identifier(scheme, printed if scheme == Scheme.OTHER else value)
    _add_facts(entry, row)
    return entry


def _number(printed: str) -> tuple[str, str, str]:
    """Return the code, the number and the whole of a text such as ``9036387 (imo-IMO ...)``."""
    match = NUMBER.fullmatch(printed)
    return (match[2].lower(), match[1], printed) if match else ("", printed, printed)


def _is_ship(numbers: Sequence[tuple[str, str, str]]) -> bool:
    codes = {code for code, _, _ in numbers}
    values = ["".join(filter(str.isdecimal, value)) for _, value, _ in numbers]
    ships = all(is_valid_imo_ship(value) and int(value) >= FIRST_SHIP for value in values)
    return codes == {"imo"} and ships


def _key(name: str, numbers: Sequence[tuple[str, str, str]]) -> str:
    text = "\n".join((name, *sorted(value for _, value, _ in numbers)))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _add_facts(entry: ListEntry, row: Row) -> None:
    for program in _values(row, "Embargos"):
        entry.add_fact("programs", program)
    for basis in _values(row, "Regulation"):
        entry.add_fact("legal_basis", basis)
    for url in _values(row, "Links"):
        entry.add_fact("source_url", url)
    for born in _values(row, "Birth date"):
        # `04-03-62`: the century is unknown.
        entry.add_fact("birth_date", born)
    for day in _values(row, "Publication date"):
        entry.add_listing_date(as_iso(day, "%d-%m-%y"))
    remarks = ((heading, _values(row, heading)) for heading in REMARK_COLUMNS)
    texts = [f"{heading}: {'; '.join(values)}" for heading, values in remarks if values]
    entry.add_fact("remarks", "\n".join(texts))


def _count(source: Source) -> int:
    if source.is_workbook:
        return COLUMNS.count(source)
    return count_rows(delimiter=_delimiter(source))(source)


READER: Final = Reader(
    id="belgium",
    version="2",
    publisher="Belgium",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="be-fps",
    records="rows",
    count=_count,
)
