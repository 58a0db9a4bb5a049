"""The rows of the Consolidated Screening List, from its CSV and its JSON edition.

- CSV (or separated by tabs): headings, then a row for each subject and source list. Editions differ
  in their columns (with or without ``_id``, 27 to 29 of them), so columns are looked up by their
  headings. The values of a cell are separated by ``; ``. An address ends with its country's two
  letters. A number reads ``RU, 7750004150, Tax ID No.`` until 2022, its label first since;
- JSON: an object with ``results``; lists are lists, numbers and addresses are objects.

Both become the same rows: lists of values by heading, with numbers as OFAC's editions print them.
A row with a cell too many or too few keeps what stands left of the fault, and its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from vscreen.files.csv import first_row
from vscreen.files.dates import parse_day
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.files.tables import whole_rows
from vscreen.lists.counting import count_items, count_rows
from vscreen.lists.labels import MEANINGS, split_label
from vscreen.lists.reader import opens_with
from vscreen.lists.us.ofac_columns import value
from vscreen.lists.us.ofac_facts import Fact, document_text, number_fact

HEADINGS: Final = (
    "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
    "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships",
    "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
)  # fmt: skip
OTHERS: Final = ("_id", "id", "country")
SIGNATURE: Final = ("source", "entity_number", "name", "source_list_url", "alt_names")
DELIMITERS: Final = (",", "\t")
JSON_KEYS: Final = (b'"results"', b'"source_list_url"')
RESULTS: Final = "results"
IDS: Final = "ids"
ADDRESSES: Final = "addresses"
SEVERAL: Final = (
    "programs", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth",
)  # fmt: skip
NAME: Final = "name"
NAMES: Final = (NAME, "alt_names")
TOTALS: Final = ("total", "total_results")
# Two rows that a fault has joined are far wider.
MOST_TOO_MANY: Final = 3
REPEATED: Final = "repeating the headings"
ADDRESS_KEYS: Final = ("address", "city", "state", "postal_code", "country")
ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")

BETWEEN: Final = "; "
PARTS: Final = ", "
COUNTRY: Final = re.compile(r"[A-Z]{2}")
OPEN_LABELS: Final = tuple(f"{label} " for label in MEANINGS if label.endswith(" -"))


@dataclass(frozen=True)
class Row:
    """A row: its position for people, its values by heading, its numbers, its addresses, its slip.

    Each address is a text and its country's code, ``""`` where that is unknown. The slip is what
    is wrong with the row, as a clause behind `a row`.
    """

    where: str
    values: Mapping[str, Sequence[str]]
    facts: Sequence[Fact] = ()
    addresses: Sequence[tuple[str, str]] = ()
    slip: str = ""

    def all(self, heading: str) -> Sequence[str]:
        """Return the values under a heading."""
        return self.values.get(heading, ())

    def __getitem__(self, heading: str) -> str:
        """Return the first value under a heading, ``""`` if there is none."""
        return next(iter(self.all(heading)), "")


def is_csv(source: Source) -> bool:
    """Return whether the file is the list as CSV, by its headings.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_csv(Source(Path("x"), b"source,entity_number,name,source_list_url,alt_names"))
    True
    """
    return _delimiter(source) != ""


def is_json(source: Source) -> bool:
    """Return whether the file is the list as JSON, by its keys.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_json(Source(Path("x"), b'{"results": [{"source_list_url": ""}]}'))
    True
    """
    return opens_with(source, b"{") and all(key in source.head for key in JSON_KEYS)


def read_rows(source: Source, warnings: list[str] | None = None) -> list[Row]:
    """Return the rows of either edition.

    Parameters
    ----------
    source
        The file.
    warnings
        Gets a sentence about a last row that is whole but has no line end; without a list for it
        such a file is refused.

    Raises
    ------
    ListFormatError
        If the JSON is not whole, holds no results or a part of them; if the CSV is cut, quotes do
        not close, or a row is so long or short that nobody can tell whom it names.

    Examples
    --------
    >>> from pathlib import Path
    >>> json = b'{"source_list_url": "", "results": [{"name": "MARIA", "programs": ["IRAN"]}]}'
    >>> row, = read_rows(Source(Path("x"), json))
    >>> row.where, row["name"], row.all("programs")
    ('result 0', 'MARIA', ['IRAN'])
    """
    return list(_json_rows(source) if is_json(source) else _csv_rows(source, warnings))


def count_records(source: Source) -> int:
    r"""Return how many rows or results a file of either edition holds, apart from reading them.

    Examples
    --------
    >>> from pathlib import Path
    >>> heads = b"source,entity_number,name,source_list_url,alt_names"
    >>> count_records(Source(Path("x"), heads + b'\na,,"MA\nRIA",,\n,,,,\nb,,LADY R,,\n'))
    2
    """
    if is_json(source):
        return count_items(RESULTS)(source)
    return count_rows(delimiter=_delimiter(source))(source)


def last_updated(source: Source) -> date | None:
    """Return the newest date that the JSON gives for its source lists, None for a CSV."""
    if not is_json(source):
        return None
    head = {key: value for key, value in _document(source).items() if key != RESULTS}
    dates = [date for text in _all_texts(head) for date in ISO_DATE.findall(text)]
    return max(filter(None, map(parse_day, dates)), default=None)


def _all_texts(value: object) -> Iterator[str]:
    """Yield all texts of a JSON value, however deep."""
    if isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _all_texts(child)
    elif isinstance(value, str):
        yield value


def _delimiter(source: Source) -> str:
    for delimiter in DELIMITERS:
        if set(SIGNATURE) <= set(map(_heading, first_row(source, delimiter=delimiter))):
            return delimiter
    return ""


def _heading(cell: str) -> str:
    return "_".join(cell.lower().split())


def _csv_rows(source: Source, warnings: list[str] | None) -> Iterator[Row]:
    lines = whole_rows(source, delimiter=_delimiter(source), warnings=warnings)
    headings = list(map(_heading, next(lines, (0, []))[1]))
    _check_headings(source, headings)
    filled = [(line, cells) for line, cells in lines if any(cell.strip() for cell in cells)]
    last = filled[-1][0] if filled else 0
    label_first = _label_first(
        [_split(cells[headings.index(IDS)]) for _, cells in filled if len(cells) == len(headings)]
        if IDS in headings
        else []
    )
    for line, cells in filled:
        if _heading(cells[0]) == headings[0] and list(map(_heading, cells)) == headings:
            yield Row(f"line {line}", {}, slip=REPEATED)
            continue
        row, slip = _aligned(source, line, cells, headings, is_last=line == last)
        values = {heading: _values(heading, [cell]) for heading, cell in row.items()}
        facts = [_number(part, label_first=label_first) for part in _split(row.get(IDS, ""))]
        addresses = [_address(part) for part in _split(row.get(ADDRESSES, ""))]
        yield Row(f"line {line}", values, facts, addresses, slip)


def _aligned(
    source: Source, line: int, cells: list[str], headings: list[str], *, is_last: bool
) -> tuple[dict[str, str], str]:
    """Return a row's cells by heading; of one that is too long or short, those that are certain."""
    width, many = len(headings), len(cells)
    if many > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    row = dict(zip(headings, cells, strict=False))
    if len(cells) == width:
        return row, ""
    certain = headings[: headings.index(NAME) + 1]
    left, rest = cells[: len(certain)], cells[len(certain) :]
    joined = any("\n" in cell for cell in cells) or many > width + MOST_TOO_MANY
    if (
        joined
        or (is_last and many < width)
        or len(left) < len(certain)
        or "(" not in row.get("source", "")
    ):
        raise source.refuse(f"line {line} has {many} cells under {width} headings")
    row = dict(zip(certain, left, strict=True))
    # A name that a comma without quotes cut in two.
    row["alt_names"] = f"{row[NAME]}, {rest[0].strip()}" if many > width and rest else ""
    row[IDS] = next(filter(_has_label, rest), "")
    row["remarks"] = PARTS.join(cell.strip() for cell in rest if cell.strip() and cell != row[IDS])
    slip = f"with {many} cells under {width} headings, of which only the name and numbers are sure"
    return row, slip


