"""What is done to all entries of a list after reading, whoever published it.

A publisher says more than his columns hold: two names in one, and the numbers of other ships and
companies in prose. Readers need not look for either. Few entries hold any, so a pattern over all
texts at once tells which are looked at; it may only ever send too many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.identifiers.imo import is_valid_imo, is_valid_imo_ship
from vscreen.lists.finishing.links import resolve_links
from vscreen.lists.finishing.names_within import MARK_HINT, note_names_within
from vscreen.lists.numbers_in_prose import (
    NUMBER_HINT,
    company_numbers,
    opens_with_ship,
    printed_numbers,
)
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Scheme

SEVEN: Final = re.compile(r"\d(?:\W?\d){6}")


def finish(entries: Sequence[ListEntry]) -> None:
    """Add to entries what is written in their names and texts, and resolve their links.

    Parameters
    ----------
    entries
        The entries of a list, as a reader gathered them.

    Examples
    --------
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "IBEX A/K/A IBEX SHIPPING")
    >>> firm.add_fact("remarks", "Owner of LADY R (IMO 9161003). Company IMO 6183435.")
    >>> finish([firm])
    >>> list(firm.names), [(str(scheme), value) for scheme, value in firm.identifiers]
    (['IBEX', 'IBEX SHIPPING'], [('imo_company', '6183435'), ('imo_mentioned', '9161003')])
    """
    for entry in _holding(MARK_HINT, entries, [_names(entry) for entry in entries]):
        note_names_within(entry)
    printed = [[*_names(entry), *_prose(entry), *_linked(entry)] for entry in entries]
    for entry in _holding(NUMBER_HINT, entries, printed):
        note_printed_numbers(entry)
    resolve_links(entries)


def _names(entry: ListEntry) -> list[str]:
    return [entry.name, *entry.names]


def _prose(entry: ListEntry) -> list[str]:
    return [*entry.facts.get("remarks", ()), *entry.facts.get("legal_basis", ())]


def _linked(entry: ListEntry) -> list[str]:
    return [name for _, name in entry.links]


def _holding(
    hint: str, entries: Sequence[ListEntry], texts: Sequence[Sequence[str]]
) -> list[ListEntry]:
    """Return the entries in whose texts a pattern is found."""
    joined = pa.array(["\n".join(some) for some in texts], pa.large_string())
    found = pc.match_substring_regex(joined, hint).to_numpy(zero_copy_only=False)
    return [entries[row] for row in np.flatnonzero(found).tolist()]


def note_printed_numbers(entry: ListEntry) -> None:
    """Add to an entry the IMO numbers printed in what is said of it.

    A ship's number in a ship's name, or with which its text begins, is its own, if it has none; a
    company's in a company's text too. Any other is only mentioned: of a ship that a company owns,
    of an owner, of a sister ship. In doubt a number is a mention, a review and never a hit.

    Examples
    --------
    >>> ship = ListEntry("1", Kind.VESSEL, "LADY R (IMO9161003)")
    >>> ship.add_fact("remarks", "Sister ship of MAIA-1, IMO No. 9358010.")
    >>> note_printed_numbers(ship)
    >>> [(str(scheme), value) for scheme, value in ship.identifiers]
    [('imo_ship', '9161003'), ('imo_mentioned', '9358010')]
    """
    _note_own(entry)
    own = {value for _, value in entry.identifiers}
    for text in (*_names(entry), *_prose(entry), *_linked(entry)):
        # Most ships' texts print the ship's own number alone.
        for number in () if own.issuperset(SEVEN.findall(text)) else printed_numbers(text):
            if number.value not in own and is_valid_imo(number.value):
                entry.add_identifier(Scheme.IMO_MENTIONED, number.value)


def _note_own(entry: ListEntry) -> None:
    if entry.kind == Kind.ORGANIZATION:
        for number in chain.from_iterable(map(company_numbers, _prose(entry))):
            entry.add_identifier(Scheme.IMO_COMPANY, number)
    elif entry.kind == Kind.VESSEL and not entry.has(Scheme.IMO_SHIP):
        said = [*_names(entry), *filter(opens_with_ship, _prose(entry))]
        numbers = chain.from_iterable(map(printed_numbers, said))
        own = [one.value for one in numbers if one.direct and is_valid_imo_ship(one.value)]
        for number in own[:1]:
            entry.identifiers.pop((Scheme.IMO_MENTIONED, number), None)  # of a company, it was
            entry.add_imo(number)
