"""Lists as lookup structures: which entries a party may mean. Speeds up, never decides.

A candidate is an entry with a name whose score may reach the policy's threshold (`vscreen.names`
finds every one), or one that shares an identifier with the party, or whose IMO number is one slip
from a number that fails its check digit: then the two share a number with one digit deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from vscreen.freetext import free_text_forms
from vscreen.identifiers import imo_deletions, is_valid_imo_ship
from vscreen.joins import Bools
from vscreen.names import PartyNames, VesselNames
from vscreen.parties import PARTY, VESSEL, Entry, Party, may_name
from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, Kind, NameKind, Scheme
from vscreen.snapshot import Lists

SEARCHED: Final = (Scheme.IMO_SHIP, Scheme.IMO_COMPANY, Scheme.MMSI, Scheme.CALL_SIGN, Scheme.LEI)


class ListIndex:
    """Lists made ready for looking up names and identifiers.

    Parameters
    ----------
    lists, policy
        The policy says whether weak aliases are searched, and from which score a name counts.
    """

    def __init__(self, lists: Lists, policy: Policy) -> None:
        self._entries = lists.entries
        self._place = pd.Series(np.arange(len(self._entries)), self._entries["entry"])
        self._kinds = self._entries["kind"].to_numpy()
        self._names = _grouped(lists.names, self._place)
        self._identifiers = _grouped(lists.identifiers, self._place)
        self._made: dict[int, Entry] = {}
        counting = self._names
        if policy.weak_aliases != WeakAliases.SCREEN:
            counting = counting[counting["kind"] != NameKind.WEAK_ALIAS]
        kinds = self._kinds[counting["place"]]
        ship = kinds == Kind.VESSEL
        party = np.isin(kinds, [Kind.ORGANIZATION, Kind.PERSON])
        self._vessel_entry = counting["place"].to_numpy()[ship]
        self._party_entry = counting["place"].to_numpy()[party]
        self._vessels = VesselNames(counting["name"].to_numpy()[ship].tolist())
        self._parties = PartyNames(counting["name"].to_numpy()[party].tolist())
        self._least = policy.review
        searched = self._identifiers[self._identifiers["scheme"].isin(SEARCHED)]
        self._numbers = searched[["scheme", "value", "place"]]
        imo = searched[searched["scheme"] == Scheme.IMO_SHIP]
        self._near = _deletions(imo["value"], imo["place"])

    def entries_of(self, ids: pd.Series) -> pd.DataFrame:
        """Return the entries of these ids, each once, in the lists' order."""
        return self._entries[self._entries["entry"].isin(ids)].reset_index(drop=True)

    def entry(self, place: int) -> Entry:
        """Return an entry as `scoring` reads it."""
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def _make(self, place: int) -> Entry:
        said = self._entries.iloc[place]
        names, numbers = _of(self._names, place), _of(self._identifiers, place)
        return Entry(
            said["entry"], said["list"], Kind(said["kind"]), said["name"],
            tuple((n, NameKind(k)) for n, k in zip(names["name"], names["kind"], strict=True)),
            tuple((Scheme(s), v) for s, v in zip(numbers["scheme"], numbers["value"], strict=True)),
            _split(said["flag"]), _split(said["countries"]), said["vessel_type"],
            _number(said["gross_tonnage"]), _number(said["build_year"]), said["remarks"],
        )  # fmt: skip

    def candidates(self, parties: Sequence[Party]) -> pd.DataFrame:
        """Return all pairs that `scoring.judge` may have something to say about.

        Returns
        -------
        DataFrame
            Columns ``party`` (place in ``parties``) and ``place`` (of the entry), int64; sorted.
        """
        found = [*self._by_name(parties), *self._by_number(parties)]
        pairs = pd.concat([_NO_PAIRS, *found], ignore_index=True)
        return pairs.drop_duplicates().sort_values(["party", "place"], ignore_index=True)

    def _by_name(self, parties: Sequence[Party]) -> Iterator[pd.DataFrame]:
        for field, index, entry, forms_of in (
            (VESSEL, self._vessels, self._vessel_entry, None),
            (FREE_TEXT, self._vessels, self._vessel_entry, free_text_forms),
            (PARTY, self._parties, self._party_entry, None),
        ):
            named = [(p, party.name) for p, party in enumerate(parties)
                     if party.field == field and party.name]  # fmt: skip
            who = np.array([place for place, _ in named], np.int64)
            code, texts = pd.factorize(np.array([name for _, name in named], dtype=object))
            pairs = index.search(list(texts), self._least, forms_of)
            pairs["place"] = entry[pairs["name"]]
            of_text = pd.DataFrame({"text": code, "party": who})
            yield pairs.merge(of_text, on="text")[["party", "place"]]

    def _by_number(self, parties: Sequence[Party]) -> Iterator[pd.DataFrame]:
        given = [
            (place, scheme, value)
            for place, party in enumerate(parties)
            for scheme, value in party.identifiers
        ]
        frame = pd.DataFrame(given, columns=["party", "scheme", "value"]).astype(
            {"party": "int64", "scheme": "str", "value": "str"}
        )
        yield frame.merge(self._numbers, on=["scheme", "value"])[["party", "place"]]
        ships = frame[frame["scheme"] == Scheme.IMO_SHIP]
        wrong = ships[~ships["value"].map(is_valid_imo_ship).astype(bool)]
        ours = _deletions(wrong["value"], wrong["party"]).rename(columns={"place": "party"})
        yield ours.merge(self._near, on="key")[["party", "place"]]

    def readable(self, parties: Sequence[Party]) -> Bools:
        """Whether something in each party was screened.

        A name counts only if the lists hold entries of the kind that it names.
        """
        present = {Kind(kind) for kind in np.unique(self._kinds)}
        named = {
            field: any(may_name(field, kind) for kind in present)
            for field in (VESSEL, PARTY, FREE_TEXT)
        }
        return np.array([one.is_readable(named=named[one.field]) for one in parties], np.bool_)


_NO_PAIRS: Final = pd.DataFrame({"party": np.empty(0, np.int64), "place": np.empty(0, np.int64)})


def _grouped(frame: pd.DataFrame, place: pd.Series) -> pd.DataFrame:
    """Return the rows with their entry's place, sorted by it, else in their order."""
    placed = frame.assign(place=place.loc[frame["entry"]].to_numpy())
    return placed.sort_values("place", kind="stable", ignore_index=True)


def _of(frame: pd.DataFrame, place: int) -> pd.DataFrame:
    first, last = np.searchsorted(frame["place"].to_numpy(), [place, place + 1])
    return frame.iloc[first:last]


def _deletions(values: Iterable[str], owners: Iterable[int]) -> pd.DataFrame:
    rows = [
        (key, owner)
        for value, owner in zip(values, owners, strict=True)
        for key in imo_deletions(value)
    ]
    return pd.DataFrame(rows, columns=["key", "place"]).astype({"key": "str", "place": "int64"})


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _number(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
