"""The user's own list, as CSV or XLSX with headings; the bundled lists have the same form.

Needed are ``id`` (stable, chosen by you), ``kind`` (vessel, organization, person, aircraft) and
``name``. The other columns are told in `COLUMNS`; leave out what you don't have. Several values of
a cell stand apart by ``;``, and a value that holds a ``;`` stands in double quotes.

The delimiter may be a comma, a semicolon or a tab; the text UTF-8, or UTF-16 with its byte order
mark. The last line must end, so that a cut file is noticed. One cut exactly between two lines
can't be told from a shorter list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from vscreen.errors import EmptyListError
from vscreen.files.cells import printed
from vscreen.files.csv import csv_rows, split_values
from vscreen.files.signatures import UTF16_MARKS
from vscreen.files.source import Source
from vscreen.identifiers.registry import RULES, RULES_OF, SchemeRules
from vscreen.lists.labels import note, split_label
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import Entry
from vscreen.schema import Kind, NameKind, Relation, Scheme

NEEDED: Final = ("id", "kind", "name")
SCHEME_COLUMNS: Final = {rules.field: rules for rules in RULES if rules.field}
"""Columns of identifiers, by what manifests call them; a company's ``imo`` has its own rules."""
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
    "source_url": "source_url",
}
WHOLE_COLUMNS: Final = ("listed_on", "remarks")
NUMBER_COLUMNS: Final = ("gross_tonnage", "build_year")
VESSEL_COLUMNS: Final = (
    *(column for column in SCHEME_COLUMNS if column not in ("imo", "call_sign")),
    "vessel_type", "gross_tonnage",
)  # fmt: skip
"""Columns of vessels alone; companies have IMO numbers too, and aircraft call signs."""

DELIMITERS: Final = (",", ";", "\t")
Row = tuple[int, dict[str, str]]


def _recognises(source: Source) -> bool:
    """Return whether the file has a heading row with ``id``, ``kind`` and ``name``.

    Any spreadsheet is one at first sight: reading says what its headings lack.
    """
    return source.is_workbook or _delimiter(_first_line(source)) is not None


