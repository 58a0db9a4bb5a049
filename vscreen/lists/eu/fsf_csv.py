"""The EU's list of asset freezes (FSF) as CSV, editions 1.0 and 1.1.

Semicolons, a byte order mark, and a row for each name, address, birth date, document or
citizenship, which repeats the subject's own columns. Edition 1.0 has the heading
``Entity_logical_id`` six times, of which the first counts, and prints the kind of a document behind
its number: ``6183435 (imo-IMO (vessel identification))``. A file cut exactly between two rows looks
like a smaller list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso
from vscreen.files.source import Source
from vscreen.files.tables import refuse_headings_again, refuse_if_most_moved, whole_rows
from vscreen.lists.counting import count_rows
from vscreen.lists.eu.fsf import LIST, Subject, Values, build_entries
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import read_date
from vscreen.lists.slips import Slips

DELIMITERS: Final = (";", ",", "\t")  # the publisher's own, and those of who saved it again

# The columns of the file's date and of the subject's key.
EDITIONS: Final = {
    "1.1": ("filegenerationdate", "entity_logicalid"),
    "1.0": ("date_file", "entity_logical_id"),
}
NEEDED: Final = {
    "1.1": ("Entity_SubjectType", "NameAlias_WholeName", "Identification_Number"),
    "1.0": ("Subject_type", "Naal_wholename", "Iden_number"),
}
# The beginning of a column's name, and the XML's block of the same meaning; "" is the subject.
BLOCKS: Final = {
    "1.1": {
        "Entity_Regulation_": "regulation",
        "Entity_": "",
        "NameAlias_": "nameAlias",
        "Address_": "address",
        "BirthDate_": "birthdate",
        "Identification_": "identification",
        "Citizenship_": "citizenship",
        "": "",
    },
    "1.0": {
        "Naal_": "nameAlias",
        "Addr_": "address",
        "Birt_": "birthdate",
        "Iden_": "identification",
        "Citi_": "citizenship",
        "Leba_": "regulation",
        "Programme": "regulation",
        "": "",
    },
}
# Columns whose names, without their beginning, differ from the XML's in lower case.
RENAMED: Final = {
    "publicationurl": "url",
    "subjecttype": "type",
    "eu_referencenumber": "eureferencenumber",
    "eu_ref_num": "eureferencenumber",
    "subject_type": "type",
    "entity_remark": "remark",
    "language": "namelanguage",
    "country": "countrydescription",
    "date": "birthdate",
    "numtitle": "numbertitle",
    "publication_date": "entryintoforcedate",
    "": "programme",
}
# Columns of a block that give only its regulation, which the subject's own columns give too.
ASIDE: Final = (
    "regulation_",
    "leba_",
    "logicalid",
    "logical_id",
    "regulationlanguage",
    "programme",
)
KEYS: Final = tuple(key for _, key in EDITIONS.values())
WHOLE_NAMES: Final = tuple(name.lower() for _, name, _ in NEEDED.values())
TYPE_HEADINGS: Final = ("entity_subjecttype", "subject_type")
TYPE_CELLS: Final = ("P", "E", "person", "enterprise")
REFERENCE: Final = re.compile(r"EU\.\d+\.\d\d")  # behind the last point are two digits at most
LAST_BLOCK: Final = "Citizenship_"
NOTHING: Final = re.compile("")
MOVED: Final = "with more or fewer cells than headings, read by their type"
TYPED_NUMBER: Final = re.compile(r"(.*?)\s*\((\w+)-(.*)\)", re.DOTALL)


def _recognises(source: Source) -> bool:
    """Return whether the file is one of the two editions, by its headings."""
    return _form(source)[0] != ""


def _form(source: Source) -> tuple[str, str]:
    """Return which edition a file is and what separates its cells; nothing if it is none."""
    for delimiter in DELIMITERS:
        headings = {cell.strip().lower() for cell in first_row(source, delimiter=delimiter)}
        for edition, needed in EDITIONS.items():
            if headings.issuperset(needed):
                return edition, delimiter
    return "", ""


def _count(source: Source) -> int:
    return count_rows(delimiter=_form(source)[1])(source)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a column is missing, the date can't be read, or the file is cut. Empty if there are
    no rows below the header.
    """
    edition, _ = _form(source)
    of_day, of_key = EDITIONS[edition]
    slips = Slips(source, "rows")
    warnings: list[str] = []
    subjects: dict[str, Subject] = {}
    days: Counter[str] = Counter()
    for line, row in _rows(source, slips, warnings):
        key = row[of_key]
        days.update(filter(None, [row[of_day]]))
        blocks = _blocks(row, BLOCKS[edition])
        if not key:  # what belongs to no subject by its number is one of its own
            own = blocks.get("", {}).get("eureferencenumber", "")
            slips.note(f"line {line}", "without the number of a subject")
            key = own or f"line {line}"
        subject = subjects.setdefault(key, Subject(key, blocks.get("", {}), records=0))
        subject.records += 1
        _fill(subject.own, blocks.get("", {}))
        for name, values in blocks.items():
            if name:
                subject.add(name, values)
    require_rows(source, subjects, seen="a header and no rows")
    (day, _), *others = days.most_common() or [("", 0)]
    if others:
        warnings.append(
            f"{source.path}: its rows give {len(days)} dates, so that it may be several editions "
            f"in one; it is taken for that of {day!r}"
        )
    entries, aside = build_entries(slips, subjects.values())
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "its date", as_iso(day[:10]), "one like 09/10/2026"),
        warnings=(*warnings, *slips.warnings()),
        set_aside=aside,
    )


