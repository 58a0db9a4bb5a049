"""The UK's former list of asset freezes (OFSI's ConList), closed on 28 January 2026.

CSV, or the same saved as a workbook; the XML edition builds on this. The first line has the date
(``Last Updated,13/04/2018``), the second 29 headings, later 36. A row is a combination of names,
birth dates and so on, so rows are gathered by ``Group ID``. Until 2022 a ship was an Entity,
recognised by an IMO number at the beginning of its Other Information: companies have their own IMO
numbers in it, or those of a whole fleet. Later editions print all of a ship's facts there, each
behind its name in brackets: ``(IMO number):7408873 (Current owners):Korea Samjong Shipping``. Old
editions are written in Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from vscreen.files.cells import printed
from vscreen.files.csv import old_text
from vscreen.files.dates import parse_day
from vscreen.files.source import Source
from vscreen.files.tables import (
    blank_end_aside,
    refuse_if_most_moved,
    whole_rows,
)
from vscreen.lists.columns import MOST_ABOVE, Columns
from vscreen.lists.numbers_in_prose import note_company_text, note_ship_text, opens_with_ship
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.lists.slips import Slips
from vscreen.lists.uk.facts import Row, note_company, note_ship, partial_date
from vscreen.lists.uk.subject import join_name, lead_entry, names_of, read_groups
from vscreen.lists.uk.uksl_csv import require_columns, rows_below
from vscreen.schema import Kind, NameKind, Scheme

PAGE: Final = (
    "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"
)
BEGINNING: Final = re.compile(r"last updated\b[\s:,;]*(.*?)[\s,;]*", re.IGNORECASE)
NEEDED: Final = (
    "Name 6", "Name 1", "Group Type", "Alias Type", "Regime", "Listed On", "Other Information",
    "Group ID",
)  # fmt: skip
COLUMNS: Final = Columns(
    (
        *NEEDED, "Name 2", "Name 3", "Name 4", "Name 5", "Title", "Name Non-Latin Script",
        "Non-Latin Script Type", "Non-Latin Script Language", "DOB", "Town of Birth",
        "Country of Birth", "Nationality", "Passport Number", "Passport Details", "NI Number",
        "National Identification Number", "National Identification Details", "Position",
        *(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country",
        "Alias Quality", "UK Sanctions List Date Designated", "Last Updated",
    ),
    ("Name 6", "Group Type", "Group ID"),
)  # fmt: skip
WHOLE_ID: Final = re.compile(r"\d{5}")  # the closed list has no group with six digits
MOVED: Final = "with more or fewer cells than headings, read from both ends"
DATE_FORMATS: Final = (
    "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%A, %d %B %Y", "%d-%b-%Y", "%d %b %Y",
)  # fmt: skip
NOTHING: Final = ("", "00/00/0000")

# `1) Saudi Arabia 2) Qatar`, `(1)-(2) Tunisia (3) Libya`
NUMBERED: Final = re.compile(r"(?:^|(?<=[\s-]))\(?\d{1,2}\)(?:\s*-\s*\(?\d{1,2}\))?")
# `(Type of ship):Oil tanker`: a name in brackets, and all that follows up to the next.
FACT: Final = re.compile(
    r"\(([A-Z][A-Za-z /]+)\):\s*(.*?)(?=\s*\([A-Z][A-Za-z /]+\):|$)", re.DOTALL
)
# The names of these facts, and the headings of the UK Sanctions List for the same.
FACTS: Final = {
    "IMO number": "IMO number",
    "Current owners": "Current owner/operator (s)",
    "Current owner": "Current owner/operator (s)",
    "Flag of ship": "Current believed flag of ship",
    "Previous flags": "Previous flags",
    "Type of ship": "Type of ship",
    "Tonnage of ship": "Tonnage of ship",
    "Year built": "Year Built",
    "Parent company": "Parent company",
    "Subsidiaries": "Subsidiaries",
    "Business Reg No": "Business registration number (s)",
}
NUMBER_COLUMNS: Final = {
    "Passport": ("Passport Number", "Passport Details"),
    "National ID": ("NI Number", "National Identification Number"),
}
REMARK_COLUMNS: Final = (
    "Title", "Position", "Other Information", "National Identification Details",
)  # fmt: skip
BIRTH_COLUMNS: Final = ("Town of Birth", "Country of Birth")
ADDRESS_COLUMNS: Final = (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code")


def _recognises(source: Source) -> bool:
    """Return whether the file has the headings, below its date or nothing."""
    return COLUMNS.place(source) is not None or COLUMNS.recognises(source)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if the date can't be read, a column is missing, or the file is cut. A file cut exactly
    between two rows looks like a smaller list. Empty if there are no rows below the headings.
    """
    slips = Slips(source, "rows")
    warnings: list[str] = []
    published, rows = (
        _sheet(source, warnings) if source.is_workbook else _csv(source, slips, warnings)
    )
    warnings += COLUMNS.unread_columns(source, [dict(row) for _, row in rows])
    if published is None:
        warnings.append(f"{source.path}: it has no line with its date, so nobody knows its age")
    named = ((f"line {line}", row) for line, row in rows)
    return gather(slips, named, published, warnings)


