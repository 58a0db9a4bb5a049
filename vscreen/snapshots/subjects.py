"""The cross-list view: a ship on several lists is one subject with several designations.

Entries are the same subject if they share an identifier that belongs to a single subject: a ship's
IMO number first, then a company's IMO number or an LEI, then an MMSI with an equal name, because an
MMSI may go to another ship later. Two entries with valid IMO numbers of which none is equal are
never the same subject, whatever else they share and whatever entry links them. A name alone joins
nothing.

Some lists share their numbering: OFAC's number is the same in both of its lists and in the
Consolidated Screening List, so entries of these lists with equal keys are the same subject, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

import pandas as pd

from vscreen.identifiers.registry import RULES
from vscreen.schema import Kind, NameKind, Scheme
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.lists import Lists
from vscreen.text.vessel_names import normalise_vessel

# Strongest first, and of a single subject; what is no valid number joins nothing.
KEYS: Final = {rules.scheme: rules.is_valid for rules in RULES if rules.one_subject}


def subjects(lists: Lists) -> pd.DataFrame:
    """Return which entries are the same subject.

    Parameters
    ----------
    lists
        Any number of lists.

    Returns
    -------
    DataFrame
        A row per entry of ``lists``, in their order: ``subject`` and ``entry``. The id of a
        subject is its smallest identifier (``imo_ship:9161003``), or its smallest entry where it
        has none, so it depends on no order.

    Examples
    --------
    >>> from vscreen import bundled_lists
    >>> subject_of = subjects(bundled_lists()).set_index("entry")["subject"]
    >>> subject_of["kr-mofa:2024-04-03-lady-r"]
    'imo_ship:9161003'
    """
    entries = lists.entries["entry"]
    keys = _keys(lists)
    ships = keys[keys["scheme"] == str(Scheme.IMO_SHIP)]
    numbers = defaultdict[str, set[str]](set)
    for entry, value in zip(ships["entry"].tolist(), ships["value"].tolist(), strict=True):
        numbers[entry].add(value)
    groups = _Groups({entry: frozenset(values) for entry, values in numbers.items()})
    for entry, other in _pairs(keys, lists):
        groups.join(entry, other)
    rooted = pd.DataFrame({"root": [groups.find(entry) for entry in entries], "entry": entries})
    rooted["subject"] = rooted["root"].map(_ids(rooted, keys)).astype("str")
    return rooted[["subject", "entry"]]


def _keys(lists: Lists) -> pd.DataFrame:
    """Return the identifiers that join entries: ``entry``, ``scheme``, ``value``, ``kind``."""
    identifiers = lists.identifiers
    parts = []
    for scheme, is_valid in KEYS.items():
        part = identifiers[identifiers["scheme"] == str(scheme)]
        distinct = pd.Series(part["value"].unique(), dtype="str")
        valid = distinct[distinct.map(is_valid).astype(bool)]
        parts.append(part[part["value"].isin(valid)])
    keys = pd.concat(parts, ignore_index=True)
    kinds = lists.entries.drop_duplicates("entry").set_index("entry")["kind"]
    return keys.assign(kind=keys["entry"].map(kinds)).drop(columns="current")


def _pairs(keys: pd.DataFrame, lists: Lists) -> Iterator[tuple[str, str]]:
    """Yield the pairs of entries that share a key: strongest key first, then by value."""
    for scheme in KEYS:
        part = keys[keys["scheme"] == str(scheme)]
        yield from _sharing(part, ["kind", "value"])
    yield from _sharing(_numbered(lists), ["numbering", "value"])
    yield from _sharing(_named_stations(lists), ["name", "value"])


def _sharing(part: pd.DataFrame, key: list[str]) -> Iterator[tuple[str, str]]:
    part = part.drop_duplicates([*key, "entry"])
    shared = part[part.duplicated(key, keep=False)].sort_values([*key, "entry"])
    for _, group in shared.groupby(key, sort=True):
        yield from combinations(group["entry"], 2)


def _numbered(lists: Lists) -> pd.DataFrame:
    """Return each entry with its key (``value``) and the ``numbering`` that its list shares."""
    numbering = {name: guard.numbering for name, guard in catalog().items() if guard.numbering}
    entries = lists.entries.loc[lists.entries["list"].isin(numbering), ["entry", "list"]]
    keys = entries["entry"].str.replace("^[^:]*:", "", regex=True)
    return entries.assign(numbering=entries["list"].map(numbering), value=keys)


def _named_stations(lists: Lists) -> pd.DataFrame:
    """Return each MMSI of a ship with each name of the ship, normalised."""
    identifiers = lists.identifiers
    ships = lists.entries.loc[lists.entries["kind"] == str(Kind.VESSEL), "entry"]
    is_station = identifiers["scheme"] == str(Scheme.MMSI)
    stations = identifiers[is_station & identifiers["entry"].isin(ships)]
    shared = stations[stations.duplicated("value", keep=False)]
    names = lists.names[lists.names["kind"] != str(NameKind.WEAK_ALIAS)]
    both = shared[["entry", "value"]].merge(names[["entry", "name"]], on="entry")
    return both.assign(name=both["name"].map(normalise_vessel)).query("name != ''")


class _Groups:
    """Entries joined into groups, never two whose ships' numbers exclude each other."""

    def __init__(self, numbers: dict[str, frozenset[str]]) -> None:
        self._numbers = numbers
        self._parents: dict[str, str] = {}
        self._united: dict[str, set[frozenset[str]]] = {}

    def find(self, entry: str) -> str:
        """Return the root of the group of ``entry``: an entry that represents the group."""
        while entry in self._parents:
            entry = self._parents[entry]
        return entry

    def join(self, entry: str, other: str) -> None:
        """Unite the groups of two entries, unless their numbers exclude it."""
        # The smaller id becomes the root, so that the result depends on the pairs alone.
        low, high = sorted((self.find(entry), self.find(other)))
        if low == high:
            return
        numbers, others = self._sets(low), self._sets(high)
        if any(first.isdisjoint(second) for first in numbers for second in others):
            return
        self._parents[high] = low
        self._united[low] = numbers | others

    def _sets(self, root: str) -> set[frozenset[str]]:
        own = self._numbers.get(root)
        return self._united.get(root) or ({own} if own else set())


def _ids(rooted: pd.DataFrame, keys: pd.DataFrame) -> dict[str, str]:
    """Return the id of each group: root -> id."""
    rank = {str(scheme): position for position, scheme in enumerate(KEYS)}
    root_of = rooted.drop_duplicates("entry").set_index("entry")["root"]
    keyed = keys.assign(root=keys["entry"].map(root_of), rank=keys["scheme"].map(rank))
    best = keyed.sort_values(["rank", "value"]).drop_duplicates("root")
    # Two separate groups can share a number: then it is the id of neither.
    best = best.drop_duplicates(["scheme", "value"], keep=False)
    named = dict(zip(best["root"], best["scheme"] + ":" + best["value"], strict=True))
    return {root: named.get(root, root) for root in rooted["root"].unique()}