def _fill(known: Values, more: Values) -> None:
    """Add what another row says of the subject itself, where the rows before it said nothing."""
    for name, value in more.items():
        if value and not known.get(name):
            known[name] = value


def _rows(source: Source, slips: Slips, warnings: list[str]) -> Iterator[tuple[int, Values]]:
    edition, delimiter = _form(source)
    text = source.text()
    ends = _end(source, text)
    lines = whole_rows(source, text, delimiter=delimiter, ends=ends, warnings=warnings)
    header = [cell.strip().lower() for cell in next(lines, (0, []))[1]]
    missing = [heading for heading in NEEDED[edition] if heading.lower() not in header]
    if missing:
        raise source.refuse(f"it has no column {', '.join(missing)}; it has {', '.join(header)}")
    moved, total = 0, 0
    for line, row in lines:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        refuse_headings_again(source, line, [cell.lower() for cell in cells], header)
        total += 1
        if len(cells) != len(header):
            moved += 1
            slips.note(f"line {line}", MOVED)
            cells = _fitted(cells, header)
        # Reversed, so that of equal headings the first stays.
        named = dict(zip(reversed(header), reversed(cells), strict=True))
        yield line, {heading: named[heading] for heading in header if heading}
    refuse_if_most_moved(source, moved, total)


def _end(source: Source, text: str) -> re.Pattern[str] | None:
    """Return what a last cell that is whole looks like, None if nothing tells.

    Edition 1.0 ends each row with a reference number. Edition 1.1 ends it with a citizenship; a row
    without anything of one has nothing more to come.
    """
    edition, delimiter = _form(source)
    if edition == "1.0":
        return REFERENCE
    headings = first_row(source, delimiter=delimiter)
    last = sum(heading.strip().startswith(LAST_BLOCK) for heading in headings)
    return NOTHING if last and text.endswith(delimiter * last) else None


def _fitted(cells: list[str], header: list[str]) -> list[str]:
    """Return the cells of a row whose columns moved, by the cell with the subject's type.

    A remark before it may hold a separator; what is lost is the rest of that remark.
    """
    expected = next(place for place, heading in enumerate(header) if heading in TYPE_HEADINGS)
    found = [place for place, cell in enumerate(cells) if cell in TYPE_CELLS]
    at = min(found, key=lambda place: abs(place - expected), default=expected)
    fitted = [*cells[: min(at, expected)], *[""] * max(expected - at, 0), *cells[at:]]
    extra = len(fitted) - len(header)
    if extra > 0:
        fitted = _squeezed(fitted, extra, header)
    return [*fitted, *[""] * len(header)][: len(header)]


def _squeezed(cells: list[str], extra: int, header: list[str]) -> list[str]:
    """Return a row without so many cells that came of separators behind the subject's type.

    In edition 1.0 each part of a row repeats the key, which shows where it begins; else it is the
    name that is put together again.
    """
    key, *again = [place for place, heading in enumerate(header) if heading in KEYS]
    part = next((place for place in again if cells[place + extra] == cells[key]), 0)
    if part:
        return [*cells[: part - 1], *cells[part - 1 + extra :]]
    name = next(place for place, heading in enumerate(header) if heading in WHOLE_NAMES)
    whole = ", ".join(filter(None, cells[name : name + extra + 1]))
    return [*cells[:name], whole, *cells[name + extra + 1 :]]


def _blocks(row: Values, prefixes: dict[str, str]) -> dict[str, Values]:
    blocks: dict[str, Values] = {}
    for column, value in row.items():
        prefix = next(prefix for prefix in prefixes if column.startswith(prefix.lower()))
        name = column.removeprefix(prefix.lower())
        block = prefixes[prefix]
        if block in ("", "regulation") or not name.startswith(ASIDE):
            blocks.setdefault(block, {})[RENAMED.get(name, name)] = value
    if "identification" in blocks:
        blocks["identification"] = _typed(blocks["identification"])
    return blocks


def _typed(values: Values) -> Values:
    typed = TYPED_NUMBER.fullmatch(values.get("number", ""))
    if "typecode" in values or typed is None:
        return values
    return values | {"number": typed[1], "typecode": typed[2], "typedescription": typed[3]}


READER: Final = Reader(
    id="eu_fsf_csv",
    version="2",
    publisher="the EU",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    records="rows",
    count=_count,
)