def gather(
    slips: Slips, rows: Iterable[tuple[str, Row]], published: date | None, warnings: Sequence[str]
) -> Contents:
    """Return what rows say, each under the headings of the CSV.

    Parameters
    ----------
    slips
        Gets a note for whatever is odd.
    rows
        The rows of a file, with what to call each of them for people.
    published, warnings
        The date of the file, and what else to say of it.

    Raises
    ------
    EmptyListError
        If there are no rows.
    ListFormatError
        If most of them have no name or type that is known.
    """
    groups: dict[str, list[Row]] = {}
    for where, row in rows:
        groups.setdefault(_key(slips, where, row), []).append(_translated(row))
    require_rows(slips.source, groups, seen=f"headings and no {slips.records}")
    entries, aside = read_groups(
        slips, {key: _as_ships(rows) for key, rows in groups.items()}, _entry
    )
    slips.refuse_if_most(len(groups))
    return Contents(
        entries=entries,
        sources=[slips.source],
        published=published,
        warnings=(*warnings, *slips.warnings()),
        set_aside=aside,
    )


def _key(slips: Slips, where: str, row: Row) -> str:
    key = row.get("Group ID", "").removesuffix(".0")
    if not key:
        slips.note(where, "without a Group ID, kept under their name")
    return key or slug(join_name(row) or where)


def _translated(row: Row) -> Row:
    """Return a row with its type and its name's type under the UK Sanctions List's headings."""
    return {
        **row,
        "Designation Type": row.get("Group Type", ""),
        "Name type": row.get("Alias Type", ""),
        "Alias strength": row.get("Alias Quality", ""),
        "Name non-latin script": row.get("Name Non-Latin Script", ""),
        **{
            FACTS[name]: value.strip()
            for name, value in FACT.findall(row.get("Other Information", ""))
            if name in FACTS
        },
    }


