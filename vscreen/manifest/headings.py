"""Columns of a manifest: which field each stands for.

The same rules hold for a file and for a DataFrame. `vscreen.manifest.heading_grammar` reads what a
heading says: ``IMO No.``, ``Ship's Name``, ``notify_party`` and ``VSL_NM`` are understood,
``Country`` is not, for nobody can say whose. What the cells say is weighed beside it
(`vscreen.manifest.column_mapping`). A column that may name a ship or a party and isn't understood
is **open**: rows in which it is filled are not clear until it is mapped or set aside.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from vscreen.data.heading_words import LONGEST
from vscreen.errors import ManifestError
from vscreen.manifest.column_mapping import USABLE, ColumnDecisions
from vscreen.manifest.heading_grammar import read_heading
from vscreen.schema import FIELDS, NUMBER_FIELDS


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a table are.

    Attributes
    ----------
    fields
        Label -> a member of `vscreen.schema.FIELDS`, in the order of the columns.
    open
        Label -> why a column that isn't mapped may name a ship or a party. A row in which it is
        filled isn't clear until the column is mapped, or set aside with ``columns={label: None}``.
    notes
        What was decided by the cells, or against the heading.
    """

    fields: dict[Hashable, str]
    open: dict[Hashable, str]
    notes: tuple[str, ...] = ()


def map_columns(
    headings: Iterable[Hashable], columns: Mapping[Any, str | None] | None = None
) -> dict[Hashable, str]:
    """Return which field each heading stands for; headings not understood are left out.

    A bare ``name`` beside an IMO number, MMSI or call sign is the vessel where other headings show
    that the table is one of ships, else ``subject``: whoever bears the number. A bare ``type``
    beside such a ship's name is the ship's type. `map_table` looks at the cells as well.

    Parameters
    ----------
    headings
        Column labels, of any type; they are compared as ``str(label)``.
    columns
        Heading -> field, on top of what is recognised; ``None`` leaves a column out.

    Returns
    -------
    dict
        Label -> a member of `vscreen.schema.FIELDS`, in the order of the headings.

    Raises
    ------
    ManifestError
        If two columns are the same field of the vessel, if ``columns`` names a heading that isn't
        there or a field that doesn't exist, or if no column can be screened.

    Examples
    --------
    >>> map_columns(["Ship's Name", "IMO No.", "Country", "Buyer", "Seller"], {"Seller": None})
    {"Ship's Name": 'vessel', 'IMO No.': 'imo', 'Buyer': 'consignee'}
    """
    labels = list(headings)
    return _map(labels, [str(label) for label in labels], columns).fields


def map_table(
    frame: pd.DataFrame,
    columns: Mapping[Any, str | None] | None = None,
    *,
    headings: Sequence[str] | None = None,
) -> ColumnMapping:
    """Return which field each column of a table is, by its heading and its cells.

    Parameters
    ----------
    frame
        One shipment a row; columns of any dtype.
    columns
        As for `map_columns`.
    headings
        What stands above the columns, where their labels had to be changed to tell them apart.

    Returns
    -------
    ColumnMapping
        Fields, open columns and notes; the same whatever the order of the rows.

    Raises
    ------
    ManifestError
        As for `map_columns`.

    Examples
    --------
    >>> numbers, names = ["9161003", "9811000", "9074729"], ["ACME LTD", "FOO GMBH", ""]
    >>> mapping = map_table(pd.DataFrame({"Zebra": numbers, "Buyer Zebra": names}))
    >>> mapping.fields
    {'Zebra': 'imo'}
    >>> mapping.open
    {'Buyer Zebra': 'its heading names a consignee in words that are not known'}
    """
    labels = list(frame.columns)
    return _map(labels, headings or [str(label) for label in labels], columns, frame)


def open_columns(
    frame: pd.DataFrame, columns: Mapping[Any, str | None] | None = None
) -> dict[Hashable, str]:
    """Return label -> why, for the columns that must be mapped or set aside; see `ColumnMapping`.

    Examples
    --------
    >>> open_columns(pd.DataFrame({"vessel": ["MARIA"], "Buyer Zebra": ["ACME"]}))
    {'Buyer Zebra': 'its heading names a consignee in words that are not known'}
    """
    return map_table(frame, columns).open


def map_headings(
    headings: Sequence[str], columns: Mapping[Any, str | None] | None = None
) -> tuple[list[str], dict[str, str]]:
    """Return a file's headings as distinct names, and name -> field.

    A heading that comes twice gets its count (``Shipper``, ``Shipper.2``), an empty heading its
    position (``column 3``). Everything else is as for `map_columns`.

    Examples
    --------
    >>> map_headings(["Vessel", "Shipper", "Shipper", ""])[0]
    ['Vessel', 'Shipper', 'Shipper.2', 'column 4']
    """
    names = distinct(headings)
    mapping = _map(names, list(headings), columns)
    return names, {str(name): field for name, field in mapping.fields.items()}