def _has_label(cell: str) -> bool:
    return any(_is_label(piece) for part in _split(cell) for piece in part.split(PARTS))


def _check_headings(
    source: Source, headings: Sequence[str], needed: Sequence[str] = HEADINGS
) -> None:
    """Refuse unknown headings: an edition may lack columns or add some, but renames none."""
    missing = [heading for heading in needed if heading not in headings]
    unknown = [heading for heading in headings if heading and heading not in (*HEADINGS, *OTHERS)]
    if len(set(headings)) < len(headings) or (missing and unknown):
        raise source.refuse(
            "its headings are not those of an edition: "
            f"it lacks {missing} and has {unknown} instead"
        )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _values(heading: str, printed: Sequence[str]) -> list[str]:
    """Return the values of a cell; a name may be a word that means nothing elsewhere."""
    if heading in SEVERAL:
        parts = [part.strip() for cell in printed for part in cell.split(BETWEEN.strip())]
    else:
        parts = [cell.strip() for cell in printed]
    return [part for part in parts if (part if heading in NAMES else value(part))]


def _is_label(part: str) -> bool:
    return part in MEANINGS or part.startswith(OPEN_LABELS)


def _label_first(cells: Sequence[Sequence[str]]) -> bool:
    """Return whether this edition prints labels first, as most of its known labels show."""
    pieces = [piece.split(PARTS) for cell in cells for piece in cell]
    first = sum(_is_label(piece[0]) for piece in pieces)
    return first > sum(_is_label(piece[-1]) for piece in pieces)