def _as_ships(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of a group, a ship's if they are an entity's that tell of a ship first."""
    is_ship = any(
        row["Designation Type"].lower().startswith("entit")
        and any(map(opens_with_ship, (row.get("Other Information", ""), _number(row))))
        for row in rows
    )
    return [{**row, "Designation Type": "Ship"} for row in rows] if is_ship else rows


def _number(row: Row) -> str:
    return f"IMO {row.get('IMO number', '')}"


def _csv(
    source: Source, slips: Slips, warnings: list[str]
) -> tuple[date | None, list[tuple[int, Row]]]:
    above, mark = COLUMNS.place(source) or (0, ",")
    text = old_text(source, warnings)
    lines = whole_rows(
        source, text, delimiter=mark, headings=above + 1, ends=WHOLE_ID, warnings=warnings
    )
    tops = [next(lines)[1] for _ in range(above)]
    published = _published(source, tops)
    headings = next(lines)[1]
    header = [COLUMNS.name(cell) for cell in headings]
    require_columns(source, header, NEEDED)
    return published, list(_named(source, header, rows_below(source, headings, lines), slips))


def _named(
    source: Source, header: list[str], rows: Iterator[tuple[int, list[str]]], slips: Slips
) -> Iterator[tuple[int, Row]]:
    group, moved, total = header.index("Group ID"), 0, 0
    for line, row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        total += 1
        if len(cells) != len(header):
            wide = blank_end_aside(cells, len(header), lambda cells: cells[group].isdigit())
            moved += wide is None
            if wide is None:
                slips.note(f"line {line}", MOVED)
            cells = wide or _fitted(cells, header)
        yield line, dict(zip(header, cells, strict=True))
    refuse_if_most_moved(source, moved, total)


def _fitted(cells: list[str], header: list[str]) -> list[str]:
    """Return the cells of a row whose columns moved.

    The names are read from its beginning; type, regime, dates and group, which stand last, from its
    end.
    """
    at = header.index("Group Type")
    last = len(header) - at
    # Of a row that a line break cut in two, the first half has the names alone.
    tail = cells[-last:] if len(cells) > last else []
    head = cells[: min(at, len(cells) - len(tail))]
    text = ", ".join(filter(None, cells))
    fitted = [*head, *[""] * (len(header) - len(head) - len(tail)), *tail]
    fitted[header.index("Other Information")] = text
    return fitted


def _sheet(source: Source, warnings: list[str]) -> tuple[date | None, list[tuple[int, Row]]]:
    warnings += COLUMNS.unread(source)
    rows: list[tuple[int, Row]] = [row for _, below in COLUMNS.tables(source) for row in below]
    require_columns(source, list(rows[0][1]) if rows else NEEDED, NEEDED)
    tops = [
        [printed(cell) for cell in row] for _, every in source.sheets for row in every[:MOST_ABOVE]
    ]
    return _published(source, tops), rows


def _published(source: Source, tops: list[list[str]]) -> date | None:
    """Return the date in the rows above the headings, None if none is there."""
    for row in tops:
        found = BEGINNING.fullmatch(" ".join(filter(None, map(str.strip, row))))
        if found and not COLUMNS.are_headings(row):
            day = found[1]
            published = parse_day(day, *DATE_FORMATS) or parse_day(day[:10], "%Y-%m-%d", "%d/%m/%Y")
            if published is None:
                raise source.refuse(f"its first line gives the date {day!r}")
            return published
    return None


def _entry(slips: Slips, key: str, kind: Kind, rows: Sequence[Row]) -> ListEntry | None:
    entry = lead_entry(slips, key, kind, names_of(slips, key, rows), rows)
    if entry is not None:
        for row in rows:
            _note(entry, row)
        remarks = (remark for row in rows for remark in _remarks(row))
        entry.add_fact("remarks", "; ".join(dict.fromkeys(remarks)))
    return entry


def _note(entry: ListEntry, row: Row) -> None:
    text = row.get("Other Information", "")
    entry.add_name(row["Name non-latin script"], NameKind.NATIVE)
    entry.add_fact("programs", row.get("Regime", ""))
    entry.add_listing_date(partial_date(row.get("Listed On", "")))
    entry.add_fact("source_url", PAGE)
    if entry.kind == Kind.VESSEL:
        note_ship(entry, row)
        note_ship_text(entry, text)
        return
    for column in ("Nationality", "Country"):
        for country in NUMBERED.split(row.get(column, "")):
            entry.add_fact("countries", country)
    if row.get("DOB", "") not in NOTHING:
        entry.add_fact("birth_date", partial_date(row["DOB"]))
    for label, columns in NUMBER_COLUMNS.items():
        for number in filter(None, (row.get(column, "") for column in columns)):
            entry.add_identifier(Scheme.OTHER, f"{label} {number}")
    if entry.kind == Kind.ORGANIZATION:
        note_company(entry, row)
        note_company_text(entry, text)


def _remarks(row: Row) -> Iterator[str]:
    yield from filter(None, (row.get(column, "") for column in REMARK_COLUMNS))
    for label, columns in (("Born in", BIRTH_COLUMNS), ("Address", ADDRESS_COLUMNS)):
        text = ", ".join(filter(None, (row.get(column, "") for column in columns)))
        if text:
            yield f"{label}: {text}"


READER: Final = Reader(
    id="uk_ofsi",
    version="2",
    publisher="the UK",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id="uk-ofsi",
    records="rows",
    count=COLUMNS.count,
)
