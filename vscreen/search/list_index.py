"""Lists as lookup structures: which entries a party may mean. Speeds up, never decides.

A candidate is an entry with a name whose score may reach the policy's threshold
(`search.name_index` finds every one), or one that shares an identifier with the party, or whose IMO
number is one slip from a number that fails its check digit: then the two share a number with one
digit deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.distinct import as_arrow
from vscreen.columnar.memory import give_back
from vscreen.columnar.strings import Bools, Codes, Sequences, expand, factorize, members, mix
from vscreen.identifiers.columns_bulk import Numbers, numbers_of
from vscreen.identifiers.registry import RULES_OF
from vscreen.policy import Policy, WeakAliases
from vscreen.schema import FREE_TEXT, Kind, NameKind, Scheme
from vscreen.scoring.limits import are_too_long
from vscreen.scoring.parties import PARTY, VESSEL, Entry, Parties, Party, may_name
from vscreen.search.identifier_index import ListedNumbers
from vscreen.search.index_cache import cached_index
from vscreen.search.name_index import FormsOf, NameIndex
from vscreen.search.party_index import PartyIndex
from vscreen.search.vessel_index import VesselIndex
from vscreen.snapshots.lists import Lists
from vscreen.text.form import Form
from vscreen.text.form_table import Scores
from vscreen.text.forms_bulk import legible
from vscreen.text.free_text import free_text_forms
from vscreen.text.party_names import party_forms
from vscreen.text.ship_cells import no_ship, ship_sign, ships_in_party_text, vessel_text_forms

FORMS_OF: Final = {VESSEL: vessel_text_forms, PARTY: party_forms, FREE_TEXT: free_text_forms}
OWN_COLUMNS: Final = ("entry", "list", "remarks")
"""What tells an entry apart of which a list says nothing else than of another."""
FACT_COLUMNS: Final = (
    "kind", "name", "flag", "countries", "vessel_type", "gross_tonnage", "build_year", "birth_date",
)  # fmt: skip
"""What a list says of an entry, beside its names and identifiers."""
ALIKE: Final = 1e-3
"""Names of one entry whose scores come this close to its best are all looked at again: much more
than the last bits in which the fast scores may differ from the plain ones."""

Found = tuple[Codes, Codes, Scores]  # pairs of a text and an entry, names in it, scores


@dataclass(frozen=True, eq=False)
class Candidates:
    """The pairs of a party and an entry that are to be judged.

    ``party`` and ``entry`` are rows (int64) of the parties and of the lists' entries, no pair
    twice; ``which_names`` says of each pair which of ``names`` are the entry's names that agree
    best, by their order in the entry; the first of these is empty: every name is to be compared.
    ``readable`` says of each party whether something in it was screened.
    """

    party: Codes
    entry: Codes
    which_names: Codes
    names: Sequence[tuple[int, ...]]
    readable: Bools


class _EntryRows:
    """Rows of a frame that are sorted by their entry, to be read entry by entry."""

    def __init__(self, frame: pd.DataFrame, columns: Sequence[str], entries: int) -> None:
        self._columns = list(_columns(frame, columns).values())
        self._ends = np.searchsorted(frame["owner"].to_numpy(), np.arange(entries + 1)).tolist()

    def first(self, entry: int) -> int:
        """Return the position of an entry's first row."""
        return int(self._ends[entry])

    def of(self, entry: int) -> list[tuple[str, ...]]:
        """Return the cells of an entry's rows."""
        first, last = self._ends[entry], self._ends[entry + 1]
        cells = [column.slice(first, last - first).to_pylist() for column in self._columns]
        return list(zip(*cells, strict=True))

    def of_many(self, entries: Codes) -> Iterator[list[tuple[str, ...]]]:
        """Yield the cells of each entry's rows."""
        ends = np.array(self._ends)
        count = ends[entries + 1] - ends[entries]
        rows = pa.array(members(ends[entries], count))
        cells = list(zip(*(column.take(rows).to_pylist() for column in self._columns), strict=True))
        stop = np.cumsum(count).tolist()
        yield from (
            cells[last - size : last] for last, size in zip(stop, count.tolist(), strict=True)
        )


