"""The user's own list, as CSV or XLSX with headings; the bundled lists have the same form.

The columns ``id`` (stable, chosen by the user), ``kind`` (vessel, organization, person, aircraft)
and ``name`` are required; `COLUMNS` describes the others. Several values in a cell are separated by
``;`` or line breaks, and a value that contains a ``;`` is put in double quotes.

The delimiter may be a comma, a semicolon or a tab; the encoding UTF-8, or UTF-16 with its byte
order mark. The last line must end with a line break, so that a cut file is noticed. A file cut
exactly between two lines can't be told from a shorter list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from vscreen.files.cells import printed
from vscreen.files.csv import split_values
from vscreen.files.signatures import UTF16_MARKS
from vscreen.files.source import Source
from vscreen.files.tables import unread_sheets, whole_rows
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules
from vscreen.lists.counting import count_rows
from vscreen.lists.labels import note, split_label
from vscreen.lists.reader import Contents, Reader, each_file, require_rows
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Measure, NameKind, Relation, Scheme

REQUIRED: Final = ("id", "kind", "name")
SCHEME_COLUMNS: Final = {rules.field: rules for rules in RULES if rules.field}
"""Column of identifiers -> rules of their scheme; a company's ``imo`` follows other rules."""
COLUMNS: Final = {
    "id": "stable id of the entry, unique in the list",
    "kind": "vessel, organization, person or aircraft",
    "name": "the name to print first",
    "aliases": "other names",
    "weak_aliases": "names too broad or generic to raise a hit alone",
    "former_names": "earlier names",
    "native_names": "names in another script",
    **{column: f"numbers of the scheme {column}" for column in SCHEME_COLUMNS},
    "flag": "flags, current first",
    "vessel_type": "ship type",
    "gross_tonnage": "gross tonnage",
    "build_year": "year of build",
    "owner": "owners' names",
    "operator": "operators' names",
    "manager": "managers' names",
    "country": "countries of an organization or person",
    "birth_date": "birth dates",
    "identifiers": "labelled numbers, such as `INN 7701080141; LEI ...; IMO company 6016988`",
    "programs": "sanctions programmes",
    "listed_on": "date of listing, ISO",
    "measures": "what the listing forbids, by code, such as `asset_freeze; port_ban`",
    "forbids": "the same as sentences",
    "remarks": "anything else worth reading",
    "source_url": "where the designation can be read",
}

NAME_COLUMNS: Final = {
    "aliases": NameKind.STRONG_ALIAS,
    "weak_aliases": NameKind.WEAK_ALIAS,
    "former_names": NameKind.FORMER,
    "native_names": NameKind.NATIVE,
}
LINK_COLUMNS: Final = {
    "owner": Relation.OWNER,
    "operator": Relation.OPERATOR,
    "manager": Relation.MANAGER,
}
FACT_COLUMNS: Final = {
    "flag": "flag",
    "vessel_type": "vessel_type",
    "country": "countries",
    "birth_date": "birth_date",
    "programs": "programs",
    "measures": "measures",
    "forbids": "forbids",
    "source_url": "source_url",
}
NUMBER_COLUMNS: Final = ("gross_tonnage", "build_year")
VESSEL_COLUMNS: Final = (
    *(column for column in SCHEME_COLUMNS if column not in ("imo", "call_sign")),
    "vessel_type", "gross_tonnage",
)  # fmt: skip
"""Columns of vessels alone; companies have IMO numbers too, and aircraft call signs."""

DELIMITERS: Final = (",", ";", "\t")
ISO: Final = re.compile(r"\d{4}(-\d\d){0,2}")
MOST_NAMED: Final = 20
"""Wrong lines that an error names."""
Row = tuple[str, dict[str, str]]


def _recognises(source: Source) -> bool:
    """Return whether the first line has the headings ``id``, ``kind`` and ``name``.

    Every spreadsheet is accepted here; reading it reports which headings are missing.
    """
    return source.is_workbook or _delimiter(_first_line(source)) is not None


