"""The EU's list of asset freezes (FSF) as CSV, editions 1.0 and 1.1.

Semicolons, a byte order mark, and a row for each name, address, birth date, document or
citizenship, which repeats the subject's own columns. Edition 1.0 has the heading
``Entity_logical_id`` six times, of which the first counts, and prints the kind of a document behind
its number: ``6183435 (imo-IMO (vessel identification))``. A file cut exactly between two rows looks
like a smaller list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.source import Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.lists.eu.fsf import LIST, Subject, Values, build_entries
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import read_date

DELIMITER: Final = ";"

# The first two headings, the column of the subject's key, and of the file's date.
EDITIONS: Final = {
    ("fileGenerationDate", "Entity_LogicalId"): "1.1",
    ("Date_file", "Entity_logical_id"): "1.0",
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
TYPED_NUMBER: Final = re.compile(r"(.*?)\s*\((\w+)-(.*)\)", re.DOTALL)


def _recognises(source: Source) -> bool:
    """Return whether the file is one of the two editions, by its first two headings."""
    return _edition(source) != ""


def _edition(source: Source) -> str:
    first, second = [*first_row(source, delimiter=DELIMITER), "", ""][:2]
    return EDITIONS.get((first, second), "")


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a column is missing, a row has another number of cells than the header, the last
    line does not end, or a subject has no number, name or known type. Empty if there are no
    rows below the header.
    """
    edition = _edition(source)
    subjects: dict[str, Subject] = {}
    day = ""
    for row in _rows(source, NEEDED[edition]):
        day, key = list(row.values())[:2]
        blocks = _blocks(row, BLOCKS[edition])
        subject = subjects.setdefault(key, Subject(key, blocks.get("", {})))
        for name, values in blocks.items():
            if name:
                subject.add(name, values)
    require_rows(source, subjects, seen="a header and no rows")
    return Contents(
        entries=build_entries(source, subjects.values()),
        sources=[source],
        published=read_date(source, "its date", day, "one like 09/10/2026", form="%d/%m/%Y"),
    )


def _rows(source: Source, needed: Sequence[str]) -> Iterator[Values]:
    lines = whole_rows(source, delimiter=DELIMITER)
    header, rows = below_headings(source, lines, needed)
    for _, row in rows:
        # Reversed, so that of equal headings the first stays.
        cells = zip(reversed(header), reversed(row), strict=True)
        named = {heading: cell.strip() for heading, cell in cells}
        yield {heading: named[heading] for heading in header}


def _blocks(row: Values, prefixes: dict[str, str]) -> dict[str, Values]:
    blocks: dict[str, Values] = {}
    for column, value in row.items():
        prefix = next(prefix for prefix in prefixes if column.startswith(prefix))
        name = column.removeprefix(prefix).lower()
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
    version="1",
    publisher="the EU",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
)
