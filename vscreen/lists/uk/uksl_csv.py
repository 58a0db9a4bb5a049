"""The UK Sanctions List as CSV, its only list since 28 January 2026; XML and ODS build on this.

The first line has the date (``Report Date: 13-Feb-2026``), the second 58 headings. A row is a
combination of a subject's names, addresses, birth dates and numbers, so rows are gathered by
``Unique ID``. The family name, and the whole name of a ship or entity, is in ``Name 6`` and is
read last. There are no columns for MMSI and call sign, and former names are plain aliases.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import as_iso, parse_day
from vscreen.files.source import Source
from vscreen.files.tables import below_headings, whole_rows
from vscreen.lists.labels import note, split_label
from vscreen.lists.numbers_in_prose import note_company_text
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Relation, Scheme

LIST: Final = "uk-sanctions"
PAGE: Final = "https://search-uk-sanctions-list.service.gov.uk/"

BEGINNING: Final = "Report Date:"
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

DATE_FORMAT: Final = "%d-%b-%Y"
PARTIAL: Final = re.compile(r"(?:00|dd)/(?:00|mm|(\d\d))/(\d{4})", re.IGNORECASE)
IMO_NUMBER: Final = re.compile(r"(?<!\d)\d{7}(?!\d)")
LISTED_OWNERS: Final = re.compile(r";|\n|\(\d+\)")

# Headings of this edition; the other editions' words for the same are translated into them.
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
    *(f"Address Line {number}" for number in range(1, 7)),
    "Address Postal Code",
)

Row = Mapping[str, str]


def _recognises(source: Source) -> bool:
    """Return whether the file begins with a report date, and its second line with ``Unique ID``."""
    first = "".join(first_row(source)[:1])
    return first.startswith(BEGINNING) and NEEDED[0] in first_row(source, line=1)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the report date or a column is missing, a row has another number of cells than
    the headings or no id, a type is unknown, or the last line does not end. A file cut exactly
    between two rows looks like a smaller list. Empty if there are no rows below the headings.
    """
    published, rows = _rows(source)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["Unique ID"], []).append(row)
    require_rows(source, groups)
    return Contents(
        entries=[_entry(source, key, group) for key, group in groups.items()],
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
        # A file of 50 MB is mostly empty cells, so they are left out.
        cells = zip(header, map(clean_text, row), strict=True)
        named = {heading: cell for heading, cell in cells if cell}
        if "Unique ID" not in named:
            raise source.refuse(f"line {line} has no Unique ID")
        yield named


def clean_text(text: str) -> str:
    """Return a text without outer blanks, its HTML entities decoded, which some texts have twice.

    Examples
    --------
    >>> clean_text(" R&amp;amp;D ")
    'R&D'
    """
    return (html.unescape(html.unescape(text)) if "&" in text else text).strip()


def _report_date(source: Source, line: str) -> date:
    day = parse_day(line.partition(":")[2].strip(), DATE_FORMAT)
    if day is None:
        raise source.refuse(f"its first line is {line!r}, not a report date")
    return day


def find_kind(source: Source, key: str, printed: str) -> Kind:
    """Return the kind of a subject from its type as printed; file and key are for the message.

    Raises
    ------
    ListFormatError
        If the type is not known.

    Examples
    --------
    >>> from pathlib import Path
    >>> find_kind(Source(Path("x.csv"), b""), "RUS1", "Ship")
    <Kind.VESSEL: 'vessel'>
    """
    if printed.strip().lower() not in KINDS:
        raise source.refuse(
            f"the entry {key} has the type {printed!r}; known types are {', '.join(KINDS)}"
        )
    return KINDS[printed.strip().lower()]


def name_kind(source: Source, key: str, printed: str, strength: str = "") -> NameKind:
    """Return the kind of a name from its type and strength as printed; file and key as above.

    Raises
    ------
    ListFormatError
        If the type is not known.

    Examples
    --------
    >>> from pathlib import Path
    >>> name_kind(Source(Path("x.csv"), b""), "RUS1", "Alias", "Low quality a.k.a")
    <NameKind.WEAK_ALIAS: 'weak_alias'>
    """
    folded = printed.strip().lower()
    if folded in PRIMARY:
        return NameKind.PRIMARY
    if folded not in ALIASES:
        raise source.refuse(
            f"a name of the entry {key} has the type {printed!r}; "
            f"known types are {', '.join((*PRIMARY[:1], *ALIASES))}"
        )
    return NameKind.WEAK_ALIAS if WEAK in strength.lower() else NameKind.STRONG_ALIAS


def lead_entry(
    source: Source, key: str, kind: Kind, names: Sequence[tuple[str, NameKind]]
) -> ListEntry:
    """Return an entry with its names; without a primary name, the first name becomes primary.

    Parameters
    ----------
    source
        The file, for the message of an error.
    key, kind, names
        The key and kind of the entry, and its names with their kinds; blank names are left out.

    Raises
    ------
    ListFormatError
        If it has no key or no name.

    Examples
    --------
    >>> from pathlib import Path
    >>> names = [("MARIA 1", NameKind.STRONG_ALIAS), ("MARIA", NameKind.PRIMARY)]
    >>> lead_entry(Source(Path("x.csv"), b""), "RUS1", Kind.VESSEL, names).name
    'MARIA'
    """
    filled = [(name, kind) for name, kind in names if name]
    if not key or not filled:
        raise source.refuse(f"the entry {key!r} has no name")
    primaries = [name for name, kind in filled if kind == NameKind.PRIMARY]
    entry = ListEntry(key, kind, (primaries or [filled[0][0]])[0])
    for name, alias_kind in filled:
        # A second primary name is as strong as an alias can be.
        is_primary = alias_kind == NameKind.PRIMARY
        entry.add_name(name, NameKind.STRONG_ALIAS if is_primary else alias_kind)
    return entry


def partial_date(text: str) -> str:
    """Return a date as ISO, without day or month where they are unknown; as printed if it is none.

    Examples
    --------
    >>> [partial_date(text) for text in ("13/06/2024", "dd/mm/1945", "00/07/1962", "1970s")]
    ['2024-06-13', '1945', '1962-07', '1970s']
    """
    partial = PARTIAL.fullmatch(text.strip())
    if partial:
        month = partial[1] if partial[1] != "00" else None
        return f"{partial[2]}-{month}" if month else partial[2]
    return as_iso(text, DATE_FORMAT)


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
    """Return an entry with its names and all other facts of its rows.

    Parameters
    ----------
    source, key, kind, names
        As for `lead_entry`.
    rows
        Cells by heading of the CSV; any heading may be missing.

    Raises
    ------
    ListFormatError
        If the entry has no key or no name.
    """
    entry = lead_entry(source, key, kind, names)
    for row in rows:
        _note_row(entry, row)
    remarks = (remark for row in rows for remark in _remarks(row))
    entry.add_fact("remarks", "; ".join(dict.fromkeys(remarks)))
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
        entry.add_fact("listed_on", partial_date(row["Date Designated"]))
    entry.add_fact("source_url", PAGE)
    if entry.kind == Kind.VESSEL:
        _note_ship(entry, row)
        return
    entry.add_fact("countries", row.get("Nationality(/ies)", ""))
    entry.add_fact("countries", row.get("Address Country", ""))
    entry.add_fact("birth_date", partial_date(row.get("D.O.B", "")))
    _note_numbers(entry, row)
    if entry.kind == Kind.ORGANIZATION:
        for column in ("Parent company", "Subsidiaries"):
            for name in _listed(row.get(column, "")):
                entry.add_link(Relation.LINKED_TO, name)
        for column in ("Other Information", "UK Statement of Reasons"):
            note_company_text(entry, row.get(column, ""))


def _note_ship(entry: ListEntry, row: Row) -> None:
    cell = row.get("IMO number", "")
    for number in IMO_NUMBER.findall(cell) or filter(None, [cell]):
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
            entry.add_document(f"{label} {row[heading]}", row.get(more, ""))


def _remarks(row: Row) -> Iterator[str]:
    for heading in REMARK_COLUMNS:
        text = row.get(heading, "")
        if text:
            # Measures are separated by `|`, and the same measure may be printed twice.
            text = ", ".join(dict.fromkeys(text.split("|"))) if "|" in text else text
            yield f"{heading}: {text}" if heading in LABELLED else text
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
)
