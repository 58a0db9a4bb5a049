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
from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.source import Source
from vscreen.files.tables import refuse_headings_again, refuse_if_most_moved, whole_rows
from vscreen.lists.counting import count_rows
from vscreen.lists.eu.fsf import LIST, Subject, Values, build_entries
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import read_date
from vscreen.lists.slips import Slips

DELIMITER: Final = ";"

# The first two headings, the column of the subject's key, and of the file's date.
EDITIONS: Final = {
    ("filegenerationdate", "entity_logicalid"): "1.1",
    ("date_file", "entity_logical_id"): "1.0",
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
TYPE_HEADINGS: Final = ("entity_subjecttype", "subject_type")
TYPE_CELLS: Final = ("P", "E", "person", "enterprise")
MOVED: Final = "with more or fewer cells than headings, read by their type"
TYPED_NUMBER: Final = re.compile(r"(.*?)\s*\((\w+)-(.*)\)", re.DOTALL)


def _recognises(source: Source) -> bool:
    """Return whether the file is one of the two editions, by its first two headings."""
    return _edition(source) != ""


def _edition(source: Source) -> str:
    first, second = [*first_row(source, delimiter=DELIMITER), "", ""][:2]
    return EDITIONS.get((first.strip().lower(), second.strip().lower()), "")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a column is missing, the date can't be read, or the file is cut. Empty if there are
    no rows below the header.
    """
    edition = _edition(source)
    slips = Slips(source, "rows")
    warnings: list[str] = []
    subjects: dict[str, Subject] = {}
    days: Counter[str] = Counter()
    for line, row in _rows(source, NEEDED[edition], slips, warnings):
        day, key = list(row.values())[:2]
        days[day] += 1
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
    day = days.most_common(1)[0][0]
    entries, aside = build_entries(slips, subjects.values())
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "its date", day, "one like 09/10/2026", form="%d/%m/%Y"),
        warnings=(*warnings, *slips.warnings()),
        set_aside=aside,
    )


def _fill(known: Values, more: Values) -> None:
    """Add what another row says of the subject itself, where the rows before it said nothing."""
    for name, value in more.items():
        if value and not known.get(name):
            known[name] = value


def _rows(
    source: Source, needed: Sequence[str], slips: Slips, warnings: list[str]
) -> Iterator[tuple[int, Values]]:
    lines = whole_rows(source, delimiter=DELIMITER, warnings=warnings)
    header = [cell.strip().lower() for cell in next(lines, (0, []))[1]]
    missing = [heading for heading in needed if heading.lower() not in header]
    if missing:
        raise source.refuse(f"it has no column {', '.join(missing)}; it has {', '.join(header)}")
    place, moved, total = _type_place(header), 0, 0
    for line, row in lines:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        refuse_headings_again(source, line, [cell.lower() for cell in cells], header)
        total += 1
        if len(cells) != len(header):
            moved += 1
            slips.note(f"line {line}", MOVED)
            cells = _fitted(cells, len(header), place)
        # Reversed, so that of equal headings the first stays.
        named = dict(zip(reversed(header), reversed(cells), strict=True))
        yield line, {heading: named[heading] for heading in header}
    refuse_if_most_moved(source, moved, total)


def _type_place(header: list[str]) -> int:
    return next(place for place, heading in enumerate(header) if heading in TYPE_HEADINGS)


def _fitted(cells: list[str], width: int, expected: int) -> list[str]:
    """Return the cells of a row whose columns moved, by the cell with the subject's type.

    A remark before it may hold a semicolon; what is lost is the rest of that remark.
    """
    found = [place for place, cell in enumerate(cells) if cell in TYPE_CELLS]
    at = min(found, key=lambda place: abs(place - expected), default=expected)
    fitted = [*cells[: min(at, expected)], *[""] * max(expected - at, 0), *cells[at:]]
    return [*fitted, *[""] * width][:width]


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
    count=count_rows(delimiter=DELIMITER),
)
