"""The UK Sanctions List as CSV, its one list since 28 January 2026; XML and ODS build on this.

The first line says when (``Report Date: 13-Feb-2026``), the second names 58 columns. One row is one
combination of a subject's names, addresses, birth dates and numbers, so rows are gathered by
``Unique ID``. The family name, and the whole name of a ship or entity, stands in ``Name 6`` and is
read last. There are no columns for MMSI and call sign, and former names are plain aliases.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from vscreen.errors import EmptyListError
from vscreen.files.dates import parse_day
from vscreen.files.source import BOM, Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.lists.labels import note, split_label
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Relation, Scheme

LIST: Final = "uk-sanctions"
PAGE: Final = "https://search-uk-sanctions-list.service.gov.uk/"

BEGINNING: Final = b"Report Date:"
NEEDED: Final = (
    "Unique ID",
    "Name 6",
    "Name type",
    "Regime Name",
    "Designation Type",
    "IMO number",
)
NAME_COLUMNS: Final = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")

KINDS: Final = {
    "ship": Kind.VESSEL,
    "entity": Kind.ORGANIZATION,
    "individual": Kind.PERSON,
}
PRIMARY: Final = ("primary name", "")
ALIASES: Final = ("alias", "primary name variation", "aka")
WEAK: Final = "low quality"

DATE_FORMATS: Final = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d-%b-%Y")
PARTIAL: Final = re.compile(r"(?:00|dd)/(?:00|mm|(\d\d))/(\d{4})", re.IGNORECASE)
IMO_NUMBER: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
LISTED_OWNERS: Final = re.compile(r";|\n|\(\d+\)")

# Columns, in the words of this edition, that mean the same in every edition.
REMARK_COLUMNS: Final = (
    "Title", "Position", "Sanctions Imposed", "Designation source", "UN Reference Number",
    "OFSI Group ID", "Other Information", "UK Statement of Reasons", "Type of entity",
    "Length of ship", "Previous owner/operator (s)", "Town of birth", "Country of birth",
)  # fmt: skip
LABELLED: Final = (
    "UN Reference Number", "OFSI Group ID", "Length of ship", "Previous owner/operator (s)",
    "Town of birth", "Country of birth", "Sanctions Imposed", "Designation source",
)  # fmt: skip
ADDRESS_COLUMNS: Final = (
    *(f"Address Line {place}" for place in range(1, 7)),
    "Address Postal Code",
)

Row = Mapping[str, str]


def _recognises(source: Source) -> bool:
    """Return whether the file begins with a report date, and its second line with ``Unique ID``."""
    first, _, rest = source.head.removeprefix(BOM.encode()).partition(b"\n")
    return first.strip(b'"').startswith(BEGINNING) and b"Unique ID" in rest.split(b"\n", 1)[0]


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the report date or a column is missing, a row has another number of cells than
    the headings or no id, a type is unknown, or the last line does not end. A file cut exactly
    between two rows can't be told from a smaller one. Empty if there are no rows below the
    headings.
    """
    published, rows = _rows(source)
    gathered: dict[str, list[Row]] = {}
    for row in rows:
        gathered.setdefault(row["Unique ID"], []).append(row)
    if not gathered:
        raise EmptyListError(f"{source.path}: headings and no rows; download it again")
    return Contents(
        entries=[_entry(source, key, rows) for key, rows in gathered.items()],
        sources=[source],
        published=published,
    )


def _rows(source: Source) -> tuple[date, list[Row]]:
    lines = whole_rows(source)
    _, first = next(lines)
    published = _report_date(source, first[0])
    header, rows = below_headings(source, lines, NEEDED)
    return published, list(_named(source, header, rows))


