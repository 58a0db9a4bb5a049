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

from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.lists.numbers_in_prose import FIRST_SHIP
from vscreen.lists.reader import Contents, Reader, by_headings, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import with_unique_keys
from vscreen.schema import Kind, NameKind, Scheme

DELIMITER: Final = ";"
NEEDED: Final = ("type", "Wholename", "Lastname", "Firstname", "Number", "Embargos")
PERSON, ENTITY = "P", "E"
REMARK_COLUMNS: Final = ("Function", "Remark", "Birth place", "Birth country", "Gender")
NUMBER: Final = re.compile(r"(.*?)\s*\((\w+)-.*", re.DOTALL)
SCHEMES: Final = {
    "taxid": Scheme.TAX, "fiscalcode": Scheme.TAX, "regnumber": Scheme.REGISTRATION,
    "tradelic": Scheme.REGISTRATION,
}  # fmt: skip
LINES: Final = re.compile(r"[\r\n]+|\\n")
WEAK: Final = "low quality"

Row = dict[str, str]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a row has another number of cells than the headings, no name or an unknown type,
    or the last line does not end. Empty if there are no rows below the headings.
    """
    entries = [_entry(source, line, row) for line, row in _rows(source)]
    require_rows(source, entries)
    return Contents(
        entries=with_unique_keys(entries),
        sources=[source],
    )


def _rows(source: Source) -> Iterator[tuple[int, Row]]:
    first, rows = below_headings(source, whole_rows(source, delimiter=DELIMITER))
    headings = [heading.strip() for heading in first]
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield line, dict(zip(headings, cells, strict=True))


def _values(row: Row, heading: str) -> list[str]:
    return [part.strip() for part in LINES.split(row.get(heading, "")) if part.strip()]


def _entry(source: Source, line: int, row: Row) -> ListEntry:
    parts = [_values(row, heading) for heading in ("Lastname", "Firstname", "Middlename")]
    names = _values(row, "Wholename") or [" ".join(part[0] for part in parts if part)]
    if not names[0] or row["type"].strip() not in (PERSON, ENTITY):
        raise source.refuse(
            f"line {line} has the name {names[0]!r} and the type {row['type']!r}; "
            f"known types are {PERSON} and {ENTITY}"
        )
    numbers = [_number(printed) for printed in _values(row, "Number")]
    kind = _kind(row["type"].strip(), numbers)
    entry = ListEntry(_key(names[0], numbers), kind, names[0])
    # An entity's native name is under `Firstname`; a person's parts are in the whole name.
    for name in (*names[1:], *(parts[1] if row["type"].strip() == ENTITY else ())):
        weak = WEAK in row.get("Remark", "").lower()
        entry.add_name(name, NameKind.WEAK_ALIAS if weak else NameKind.STRONG_ALIAS)
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


def _kind(code: str, numbers: Sequence[tuple[str, str, str]]) -> Kind:
    if code == PERSON:
        return Kind.PERSON
    codes = {code for code, _, _ in numbers}
    ships = all(is_valid_imo_ship(value) and int(value) >= FIRST_SHIP for _, value, _ in numbers)
    return Kind.VESSEL if codes == {"imo"} and ships else Kind.ORGANIZATION


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


READER: Final = Reader(
    id="belgium",
    version="1",
    publisher="Belgium",
    recognises=by_headings(NEEDED, delimiter=DELIMITER),
    read_all=each_file(_read_one),
    list_id="be-fps",
)