def slug(stem: str) -> str:
    """Return the list id for the name of a file.

    Examples
    --------
    >>> slug("Own list (2026)")
    'own-list-2026'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "own"


@dataclass
class _Problems:
    """What is wrong with the rows of a file, gathered, so that all of it can be mended at once."""

    found: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, where: str, seen: str, remedy: str) -> None:
        """Add what is wrong with a line, and what to do about it."""
        self.found.append((where, seen, remedy))

    def refuse(self, source: Source) -> None:
        """Refuse the file if anything is wrong with it; the message names the lines."""
        if len(self.found) == 1:
            where, seen, remedy = self.found[0]
            raise source.refuse(f"{where} {seen}", remedy)
        if self.found:
            named = (f"{where} {seen} ({remedy})" for where, seen, remedy in self.found)
            more = len(self.found) - MOST_NAMED
            raise source.refuse(
                f"{len(self.found):,} of its values are wrong: "
                + "; ".join(islice(named, MOST_NAMED))
                + (f"; and {more:,} more" if more > 0 else ""),
                "correct them all: until then nothing is read from it",
            )


def _read_one(source: Source) -> Contents:
    """Return the contents of the file; the list id comes from its name.

    Refused if a column is unknown, a row has no id, kind or name, a kind or number is invalid, an
    id comes twice, or the file is cut; the message names all lines at once, up to some. An error
    too if there are no rows below the headings.
    """
    warnings, problems = list[str](), _Problems()
    read = _sheet_rows if source.is_workbook else _csv_rows
    entries: dict[str, ListEntry] = {}
    for where, row in read(source, problems, warnings):
        entry = _entry(source, where, row, problems, warnings)
        if entry is not None and entry.key in entries:
            problems.add(where, f"has the id {entry.key!r} again", "ids are unique")
        elif entry is not None:
            entries[entry.key] = entry
    problems.refuse(source)
    require_rows(source, entries, remedy="put the entries below them")
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=warnings,
        list_id=slug(source.stem),
    )


def has_headings(source: Source) -> bool:
    """Return whether a sheet of a workbook begins with the headings ``id``, ``kind``, ``name``."""
    return any(rows and _has_required(_headings(rows[0])) for _, rows in source.sheets)


def _text(source: Source) -> str:
    if not source.data.startswith(UTF16_MARKS):
        return source.text()
    try:
        text = source.data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise source.refuse(f"it is not whole UTF-16 ({error.reason})") from error
    return source.without_nul(text)


def _first_line(source: Source) -> str:
    encoding = "utf-16" if source.data.startswith(UTF16_MARKS) else "utf-8-sig"
    # The head may end within a character, which is ignored: only the first line matters.
    return source.head.decode(encoding, errors="ignore").partition("\n")[0]


def _delimiter(line: str) -> str | None:
    fitting = [
        delimiter for delimiter in DELIMITERS if _has_required(_headings(line.split(delimiter)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _headings(row: Sequence[Any]) -> list[str]:
    plain = (str(cell).strip().strip('"').strip().lower() for cell in row)
    return [re.sub(r"[\s-]+", "_", cell) for cell in plain]


def _has_required(headings: Sequence[str]) -> bool:
    return set(REQUIRED) <= set(headings)


def _csv_rows(source: Source, problems: _Problems, warnings: list[str]) -> Iterator[Row]:
    text = _text(source)
    delimiter = _delimiter(text.partition("\n")[0]) or DELIMITERS[0]
    rows = whole_rows(
        source,
        text,
        delimiter=delimiter,
        warnings=warnings,
        remedy="look whether the last row is whole, then end it with a line break",
    )
    named = ((f"line {line}", row) for line, row in rows)
    return _by_heading(source, named, problems)


def _by_heading(
    source: Source, lines: Iterator[tuple[str, list[str]]], problems: _Problems
) -> Iterator[Row]:
    _, first = next(lines)
    headings = _headings(first)
    while headings and not headings[-1]:  # spreadsheets save columns that are empty
        headings.pop()
    _check_headings(source, headings)
    for where, row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if not any(cell.strip() for cell in row[len(headings) :]):
            del row[len(headings) :]
        if _headings(row) == headings:
            problems.add(where, "holds the headings again", "keep them once, above the entries")
            continue
        if len(row) != len(headings):
            problems.add(
                where,
                f"has {len(row)} cells under {len(headings)} headings",
                "put a cell that holds the delimiter into double quotes",
            )
            continue
        cells = (cell.strip() for cell in row)
        yield where, dict(zip(headings, cells, strict=True))


def _check_headings(source: Source, headings: Sequence[str]) -> None:
    unknown = [heading or "(empty)" for heading in headings if heading not in COLUMNS]
    if unknown:
        raise source.refuse(
            f"the columns {', '.join(unknown)} are not known",
            f"rename them or move them into remarks; known are {', '.join(COLUMNS)}",
        )
    if len(set(headings)) < len(headings):
        raise source.refuse("a heading comes twice", "keep one column of each")


def _sheet_rows(source: Source, problems: _Problems, warnings: list[str]) -> Iterator[Row]:
    chosen = dict(_with_entries(source))
    if not chosen:
        raise source.refuse(
            f"no sheet begins with the headings {', '.join(REQUIRED)}",
            "put them into its first row, or save the list in the publisher's own format",
        )
    warnings += unread_sheets(source, chosen)
    for name, rows in chosen.items():
        width = max(number for row in rows for number, cell in enumerate(row, 1) if cell != "")
        within = f"sheet {name!r}, " if len(chosen) > 1 else ""
        texts = (
            (f"{within}line {line}", [printed(cell) for cell in row[:width]])
            for line, row in enumerate(rows, start=1)
        )
        yield from _by_heading(source, texts, problems)


def _with_entries(source: Source) -> Iterator[tuple[str, list[list[Any]]]]:
    """Yield the name and the rows of each sheet that begins with the headings of a list."""
    for name, rows in source.sheets:
        if rows and _has_required(_headings(rows[0])):
            yield name, rows


def _entry(
    source: Source, where: str, row: dict[str, str], problems: _Problems, warnings: list[str]
) -> ListEntry | None:
    missing = [column for column in REQUIRED if not row[column]]
    if missing:
        problems.add(where, f"has no {' and no '.join(missing)}", "fill it in")
    kind = row["kind"].lower()
    if kind and kind not in list(Kind):
        problems.add(where, f"has the kind {row['kind']!r}", f"known kinds are {', '.join(Kind)}")
    if missing or kind not in list(Kind):
        return None
    entry = ListEntry(row["id"], Kind(kind), row["name"])
    _check_columns(problems, where, entry, row)
    _check_measures(problems, where, row)
    for column, name_kind in NAME_COLUMNS.items():
        for name in _values(row, column):
            entry.add_name(name, name_kind)
    for column, relation in LINK_COLUMNS.items():
        for name in _values(row, column):
            entry.add_link(relation, name)
    for column, target in FACT_COLUMNS.items():
        for value in _values(row, column):
            entry.add_fact(target, value)
    entry.add_fact("remarks", row.get("remarks", ""))
    _add_listing_date(source, where, entry, row, warnings)
    _add_numbers(problems, where, entry, row)
    _add_identifiers(source, where, entry, row, warnings)
    return entry


def _values(row: dict[str, str], column: str) -> list[str]:
    return split_values(row.get(column, "").replace("\n", ";"))


def _check_columns(problems: _Problems, where: str, entry: ListEntry, row: dict[str, str]) -> None:
    vessel_only = entry.kind != Kind.VESSEL and [c for c in VESSEL_COLUMNS if row.get(c)]
    no_imo = entry.kind in (Kind.PERSON, Kind.AIRCRAFT) and row.get("imo")
    unfitting = [*(vessel_only or ()), *(["imo"] if no_imo else ())]
    if unfitting:
        problems.add(
            where,
            f"gives a {entry.kind} a {' and a '.join(unfitting)}",
            "correct the kind, or move the value into remarks",
        )


def _check_measures(problems: _Problems, where: str, row: dict[str, str]) -> None:
    unknown = [code for code in _values(row, "measures") if code not in list(Measure)]
    if unknown:
        problems.add(
            where,
            f"has the measures {', '.join(unknown)}",
            f"known are {', '.join(Measure)}; put anything else into forbids",
        )


def _add_numbers(problems: _Problems, where: str, entry: ListEntry, row: dict[str, str]) -> None:
    for column in NUMBER_COLUMNS:
        text = row.get(column, "")
        if text and not entry.add_number(column, text):
            problems.add(where, f"has the {column} {text!r}", "write a whole number")


def _add_listing_date(
    source: Source, where: str, entry: ListEntry, row: dict[str, str], warnings: list[str]
) -> None:
    stated = row.get("listed_on", "").removesuffix(" 00:00:00")  # as pandas writes a day
    entry.add_fact("listed_on", stated)
    if stated and not ISO.fullmatch(stated):
        warnings.append(f"{source.path}: {where} has the listed_on {stated!r}, no ISO date")


def _add_identifiers(
    source: Source, where: str, entry: ListEntry, row: dict[str, str], warnings: list[str]
) -> None:
    for column, ship_rules in SCHEME_COLUMNS.items():
        is_company = column == "imo" and entry.kind != Kind.VESSEL
        rules = RULES_OF[Scheme.IMO_COMPANY] if is_company else ship_rules
        for value in _values(row, column):
            if column == "imo":
                entry.add_imo(value)
            else:
                entry.add_identifier(rules.scheme, value)
            if not _can_exist(rules, value):
                warnings.append(
                    f"{source.path}: {where} has the {column} {value!r}, which can't be one; "
                    "it was kept as printed"
                )
    for printed_value in _values(row, "identifiers"):
        label, number = split_label(printed_value)
        if label:
            note(entry, label, number)
        else:
            entry.add_identifier(Scheme.OTHER, printed_value)


def _can_exist(rules: SchemeRules, value: str) -> bool:
    """Whether a number can exist; call signs of aircraft need not follow the rules of ships'."""
    number = rules.clean(value)
    return bool(number) if rules.scheme == Scheme.CALL_SIGN else rules.is_valid(number)


def _count(source: Source) -> int:
    if not source.is_workbook:
        delimiter = _delimiter(_first_line(source)) or DELIMITERS[0]
        return count_rows(delimiter=delimiter)(source)
    rows = [row for _, rows in _with_entries(source) for row in rows[1:]]
    return sum(any(str(cell).strip() for cell in row) for row in rows)


READER: Final = Reader(
    id="own",
    version="1",
    publisher="",
    recognises=_recognises,
    read_all=each_file(_read_one),
    count=_count,
)