def recognised(headings: Sequence[str], columns: Mapping[Any, str | None] | None = None) -> int:
    """Return how many of the headings are understood, or named in ``columns``.

    Cells of data are asked as well, to find the line of the headings: what holds a word that is
    not known, such as ``Tamberlane Grain Brokers``, is none here.

    Examples
    --------
    >>> recognised(["Ship", "IMO", "Port"])
    2
    """
    named = {heading_key(str(heading)) for heading in columns or {}}
    bare = [read_heading(heading) for heading in headings]
    numbers = any(reading.field in NUMBER_FIELDS for reading in bare)
    return sum(
        bool(reading.field and reading.known)
        or (numbers and reading.state == "name")
        or heading_key(head) in named
        for head, reading in zip(headings, bare, strict=True)
    )


def heading_key(heading: str) -> str:
    """Return a heading without case, blanks, punctuation and diacritics, for comparison.

    Examples
    --------
    >>> heading_key(" Ship's  Name "), heading_key("Empfänger"), heading_key("№ ИМО")
    ('shipsname', 'empfanger', 'noимо')
    """
    letters = unicodedata.normalize("NFKD", heading[:LONGEST]).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def distinct(headings: Sequence[str]) -> list[str]:
    """Return the headings with repeats numbered and empty ones named by their position.

    Examples
    --------
    >>> distinct(["D", "D", " "])
    ['D', 'D.2', 'column 3']
    """
    taken = set(headings)
    seen: Counter[str] = Counter()
    names = []
    for position, heading in enumerate(headings, start=1):
        name = heading if heading.strip() else f"column {position}"
        seen[name] += 1
        if seen[name] > 1 or (name != heading and name in taken):
            name = _free(name, max(seen[name], 2), taken)
        taken.add(name)
        names.append(name)
    return names


def _free(name: str, count: int, taken: set[str]) -> str:
    while f"{name}.{count}" in taken:
        count += 1
    return f"{name}.{count}"


def _map(
    names: Sequence[Hashable],
    headings: Sequence[str],
    columns: Mapping[Any, str | None] | None,
    frame: pd.DataFrame | None = None,
) -> ColumnMapping:
    given: dict[int, str] = {}
    for heading, field in (columns or {}).items():
        if field is not None and field not in FIELDS:
            raise ManifestError(
                f"columns={{{heading!r}: {field!r}}}: there is no field {field!r}; "
                f"the fields are {', '.join(FIELDS)}"
            )
        given[_position(heading, names)] = field or ""
    decisions = ColumnDecisions(names, headings, given, frame)
    _check_labels(decisions, names)
    decisions.decide()
    fields = {names[p]: field for p, field in enumerate(decisions.fields) if field}
    if USABLE.isdisjoint(fields.values()):
        raise ManifestError(_nothing_to_screen(names))
    opened = {names[position]: reason for position, reason in decisions.open.items()}
    return ColumnMapping(fields, opened, tuple(decisions.notes))


def _nothing_to_screen(names: Sequence[Hashable]) -> str:
    return (
        f"no column can be screened: the headings are {_quoted(names)}, and none of them is "
        f"understood as any of {', '.join(f for f in FIELDS if f in USABLE)}; "
        f'say which is which, such as columns={{{_example(names)!r}: "vessel"}}'
    )


def _position(heading: Any, names: Sequence[Hashable]) -> int:
    """Return the position of ``heading`` itself, else of the only heading written alike."""
    if heading in names:
        return list(names).index(heading)
    key = heading_key(str(heading))
    alike = [position for position, name in enumerate(names) if heading_key(str(name)) == key]
    if len(alike) != 1:
        raise ManifestError(
            f"columns= names {str(heading)!r}, which is not a heading; these are: {_quoted(names)}"
        )
    return alike[0]


def _check_labels(decisions: ColumnDecisions, names: Sequence[Hashable]) -> None:
    """Refuse labels that come twice, where it matters; those of a file are distinct by now."""
    counts = Counter(names)
    found = enumerate(decisions.fields)
    twice = dict.fromkeys(names[p] for p, field in found if field and counts[names[p]] > 1)
    if twice:
        raise ManifestError(f"several columns are labelled {_quoted(twice)}; rename them")


def _quoted(names: Iterable[Hashable]) -> str:
    texts = [repr(str(name)[:60]) for name in names]
    return ", ".join(texts[:40]) + (f" and {len(texts) - 40} more" if len(texts) > 40 else "")


def _example(names: Sequence[Hashable]) -> str:
    return str(names[0]) if names else "Ship"