def _named(
    source: Source, header: list[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[Row]:
    for line, row in rows:
        # A file of 50 MB is mostly empty cells: only what says something is kept.
        cells = zip(header, map(clean_text, row), strict=True)
        named = {heading: cell for heading, cell in cells if cell}
        if "Unique ID" not in named:
            raise source.refuse(f"line {line} has no Unique ID")
        yield named


def clean_text(said: str) -> str:
    """Return prose without outer blanks and HTML entities, which it has, some of them twice.

    Examples
    --------
    >>> clean_text(" R&amp;amp;D ")
    'R&D'
    """
    return (html.unescape(html.unescape(said)) if "&" in said else said).strip()


def _report_date(source: Source, said: str) -> date:
    day = parse_day(said.partition(":")[2].strip(), "%d-%b-%Y")
    if day is None:
        raise source.refuse(f"its first line is {said!r}, not a report date")
    return day


def find_kind(source: Source, key: str, said: str) -> Kind:
    """Return the kind of a subject.

    Raises
    ------
    ListFormatError
        If the publisher's word for it is not known.
    """
    if said.strip().lower() not in KINDS:
        raise source.refuse(
            f"the entry {key} has the type {said!r}; known types are {', '.join(KINDS)}"
        )
    return KINDS[said.strip().lower()]


def name_kind(source: Source, key: str, said: str, strength: str = "") -> NameKind:
    """Return the kind of a name, from its type and strength as printed.

    Raises
    ------
    ListFormatError
        If the type is not known.
    """
    printed = said.strip().lower()
    if printed in PRIMARY:
        return NameKind.PRIMARY
    if printed not in ALIASES:
        raise source.refuse(
            f"a name of the entry {key} has the type {said!r}; "
            f"known types are {', '.join((*PRIMARY[:1], *ALIASES))}"
        )
    return NameKind.WEAK_ALIAS if WEAK in strength.lower() else NameKind.STRONG_ALIAS


def lead_entry(
    source: Source, key: str, kind: Kind, names: Sequence[tuple[str, NameKind]]
) -> ListEntry:
    """Return an entry under its primary name, with its other names; the first leads without one.

    Raises
    ------
    ListFormatError
        If it has no name.
    """
    printed = [(name, said) for name, said in names if name]
    if not key or not printed:
        raise source.refuse(f"the entry {key!r} has no name")
    primaries = [name for name, said in printed if said == NameKind.PRIMARY]
    entry = ListEntry(key, kind, (primaries or [printed[0][0]])[0])
    for name, said in printed:
        # A second primary name is a name as strong as an alias can be.
        entry.add_name(name, NameKind.STRONG_ALIAS if said == NameKind.PRIMARY else said)
    return entry


def iso_date(said: str) -> str:
    """Return a date as ISO, as exact as it is given, or as printed if it is none.

    Examples
    --------
    >>> iso_date("13/06/2024"), iso_date("dd/mm/1945"), iso_date("00/07/1962"), iso_date("1970s")
    ('2024-06-13', '1945', '1962-07', '1970s')
    """
    partial = PARTIAL.fullmatch(said.strip())
    if partial:
        known = partial[1] if partial[1] != "00" else None
        return f"{partial[2]}-{known}" if known else partial[2]
    day = parse_day(said.strip(), *DATE_FORMATS)
    return day.isoformat() if day else said.strip()


def _entry(source: Source, key: str, rows: Sequence[Row]) -> ListEntry:
    names = [
        (
            join_name(row),
            name_kind(source, key, row.get("Name type", ""), row.get("Alias strength", "")),
        )
        for row in rows
    ]
    return build_entry(
        source, key, find_kind(source, key, rows[0].get("Designation Type", "")), names, rows
    )


def build_entry(
    source: Source,
    key: str,
    kind: Kind,
    names: Sequence[tuple[str, NameKind]],
    rows: Sequence[Row],
) -> ListEntry:
    """Return an entry of its names and of all that its rows say.

    Parameters
    ----------
    source, key, kind, names
        As for `lead_entry`.
    rows
        Values under the headings of the CSV; headings may lack.
    """
    entry = lead_entry(source, key, kind, names)
    remarks: dict[str, None] = {}
    for row in rows:
        _note_row(entry, row)
        remarks.update(dict.fromkeys(_remarks(row)))
    entry.add_fact("remarks", "; ".join(remarks))
    return entry


def join_name(row: Row) -> str:
    """Return the parts of a name in reading order.

    Examples
    --------
    >>> join_name({"Name 6": "TESTOV", "Name 1": "Ivan", "Name 2": ""})
    'Ivan TESTOV'
    """
    return " ".join(filter(None, (row.get(column, "") for column in NAME_COLUMNS)))


def _note_row(entry: ListEntry, row: Row) -> None:
    entry.add_name(row.get("Name non-latin script", ""), NameKind.NATIVE)
    entry.add_fact("programs", row.get("Regime Name", ""))
    if row.get("Date Designated") and not entry.facts.get("listed_on"):
        entry.add_fact("listed_on", iso_date(row["Date Designated"]))
    entry.add_fact("source_url", PAGE)
    if entry.kind == Kind.VESSEL:
        _note_ship(entry, row)
        return
    entry.add_fact("countries", row.get("Nationality(/ies)", ""))
    entry.add_fact("countries", row.get("Address Country", ""))
    entry.add_fact("birth_date", iso_date(row.get("D.O.B", "")))
    _note_numbers(entry, row)
    if entry.kind == Kind.ORGANIZATION:
        for column in ("Parent company", "Subsidiaries"):
            for name in _listed(row.get(column, "")):
                entry.add_link(Relation.LINKED_TO, name)
        for column in ("Other Information", "UK Statement of Reasons"):
            note_company_text(entry, row.get(column, ""))


def _note_ship(entry: ListEntry, row: Row) -> None:
    said = row.get("IMO number", "")
    for number in IMO_NUMBER.findall(said) or filter(None, [said]):
        entry.add_imo(number)
    for name in _listed(row.get("Current owner/operator (s)", "")):
        entry.add_link(Relation.OWNER, name)
    for column in ("Current believed flag of ship", "Previous flags"):
        for flag in re.split(r"[;,\n]|\(\d+\)", row.get(column, "")):
            entry.add_fact("flag", flag)
    entry.add_fact("vessel_type", row.get("Type of ship", ""))
    for column, heading in (("gross_tonnage", "Tonnage of ship"), ("build_year", "Year Built")):
        printed = row.get(heading, "")
        if printed and not entry.add_number(column, printed):
            entry.add_fact("remarks", f"{heading}: {printed}")
    hull = row.get("Hull identification number (HIN)", "")
    entry.add_identifier(Scheme.OTHER, f"HIN {hull}" if hull else "")


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in LISTED_OWNERS.split(cell) if name.strip()]


def _note_numbers(entry: ListEntry, row: Row) -> None:
    for number in _listed(row.get("Business registration number (s)", "")):
        label, value = split_label(number)
        if label:
            note(entry, label, value)
        else:
            entry.add_identifier(Scheme.REGISTRATION, number)
    for label, heading, more in (
        ("Passport", "Passport number", "Passport additional information"),
        ("National ID", "National Identifier number", "National Identifier additional information"),
    ):
        if row.get(heading):
            said = f"{label} {row[heading]}"
            entry.add_identifier(Scheme.OTHER, f"{said} ({row[more]})" if row.get(more) else said)


def _remarks(row: Row) -> Iterator[str]:
    for heading in REMARK_COLUMNS:
        said = row.get(heading, "")
        if said:
            # A measure may stand in it twice.
            said = ", ".join(dict.fromkeys(said.split("|"))) if "|" in said else said
            yield f"{heading}: {said}" if heading in LABELLED else said
    address = ", ".join(filter(None, (row.get(column, "") for column in ADDRESS_COLUMNS)))
    if address:
        yield f"Address: {address}"


READER: Final = Reader(
    id="uk",
    version="1",
    publisher="the UK",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
    verified=False,
)