def slug(stem: str) -> str:
    """Return a list id made of a file's name.

    Examples
    --------
    >>> slug("Own list (2026)")
    'own-list-2026'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "own"


def _read_one(source: Source) -> Contents:
    """Return what the file holds; its id is its name unless another was asked for.

    Refused if a column is unknown, a row has no id, kind or name, a kind or number makes no
    sense, an id comes twice, or the file is cut. The message names the line. Empty if there are
    no rows below the headings.
    """
    warnings: list[str] = []
    rows = _sheet_rows(source, warnings) if source.is_workbook else _csv_rows(source)
    entries: dict[str, Entry] = {}
    for line, row in rows:
        entry = _entry(source, line, row, warnings)
        if entry.key in entries:
            raise source.refuse(f"line {line} has the id {entry.key!r} again", "ids are unique")
        entries[entry.key] = entry
    if not entries:
        raise EmptyListError(f"{source.path}: headings and no rows; put the entries below them")
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        warnings=warnings,
        list_id=source.list_id or slug(source.stem),
    )


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
    # An even number of bytes, for UTF-16; what the cut leaves half is of no matter here.
    return source.head.decode(encoding, errors="ignore").partition("\n")[0]


def _delimiter(line: str) -> str | None:
    fitting = [one for one in DELIMITERS if _has_needed(_cells(line.split(one)))]
    return fitting[0] if len(fitting) == 1 else None


def _cells(row: Sequence[Any]) -> list[str]:
    plain = (str(cell).strip().strip('"').strip().lower() for cell in row)
    return [re.sub(r"[\s-]+", "_", cell) for cell in plain]


def _has_needed(headings: Sequence[str]) -> bool:
    return set(NEEDED) <= set(headings)


def _csv_rows(source: Source) -> Iterator[Row]:
    text = _text(source)
    delimiter = _delimiter(text.partition("\n")[0]) or DELIMITERS[0]
    if not text.endswith("\n"):
        raise source.refuse(
            "its last line does not end, so it may be cut short",
            "look whether the last row is whole, then end it with a line break",
        )
    lines = csv_rows(source, text, delimiter=delimiter)
    return _named(source, lines)


def _named(source: Source, lines: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    _, first = next(lines)
    headings = _cells(first)
    _check_headings(source, headings)
    for line, row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(headings):
            raise source.refuse(
                f"line {line} has {len(row)} cells under {len(headings)} headings",
                "put a cell that holds the delimiter into double quotes",
            )
        yield line, {head: cell.strip() for head, cell in zip(headings, row, strict=True)}


def _check_headings(source: Source, headings: Sequence[str]) -> None:
    strange = [heading or "(empty)" for heading in headings if heading not in COLUMNS]
    if strange:
        raise source.refuse(
            f"the columns {', '.join(strange)} are not known",
            f"rename them or move them into remarks; known are {', '.join(COLUMNS)}",
        )
    if len(set(headings)) < len(headings):
        raise source.refuse("a heading comes twice", "keep one column of each")


def _sheet_rows(source: Source, warnings: list[str]) -> Iterator[Row]:
    chosen: list[list[Any]] = []
    for name, rows in source.sheets:
        if not chosen and rows and _has_needed(_cells(rows[0])):
            chosen = rows
        elif any(cell != "" for row in rows for cell in row):
            warnings.append(f"{source.path}: the sheet {name!r} was not read")
    if not chosen:
        raise source.refuse(
            f"no sheet begins with the headings {', '.join(NEEDED)}",
            "put them into its first row, or save the list in the publisher's own format",
        )
    width = max(place for row in chosen for place, cell in enumerate(row, start=1) if cell != "")
    numbered = enumerate(([printed(cell) for cell in row[:width]] for row in chosen), start=1)
    return _named(source, iter(numbered))


def _entry(source: Source, line: int, row: dict[str, str], warnings: list[str]) -> Entry:
    missing = [column for column in NEEDED if not row[column]]
    if missing:
        raise source.refuse(f"line {line} has no {' and no '.join(missing)}", "fill it in")
    if row["kind"].lower() not in list(Kind):
        raise source.refuse(
            f"line {line} has the kind {row['kind']!r}", f"known kinds are {', '.join(Kind)}"
        )
    entry = Entry(row["id"], Kind(row["kind"].lower()), row["name"])
    _check_columns(source, line, entry, row)
    for column, kind in NAME_COLUMNS.items():
        for name in split_values(row.get(column, "")):
            entry.add_name(name, kind)
    for column, relation in LINK_COLUMNS.items():
        for name in split_values(row.get(column, "")):
            entry.add_link(relation, name)
    for column, target in FACT_COLUMNS.items():
        for value in split_values(row.get(column, "")):
            entry.add_fact(target, value)
    for column in WHOLE_COLUMNS:
        entry.add_fact(column, row.get(column, ""))
    _add_numbers(source, line, entry, row)
    _add_identifiers(source, line, entry, row, warnings)
    return entry


def _check_columns(source: Source, line: int, entry: Entry, row: dict[str, str]) -> None:
    vessel_only = entry.kind != Kind.VESSEL and [c for c in VESSEL_COLUMNS if row.get(c)]
    no_imo = entry.kind in (Kind.PERSON, Kind.AIRCRAFT) and row.get("imo")
    strange = [*(vessel_only or ()), *(["imo"] if no_imo else ())]
    if strange:
        raise source.refuse(
            f"line {line} gives a {entry.kind} a {' and a '.join(strange)}",
            "correct the kind, or move the value into remarks",
        )


def _add_numbers(source: Source, line: int, entry: Entry, row: dict[str, str]) -> None:
    for column in NUMBER_COLUMNS:
        said = row.get(column, "")
        if said and not entry.add_number(column, said):
            raise source.refuse(f"line {line} has the {column} {said!r}", "write a whole number")


def _add_identifiers(
    source: Source, line: int, entry: Entry, row: dict[str, str], warnings: list[str]
) -> None:
    for column, ship_rules in SCHEME_COLUMNS.items():
        is_company = column == "imo" and entry.kind != Kind.VESSEL
        rules = RULES_OF[Scheme.IMO_COMPANY] if is_company else ship_rules
        for value in split_values(row.get(column, "")):
            if column == "imo":
                entry.add_imo(value)
            else:
                entry.add_identifier(rules.scheme, value)
            if not _can_exist(rules, value):
                warnings.append(
                    f"{source.path}: line {line} has the {column} {value!r}, which can't be one; "
                    "it was kept as printed"
                )
    for said in split_values(row.get("identifiers", "")):
        label, value = split_label(said)
        if label:
            note(entry, label, value)
        else:
            entry.add_identifier(Scheme.OTHER, said)


def _can_exist(rules: SchemeRules, value: str) -> bool:
    """Whether a number can exist; call signs of aircraft follow no rule that ships' must."""
    number = rules.clean(value)
    return bool(number) if rules.scheme == Scheme.CALL_SIGN else rules.is_valid(number)


READER: Final = Reader(
    id="own",
    version="1",
    publisher="",
    recognises=_recognises,
    read_all=each_file(_read_one),
)