def _number(printed: str, *, label_first: bool) -> Fact:
    """Return a number of the CSV as a fact; what is no country and no date is the number.

    The label and the country are at opposite ends. A single date may be that of issue or of
    expiry: the file doesn't say.
    """
    parts = printed.split(PARTS)
    if _is_label(parts[0]) != _is_label(parts[-1]):
        label_first = _is_label(parts[0])
    label, *rest = parts if label_first else parts[::-1]
    country = rest[-1] if rest[1:] and COUNTRY.fullmatch(rest[-1]) else ""
    rest = rest[:-1] if country else rest
    days = sorted(part for part in rest if ISO_DATE.fullmatch(part))
    rest = [part for part in rest if part not in days]
    number = PARTS.join(rest if label_first else rest[::-1])
    if len(days) == 1:
        return _fact(label, f"{document_text(number, country)} dated {days[0]}")
    return _fact(label, document_text(number, country, *(days[:1] + days[-1:])))


def _fact(label: str, value: str) -> Fact:
    # `Digital Currency Address - XBT` is the label `Digital Currency Address -` and its first word.
    known, rest = split_label(f"{label} {value}")
    return number_fact(known, rest) if known else number_fact(label, value)


def _address(printed: str) -> tuple[str, str]:
    last = printed.rpartition(PARTS)[2]
    return printed, last if COUNTRY.fullmatch(last) else ""


def _document(source: Source) -> Record:
    document = parse_json(source)
    if not isinstance(document, dict) or not isinstance(document.get(RESULTS), list):
        raise source.refuse(f"it is no object with a list of {RESULTS}")
    count = len(document[RESULTS])
    totals = [total for key in TOTALS if isinstance(total := document.get(key), int)]
    if totals and max(totals) > count:
        raise source.refuse(
            f"it holds {count:,} of {max(totals):,} results: a page of a search and not the list",
            "download consolidated.json, which is whole",
        )
    return document


def _json_rows(source: Source) -> Iterator[Row]:
    results = _document(source)[RESULTS]
    keys = dict.fromkeys(key for record in records(results) for key in record)
    _check_headings(source, list(keys), (*SIGNATURE, IDS))
    for position, record in enumerate(results):
        where = f"result {position}"
        if not isinstance(record, dict):
            raise source.refuse(f"{where} is no JSON object")
        values = {key: _values(key, texts(value)) for key, value in record.items()}
        facts = [_json_number(number) for number in records(record.get(IDS))]
        addresses = [_json_address(address) for address in records(record.get(ADDRESSES))]
        # A copy may hold the texts of the CSV in their place.
        plain_ids, plain_addresses = (
            [part for cell in texts(record.get(key)) for part in _split(cell)]
            for key in (IDS, ADDRESSES)
        )
        facts += [_number(part, label_first=True) for part in plain_ids]
        addresses += map(_address, plain_addresses)
        yield Row(where, values, facts, [address for address in addresses if address[0]])


def _json_number(record: Record) -> Fact:
    keys = ("number", "country", "issue_date", "expiration_date")
    number, country, issued, expires = (text(record.get(key)) for key in keys)
    return _fact(text(record.get("type")), document_text(number, country, issued, expires))


def _json_address(record: Record) -> tuple[str, str]:
    printed = PARTS.join(filter(None, (text(record.get(key)) for key in ADDRESS_KEYS)))
    return printed, text(record.get("country"))