class ListIndex:
    """Lists indexed by their names and identifiers.

    Parameters
    ----------
    lists, policy
        The policy says whether weak aliases are searched, and from which score a name counts.
    cache
        Folder in which indexes of names are stored between processes, None for none.
    """

    def __init__(self, lists: Lists, policy: Policy, cache: Path | None = None) -> None:
        self._own = _columns(lists.entries, OWN_COLUMNS)
        self._columns = _columns(lists.entries, FACT_COLUMNS)
        self._size = max(len(lists.entries), 1)
        rows = pd.Series(np.arange(len(lists.entries)), lists.entries["entry"])
        self._kinds = lists.entries["kind"].to_numpy()
        self._present = {Kind(kind) for kind in np.unique(self._kinds)}
        self._names = _grouped(lists.names, rows)
        self._owner = self._names["owner"].to_numpy()
        self._identifiers = _grouped(lists.identifiers, rows)
        self._name_rows = _EntryRows(self._names, ("name", "kind"), len(self._kinds))
        self._number_rows = _EntryRows(self._identifiers, ("scheme", "value"), len(self._kinds))
        self._facts: dict[tuple[int, tuple[int, ...]], Entry] = {}
        self._distinct: dict[tuple[Any, ...], Entry] = {}
        self._least = policy.review
        self._searches = self._name_searches(policy, cache)
        numbers = {scheme: self._listed_numbers(scheme) for scheme in RULES_OF}
        self._listed = {scheme for scheme, listed in numbers.items() if len(listed.owner)}
        self._numbers = ListedNumbers(numbers)

    def __getstate__(self) -> dict[str, Any]:
        # What is remembered by the address of an object means another object in another process.
        return {**self.__dict__, "_facts": {}, "_distinct": {}}

    def _name_searches(
        self, policy: Policy, cache: Path | None
    ) -> dict[str, tuple[NameIndex, Codes]]:
        """Return for each field the index of its names, and which rows of names these are."""
        counts = np.ones(len(self._names), np.bool_)
        if policy.weak_aliases != WeakAliases.SCREEN:
            counts = (self._names["kind"] != NameKind.WEAK_ALIAS).to_numpy()
        kinds, names = self._kinds[self._owner], self._names["name"].to_numpy()
        ships = np.flatnonzero(counts & (kinds == Kind.VESSEL))
        firms = np.flatnonzero(counts & np.isin(kinds, [Kind.ORGANIZATION, Kind.PERSON]))
        vessels = self._ships = cached_index(VesselIndex, names[ships].tolist(), cache)
        return {
            VESSEL: (vessels, ships),
            FREE_TEXT: (vessels, ships),
            PARTY: (cached_index(PartyIndex, names[firms].tolist(), cache), firms),
        }

    def _listed_numbers(self, scheme: Scheme) -> Numbers:
        rows = self._identifiers[self._identifiers["scheme"] == scheme]
        return Numbers(rows["owner"].to_numpy(), as_arrow(rows["value"].array))

    def entry(self, row: int) -> Entry:
        """Return an entry as `scoring` reads it."""
        own = {name: column[row].as_py() for name, column in self._own.items()}
        return replace(self.facts(row), **own)

    def facts(self, row: int, names: tuple[int, ...] = ()) -> Entry:
        """Return what a list says of an entry, with all its names or some of them.

        It is an entry without `OWN_COLUMNS`. Entries that are the same but for these have one
        object, so that what is concluded for one of them need not be concluded for the others.
        """
        key = row, names
        if key in self._facts:
            return self._facts[key]
        facts = self._some_names(row, names) if names else self._read(row)
        return self._facts.setdefault(key, facts)  # another thread may have come first

    def _some_names(self, row: int, names: tuple[int, ...]) -> Entry:
        whole = self.facts(row)
        if names == tuple(range(len(whole.names))):
            return whole
        key = id(whole), names
        if key in self._distinct:
            return self._distinct[key]
        some = replace(whole, names=tuple(whole.names[name] for name in names))
        return self._distinct.setdefault(key, some)

    def _read(self, row: int) -> Entry:
        cells = [column[row].as_py() for column in self._columns.values()]
        return self._same(cells, self._name_rows.of(row), self._number_rows.of(row))

    def _read_many(self, rows: Codes) -> None:
        """Read the facts of many entries at once."""
        new = np.array([row for row in rows.tolist() if (row, ()) not in self._facts], np.int64)
        columns = [column.take(pa.array(new)).to_pylist() for column in self._columns.values()]
        names, numbers = self._name_rows.of_many(new), self._number_rows.of_many(new)
        for row, name, number, *cells in zip(new.tolist(), names, numbers, *columns, strict=True):
            self._facts.setdefault((row, ()), self._same(cells, name, number))

    def _same(
        self,
        cells: Sequence[Any],
        names: Sequence[tuple[str, ...]],
        numbers: Sequence[tuple[str, ...]],
    ) -> Entry:
        """Return the facts that these cells, names and numbers are: the same each time."""
        key = *cells, tuple(names), tuple(numbers)
        if key in self._distinct:
            return self._distinct[key]
        of = dict(zip(FACT_COLUMNS, cells, strict=True))
        facts = Entry(
            "", "", Kind(of["kind"]), of["name"],
            tuple((name, NameKind(kind)) for name, kind in names),
            tuple((Scheme(scheme), value) for scheme, value in numbers),
            _split(of["flag"]), _split(of["countries"]), of["vessel_type"],
            of["gross_tonnage"], of["build_year"], _split(of["birth_date"]),
        )  # fmt: skip
        return self._distinct.setdefault(key, facts)

    def facts_of(self, found: Candidates) -> tuple[Codes, list[tuple[int, tuple[int, ...]]]]:
        """Return which facts the entry of each pair has; an entry and names that have each."""
        entries, at = np.unique(found.entry, return_inverse=True)
        self._read_many(entries)
        codes: dict[int, int] = {}
        facts = (id(self.facts(entry)) for entry in entries.tolist())
        whole = np.fromiter((codes.setdefault(key, len(codes)) for key in facts), np.int64)
        _, first = np.unique(whole, return_index=True)
        distinct, code = np.unique(
            whole[at] * len(found.names) + found.which_names, return_inverse=True
        )
        wholes, names = np.divmod(distinct, len(found.names))
        rows = entries[first[wholes]].tolist()
        return code, [(row, found.names[of]) for row, of in zip(rows, names.tolist(), strict=True)]

    def find_one(self, party: Party) -> tuple[dict[int, tuple[int, ...]], bool]:
        """Return what `find` would for one party: entries with their names; whether it is readable.

        The names are a superset of those that agree best.
        """
        names: dict[int, tuple[int, ...]] = {}
        for row in self._name_rows_near(party):
            entry = int(self._owner[row])
            names[entry] = (*names.get(entry, ()), row - self._name_rows.first(entry))
        for scheme, value in party.identifiers:
            names |= dict.fromkeys(self._numbers.entries_with(scheme, value), ())
        named = any(may_name(party.field, kind) for kind in self._present)
        return names, party.is_readable(named=named, listed=self._listed)

    def _name_rows_near(self, party: Party) -> list[int]:
        """Return the rows of the names that one party's name may resemble, in order."""
        if not party.name:
            return []
        near = self._near_one(party.field, party.forms)
        if party.ship_forms:
            near += self._near_one(VESSEL, party.ship_forms)
        near += self._searches[VESSEL][1][self._ships.names_in(party.windows)].tolist()
        return sorted({*near})

    def _near_one(self, field: str, forms: Sequence[Form]) -> list[int]:
        search, rows = self._searches[field]
        names = np.array(search.candidates(forms, self._least), np.int64)
        return rows[names].tolist()  # type: ignore[no-any-return]

    def find(self, parties: Parties) -> Candidates:
        """Return all pairs that `scoring.judge` may have something to say about."""
        company, ship = parties.field == PARTY, parties.field == VESSEL
        numbers = numbers_of(parties.columns, company=company, ship=ship)
        by_number = self._by_number(numbers)
        by_name, which, names = self._by_name(parties)
        new = ~np.isin(by_name, by_number)  # a shared number lets weak aliases count: all names
        pair = np.concatenate([by_number, by_name[new]])
        which = np.concatenate([np.zeros(len(by_number), np.int64), which[new] + 1])
        party, entry = np.divmod(pair, self._size)
        return Candidates(party, entry, which, [(), *names], self._readable(parties, numbers))

    def _by_number(self, numbers: Mapping[Scheme, Numbers]) -> Codes:
        pairs = [self._pairs(*found) for found in self._numbers.pairs(numbers)]
        return np.unique(np.concatenate([np.empty(0, np.int64), *pairs]))

    def _pairs(self, party: Codes, entry: Codes) -> Codes:
        return party * self._size + entry

    def _by_name(self, parties: Parties) -> tuple[Codes, Codes, list[tuple[int, ...]]]:
        """Return the pairs of a party and an entry whose names resemble, and which names do.

        The names are codes into distinct tuples of names, which are the last that is returned.
        """
        column = parties.columns.get("name")
        if column is None:
            return *np.empty((2, 0), np.int64), []
        read = free_text_forms if parties.field == FREE_TEXT else None
        filled = _filled(column.texts, parties.field)
        found = [self._near(parties.field, column.texts, filled, read)]
        if parties.field == PARTY:
            filled = _may_name_ships(column.texts)
            found.append(self._near(VESSEL, column.texts, filled, ships_in_party_text))
        found.append(self._amid(parties.field, column.texts, filled))
        pair, name, score = map(np.concatenate, zip(*found, strict=True))
        pair, alike, names = _best_names(pair, name, score)
        text, entry = np.divmod(pair, self._size)
        by_text = np.argsort(column.codes, kind="stable")
        first = np.searchsorted(column.codes, text, "left", sorter=by_text)
        last = np.searchsorted(column.codes, text, "right", sorter=by_text)
        which, party = expand(first, last - first)
        return self._pairs(by_text[party], entry[which]), alike[which], names

    def _near(
        self, field: str, texts: pa.LargeStringArray, which: Codes, read: FormsOf | None
    ) -> Found:
        """Return the pairs of some of the texts and an entry whose names resemble.

        Beside them, each name's position in its entry, and the scores.
        """
        search, rows = self._searches[field]
        near = search.search(texts.take(pa.array(which)), self._least, read)
        give_back(after=len(which))
        return self._entries_of(near, rows, which)

    def _amid(self, field: str, texts: pa.LargeStringArray, which: Codes) -> Found:
        """Return the same of the ships whose names stand whole amid other words."""
        near = self._ships.search_windows(texts.take(pa.array(which)), field, self._least)
        return self._entries_of(near, self._searches[VESSEL][1], which)

    def _entries_of(self, near: pd.DataFrame, rows: Codes, which: Codes) -> Found:
        row = rows[near["name"].to_numpy()]
        pairs = self._pairs(which[near["text"].to_numpy()], self._owner[row])
        names = row - np.searchsorted(self._owner, self._owner[row])
        return pairs, names, near["score"].to_numpy()

    def _readable(self, parties: Parties, numbers: Mapping[Scheme, Numbers]) -> Bools:
        """Return `vscreen.scoring.parties.Party.is_readable` of each party."""
        readable = np.zeros(len(parties), np.bool_)
        for scheme, of in numbers.items():
            if scheme in self._listed:
                readable[of.owner[of.right(scheme)]] = True
        column = parties.columns.get("name") if parties.field != FREE_TEXT else None
        if column is not None and any(may_name(parties.field, kind) for kind in self._present):
            short = _filled(column.texts, parties.field)
            has_forms = np.zeros(len(column.texts), np.bool_)
            texts = column.texts.take(pa.array(short))
            has_forms[short] = legible(texts, FORMS_OF[parties.field])
            if parties.field == VESSEL:
                nobody = pc.match_substring_regex(column.texts, no_ship())
                has_forms &= ~nobody.to_numpy(zero_copy_only=False)
            readable |= has_forms[column.codes]
        return readable


