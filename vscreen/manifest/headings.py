"""Columns of a manifest: which field a heading stands for, and how any cell becomes text.

The same rules hold for a file and for a DataFrame. A heading is compared without regard to case,
blanks, punctuation and diacritics, with the names people use (``data/headings.csv``): ``IMO No.``,
``Ship's Name`` and ``notify_party`` are understood, ``Country`` is not, for nobody can say whose.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from vscreen.data import read_table
from vscreen.errors import ManifestError
from vscreen.schema import (
    FIELDS,
    FREE_TEXT,
    NUMBER_FIELDS,
    PARTY_FIELDS,
    PARTY_IMO_FIELDS,
    SUBJECT,
    VESSEL_FIELDS,
)

USABLE: Final = frozenset(
    {"vessel", SUBJECT, *NUMBER_FIELDS, *PARTY_FIELDS, *PARTY_IMO_FIELDS, FREE_TEXT}
)
"""A manifest needs a column for any of these; a flag alone names nobody."""

_LONGEST = 200  # letters of a heading that are compared; a cell of megabytes is none
_NUMBERED = re.compile(r"(.*?[^\d])\d{1,2}")  # "Notify Party 2", pandas' "Shipper.1"
# In a ship register the ship's own name and type carry no more than the bare word.
_REGISTER = {"name": "vessel", "type": "vessel_type"}


def map_columns(
    headings: Iterable[Hashable], columns: Mapping[Any, str | None] | None = None
) -> dict[Hashable, str]:
    """Return which field each heading stands for; headings not understood are left out.

    A bare ``name`` is the vessel where an IMO, MMSI or call sign stands beside it and no other
    heading is the vessel, as in ship registers; a bare ``type`` is then the ship's type.

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
    mapping = _mapping(labels, [str(label) for label in labels], columns)
    return {labels[position]: field for position, field in mapping.items()}


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
    mapping = _mapping(names, list(headings), columns)
    return names, {names[position]: field for position, field in mapping.items()}


def recognised(headings: Sequence[str], columns: Mapping[Any, str | None] | None = None) -> int:
    """Return how many of the headings are understood, or named in ``columns``.

    Examples
    --------
    >>> recognised(["Ship", "IMO", "Port"])
    2
    """
    named = {heading_key(str(heading)) for heading in columns or {}}
    fields = _recognise(list(headings))
    keys = [heading_key(heading) for heading in headings]
    return sum(bool(field) or key in named for field, key in zip(fields, keys, strict=True))


def heading_key(heading: str) -> str:
    """Return a heading without case, blanks, punctuation and diacritics, for comparison.

    Examples
    --------
    >>> heading_key(" Ship's  Name "), heading_key("Empfänger"), heading_key("№ ИМО")
    ('shipsname', 'empfanger', 'noимо')
    """
    letters = unicodedata.normalize("NFKD", heading[:_LONGEST]).casefold()
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


@lru_cache(maxsize=1)  # a constant of the package, read when first needed
def _known() -> dict[str, str]:
    table = {heading_key(row["heading"]): row["field"] for row in read_table("headings.csv")}
    return {**{heading_key(field): field for field in FIELDS}, **table}


def _field(heading: str) -> str:
    """Return the field of a heading, as it is or without its number at the end, or ""."""
    key = heading_key(heading)
    numbered = _NUMBERED.fullmatch(key)
    return _known().get(key) or (_known().get(numbered[1], "") if numbered else "")


def _recognise(headings: Sequence[str]) -> list[str]:
    fields = [_field(heading) for heading in headings]
    keys = [heading_key(heading) for heading in headings]
    if "vessel" in fields or keys.count("name") != 1 or frozenset(NUMBER_FIELDS).isdisjoint(fields):
        return fields
    return [
        field or ("" if _REGISTER.get(key, "") in fields else _REGISTER.get(key, ""))
        for field, key in zip(fields, keys, strict=True)
    ]


def _mapping(
    names: Sequence[Hashable], headings: Sequence[str], columns: Mapping[Any, str | None] | None
) -> dict[int, str]:
    """Return position -> field, for the columns that have a field."""
    fields: dict[int, str] = dict(enumerate(_recognise(headings)))
    for heading, field in (columns or {}).items():
        if field is not None and field not in FIELDS:
            raise ManifestError(
                f"columns={{{heading!r}: {field!r}}}: there is no field {field!r}; "
                f"the fields are {', '.join(FIELDS)}"
            )
        fields[_position(heading, names)] = field or ""
    mapping = {position: field for position, field in fields.items() if field}
    _check_single(mapping, names)
    if USABLE.isdisjoint(mapping.values()):
        raise ManifestError(
            f"no column can be screened: the headings are {_quoted(names)}, and none of them is "
            f"understood as any of {', '.join(f for f in FIELDS if f in USABLE)}; "
            f'say which is which, such as columns={{{_example(names)!r}: "vessel"}}'
        )
    return mapping


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


def _check_single(mapping: Mapping[int, str], names: Sequence[Hashable]) -> None:
    counts = Counter(names)
    twice = dict.fromkeys(names[position] for position in mapping if counts[names[position]] > 1)
    if twice:  # only in a DataFrame: the headings of a file are distinct by now
        raise ManifestError(f"several columns are labelled {_quoted(twice)}; rename them")
    for field in VESSEL_FIELDS:
        positions = [position for position, mapped in mapping.items() if mapped == field]
        if len(positions) > 1:
            raise ManifestError(
                f"the columns {_quoted([names[position] for position in positions])} would both be "
                f"{field!r}, of which a row has one; leave one out, such as "
                f"columns={{{names[positions[-1]]!r}: None}}"
            )


def _quoted(names: Iterable[Hashable]) -> str:
    texts = [repr(str(name)[:60]) for name in names]
    return ", ".join(texts[:40]) + (f" and {len(texts) - 40} more" if len(texts) > 40 else "")


def _example(names: Sequence[Hashable]) -> str:
    return str(names[0]) if names else "Ship"