def _filled(texts: pa.LargeStringArray, field: str) -> Codes:
    """Return the texts that are filled in and not too long to be read."""
    filled = pc.binary_length(texts).to_numpy(zero_copy_only=False) > 0
    return np.flatnonzero(filled & ~are_too_long(texts, field))


def _may_name_ships(texts: pa.LargeStringArray) -> Codes:
    """Return the parties' texts that may name a ship: all that are no ASCII are looked at."""
    read = _filled(texts, PARTY)
    some = texts.take(pa.array(read))
    signs = pc.match_substring_regex(some, ship_sign())
    return read[np.flatnonzero(pc.or_(signs, pc.invert(pc.string_is_ascii(some))))]


def _best_names(
    pair: Codes, name: Codes, score: Scores
) -> tuple[Codes, Codes, list[tuple[int, ...]]]:
    """Return each pair once, in order, and its names that are as good as its best.

    The names are codes into distinct tuples of names, which are the last that is returned.
    """
    order = np.lexsort([name, pair])
    pair, name, score = pair[order], name[order], score[order]
    distinct, first, count = np.unique(pair, return_index=True, return_counts=True)
    if not len(distinct):
        return distinct, distinct, []
    best = np.repeat(np.maximum.reduceat(score, first), count)
    good = score >= best - ALIKE
    owner = np.repeat(np.arange(len(distinct)), count)[good]
    alike = Sequences(np.bincount(owner, minlength=len(distinct)), name[good])
    hash_of = mix(np.arange(1, name.max() + 2).astype(np.uint64))
    code, which = factorize(alike.hashes(hash_of, ordered=True))
    names = alike.take(which)
    return distinct, code, [tuple(some.tolist()) for some in np.split(names.code, names.first[1:])]


def _grouped(frame: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """Return the rows with the row of their entry as ``owner``, sorted by it, else in order."""
    owned = frame.assign(owner=rows.loc[frame["entry"]].to_numpy())
    return owned.sort_values("owner", kind="stable", ignore_index=True)


def _columns(frame: pd.DataFrame, names: Sequence[str]) -> dict[str, pa.Array]:
    return {name: _column(frame[name]) for name in names}


def _column(values: pd.Series) -> pa.Array:
    if isinstance(values.dtype, pd.StringDtype):
        return as_arrow(values.array)
    return pa.array(values.astype(object), pa.int64(), from_pandas=True)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
