"""A frame of shipments against lists: the fast way to what `vscreen.scoring` would say of each.

manifest frame -> distinct parties -> candidates by lookup -> verdicts on those -> back to rows by
integer codes. Cost grows with the number of distinct parties plus the number of candidates, not
with parties x names. Nothing is decided here: a candidate is a pair whose name score may reach the
policy's threshold (`vscreen.index` finds every one) or that shares or nearly shares an identifier;
`scoring.judge` says of each what it is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import pandas as pd

from vscreen.columns import as_text, map_columns
from vscreen.errors import EmptyListError, ListError, MissingListError
from vscreen.identifiers import imo_deletions, is_valid_imo_ship
from vscreen.index import PartyNames, VesselNames
from vscreen.manifest import Manifest
from vscreen.policy import ListRecord, Policy, RunRecord, WeakAliases
from vscreen.result import Result
from vscreen.schema import (
    ENTRIES, FREE_TEXT, HITS, PARTY_COUNTRY, PARTY_FIELDS, REJECTED, VERDICTS, VESSEL_FIELDS,
    Kind, NameKind, Scheme, Verdict,
)  # fmt: skip
from vscreen.scoring import VESSEL, Entry, Hit, Party, judge, may_name, tell
from vscreen.snapshot import Lists, Snapshot

SEARCHED: Final = (Scheme.IMO_SHIP, Scheme.IMO_COMPANY, Scheme.MMSI, Scheme.CALL_SIGN, Scheme.LEI)
_GRAVITY: Final = {verdict: place for place, verdict in enumerate(Verdict)}


def screen(
    manifest: pd.DataFrame | Manifest,
    lists: Lists,
    policy: Policy | None = None,
    *,
    columns: Mapping[Any, str | None] | None = None,
) -> Result:
    """Screen shipments against sanctions lists.

    Parameters
    ----------
    manifest
        One shipment a row; columns are recognised by the names people use (`map_columns`). Values
        of any dtype; what isn't text is compared as the text people would write.
    lists
        What `read_lists` or `bundled_lists` returned.
    policy
        Thresholds, fields, weak aliases, age; ``Policy()`` by default.
    columns
        Column -> field, on top of what is recognised: ``{"Ship": "vessel", "Ref": None}``.

    Returns
    -------
    Result
        As many verdicts as rows, in their order and with their index; hits with their evidence.

    Raises
    ------
    ManifestError
        If no column can be screened, or two columns claim one field of the vessel.
    EmptyListError
        If no list is loaded at all. A list that is empty, shrunk or too old raises nothing:
        rows that are no hit are then `not_screened`, and say why.

    Examples
    --------
    >>> import pandas as pd, vscreen
    >>> frame = pd.DataFrame({"vessel": ["MV LADY-R", "EVER GIVEN"], "imo": ["", "9811000"]})
    >>> vscreen.screen(frame, vscreen.bundled_lists()).verdicts["verdict"].tolist()
    ['hit', 'clear']
    """
    return Screener(lists, policy).screen(manifest, columns=columns)


class Screener:
    """Lists made ready once, to screen many manifests or look up single parties.

    Parameters
    ----------
    lists, policy
        As for `screen`.
    """

    def __init__(self, lists: Lists, policy: Policy | None = None) -> None:
        if not len(lists):
            raise EmptyListError("no list is loaded; read one with read_lists, or bundled_lists()")
        self.lists = lists
        self.policy = policy or Policy()
        self._known = _Known(lists, self.policy)

    def screen(
        self,
        manifest: pd.DataFrame | Manifest,
        *,
        columns: Mapping[Any, str | None] | None = None,
    ) -> Result:
        """Screen a manifest; see `screen`."""
        started = datetime.now(UTC)
        if isinstance(manifest, Manifest):
            columns = {**dict.fromkeys(manifest.unused), **manifest.columns, **(columns or {})}
            frame, rejected = manifest.frame, REJECTED.build(manifest.rejected)
        else:
            frame, rejected = manifest, REJECTED.build()
        mapping = map_columns(frame.columns, columns)
        parties = _Parties(frame, mapping, self.policy)
        hits = self._hits(parties, frame.index)
        problems = self._problems()
        verdicts = self._verdicts(frame.index, parties, hits, problems)
        entries = self._known.entries_of(hits["entry"])
        run = self._record(started, manifest, mapping, verdicts, hits, rejected, problems)
        return Result(verdicts, hits.drop(columns="_place"), rejected, entries, run)

    def lookup(self, **fields: str) -> Result:
        """Screen one shipment given by its fields.

        Examples
        --------
        >>> import vscreen
        >>> screener = vscreen.Screener(vscreen.bundled_lists())
        >>> screener.lookup(vessel="NEW NAME", imo="9161003").hits["entry_name"].tolist()
        ['LADY R']
        """
        return self.screen(pd.DataFrame({field: [value] for field, value in fields.items()}))

    # --- hits ---

    def _hits(self, parties: _Parties, index: pd.Index) -> pd.DataFrame:
        found = self._known.candidates(parties)
        hits = [
            (party, hit)
            for party, entry in found.itertuples(index=False)
            if (hit := self._judge(parties.distinct[party], entry))
        ]
        return self._to_rows(parties, hits, index)

    def _judge(self, party: Party, entry: int) -> tuple[Hit, Entry] | None:
        against = self._known.entry(entry)
        hit = judge(party, against, self.policy)
        return (hit, against) if hit else None

    def _to_rows(
        self, parties: _Parties, hits: Sequence[tuple[int, tuple[Hit, Entry]]], index: pd.Index
    ) -> pd.DataFrame:
        told = pd.DataFrame([_columns_of(hit, entry) for _, (hit, entry) in hits])
        told["_party"] = np.array([party for party, _ in hits], np.int64)
        rows = told.merge(parties.cells, on="_party") if len(hits) else told.assign(_place=[])
        if not len(hits):
            return HITS.build().assign(_place=np.empty(0, np.int64))
        role = rows["_role"].to_numpy()
        rows["field"] = np.where(rows["field"] == "party", role, rows["field"])
        rows["row"] = pd.Series(list(index), dtype=object).iloc[rows["_place"]].to_numpy()
        rows["_gravity"] = rows["verdict"].map(_GRAVITY)
        rows = rows.sort_values(
            ["_gravity", "score", "weight", "_place", "_column", "entry"],
            ascending=[True, False, False, True, True, True],
            kind="stable",
        )
        place = rows["_place"].to_numpy()
        return HITS.build(rows[[c for c in rows.columns if c in HITS.columns]]).assign(_place=place)

    # --- verdicts ---

    def _verdicts(
        self,
        index: pd.Index,
        parties: _Parties,
        hits: pd.DataFrame,
        problems: Sequence[ListError],
    ) -> pd.DataFrame:
        size = len(index)
        count = np.bincount(hits["_place"], minlength=size)
        score = np.zeros(size)
        np.maximum.at(score, hits["_place"].to_numpy(), hits["score"].to_numpy())
        is_hit = np.zeros(size, bool)
        is_hit[hits["_place"][hits["verdict"] == Verdict.HIT]] = True
        usable = self._known.usable(parties)
        clear = usable.any(axis=1) & (not problems)
        verdict = np.select(
            [is_hit, count > 0, clear], [Verdict.HIT, Verdict.REVIEW, Verdict.CLEAR],
            Verdict.NOT_SCREENED,
        )  # fmt: skip
        sentence = self._sentences(verdict, usable, parties, problems)
        best = hits.drop_duplicates("_place").set_index("_place")["sentence"]
        flagged = count > 0
        sentence[flagged] = best.reindex(np.flatnonzero(flagged)).to_numpy()
        frame = VERDICTS.build(
            pd.DataFrame({"verdict": verdict, "score": score, "hits": count, "sentence": sentence})
        )
        return frame.set_axis(index)

    def _sentences(
        self,
        verdict: np.ndarray[Any, Any],
        usable: pd.DataFrame,
        parties: _Parties,
        problems: Sequence[ListError],
    ) -> np.ndarray[Any, np.dtype[np.object_]]:
        """One sentence for each combination of fields that could be read, spread over the rows."""
        codes = usable.to_numpy() @ (1 << np.arange(usable.shape[1], dtype=np.int64))
        codes = codes * 2 + (verdict == Verdict.CLEAR)
        distinct, place = np.unique(codes, return_inverse=True)
        told = []
        for code in distinct.tolist():
            read = [name for bit, name in enumerate(usable.columns) if code >> (bit + 1) & 1]
            told.append(self._sentence(read, clear=bool(code & 1), problems=problems))
        return np.array([*told, None], dtype=object)[:-1][place]

    def _sentence(self, read: Sequence[str], *, clear: bool, problems: Sequence[ListError]) -> str:
        lists = ", ".join(snapshot.list for snapshot in self.lists.snapshots)
        if clear:
            return f"Clear: {', '.join(read)} screened against {lists}, nothing found."
        if not read:
            return "Not screened: no field of the row could be read as a name or number to screen."
        return f"Not screened: {'; '.join(str(problem) for problem in problems)}."

    def _problems(self) -> list[ListError]:
        loaded = {snapshot.list for snapshot in self.lists.snapshots}
        missing: list[ListError] = [
            MissingListError(f"the policy asks for the list {name}, which is not loaded")
            for name in self.policy.lists
            if name not in loaded
        ]
        return [*missing, *self.lists.problems(self.policy.max_age)]

    # --- the record ---

    def _record(
        self,
        started: datetime,
        manifest: pd.DataFrame | Manifest,
        mapping: Mapping[Any, str],
        verdicts: pd.DataFrame,
        hits: pd.DataFrame,
        rejected: pd.DataFrame,
        problems: Sequence[ListError],
    ) -> RunRecord:
        counted = verdicts["verdict"].value_counts()
        of_file = isinstance(manifest, Manifest)
        return RunRecord(
            vscreen=version("vscreen"),
            versions={name: version(name) for name in ("pandas", "numpy", "rapidfuzz", "anyascii")},
            started=started.isoformat(timespec="seconds"),
            policy=self.policy,
            policy_hash=self.policy.hash,
            lists=tuple(map(_list_record, self.lists.snapshots)),
            problems=tuple(map(str, problems)),
            manifest=manifest.path.name if of_file else "DataFrame",
            manifest_hash=manifest.sha256 if of_file else "",
            columns={str(column): field for column, field in mapping.items()},
            rows_in=len(verdicts) + len(rejected),
            rows_rejected=len(rejected),
            verdicts={verdict: int(counted.get(str(verdict), 0)) for verdict in Verdict},
            hits=len(hits),
        )


def _list_record(snapshot: Snapshot) -> ListRecord:
    return ListRecord(
        list=snapshot.list,
        title=snapshot.title,
        reader=snapshot.reader,
        reader_version=snapshot.reader_version,
        hash=snapshot.hash,
        published=str(snapshot.published or ""),
        fetched=snapshot.fetched.isoformat(timespec="seconds") if snapshot.fetched else "",
        counts={str(kind): count for kind, count in snapshot.counts.items()},
        warnings=snapshot.warnings,
    )


def _columns_of(hit: Hit, entry: Entry) -> dict[str, object]:
    return {
        "field": hit.field, "text": hit.text, "list": entry.list, "entry": entry.entry,
        "entry_name": entry.name, "name": hit.name, "name_kind": hit.name_kind,
        "score": hit.score, "weight": hit.weight, "verdict": str(hit.verdict),
        "reasons": ";".join(one.reason for one in hit.evidence), "party_form": hit.party_form,
        "name_form": hit.name_form, "sentence": tell(entry, hit),
    }  # fmt: skip


# --- the manifest's side -------------------------------------------------------------------------


class _Parties:
    """The distinct parties of a frame, and in which row and column each stands.

    ``distinct`` holds each party once, whatever its role; ``cells`` has a row per party of a row:
    ``_place`` (of the row), ``_column`` (order of fields), ``_role`` and ``_party``.
    """

    def __init__(self, frame: pd.DataFrame, mapping: Mapping[Any, str], policy: Policy) -> None:
        self.size = len(frame)
        self.distinct: list[Party] = []
        places = [
            (place, mapping[label]) for place, label in enumerate(frame.columns)
            if mapping.get(label) in policy.fields
        ]  # fmt: skip
        texts = [(field, as_text(frame.iloc[:, place])) for place, field in places]
        vessel = {field: text for field, text in texts if field in VESSEL_FIELDS}
        country = next((text for field, text in texts if field == PARTY_COUNTRY), None)
        cells = [self._add(VESSEL, VESSEL, vessel)] if vessel else []
        for field, text in texts:
            if field in PARTY_FIELDS:
                named = {"party": text} if country is None else {"party": text, "country": country}
                cells.append(self._add(field, "party", named))
            elif field == FREE_TEXT:
                cells.append(self._add(field, FREE_TEXT, {FREE_TEXT: text}))
        for column, cell in enumerate(cells):
            cell["_column"] = column
        self.cells = pd.concat([_NO_CELLS, *cells], ignore_index=True)

    def _add(self, role: str, kind: str, columns: Mapping[str, pd.Series]) -> pd.DataFrame:
        frame = pd.DataFrame({field: text.to_numpy() for field, text in columns.items()})
        code = frame.groupby(list(frame.columns), sort=False, dropna=False).ngroup().to_numpy()
        first = np.unique(code, return_index=True)[1]
        names = {"vessel": "name", "party": "name", FREE_TEXT: "name"}
        distinct = frame.iloc[first].rename(columns=names).to_dict("records")
        start = len(self.distinct)
        self.distinct += [Party(kind, **fields) for fields in distinct]  # type: ignore[arg-type]
        return pd.DataFrame(
            {"_place": np.arange(len(frame)), "_role": role, "_party": start + code}
        )


_NO_CELLS: Final = pd.DataFrame(
    {
        "_place": np.empty(0, np.int64),
        "_role": np.empty(0, object),
        "_party": np.empty(0, np.int64),
        "_column": np.empty(0, np.int64),
    }
)


# --- the lists' side -----------------------------------------------------------------------------


class _Known:
    """The lists as lookup structures: names and identifiers to entries."""

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
        kinds = self._kinds[counting["_entry"]]
        ship = kinds == Kind.VESSEL
        party = np.isin(kinds, [Kind.ORGANIZATION, Kind.PERSON])
        self._vessel_entry = counting["_entry"].to_numpy()[ship]
        self._party_entry = counting["_entry"].to_numpy()[party]
        self._vessels = VesselNames(counting["name"].to_numpy()[ship].tolist())
        self._parties = PartyNames(counting["name"].to_numpy()[party].tolist())
        self._least = policy.review
        searched = self._identifiers[self._identifiers["scheme"].isin(SEARCHED)]
        self._numbers = searched[["scheme", "value", "_entry"]]
        imo = searched[searched["scheme"] == Scheme.IMO_SHIP]
        self._near = _deletions(imo["value"], imo["_entry"])

    def entries_of(self, ids: pd.Series) -> pd.DataFrame:
        """Return the entries of these ids, each once, in the lists' order."""
        return ENTRIES.build(self._entries[self._entries["entry"].isin(ids)])

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
            tuple((name, NameKind(k)) for name, k in zip(names["name"], names["kind"], strict=True)),
            tuple((Scheme(s), v) for s, v in zip(numbers["scheme"], numbers["value"], strict=True)),
            _split(said["flag"]), _split(said["countries"]), said["vessel_type"],
            _number(said["gross_tonnage"]), _number(said["build_year"]), said["remarks"],
        )  # fmt: skip

    # --- candidates ---

    def candidates(self, parties: _Parties) -> pd.DataFrame:
        """Return all pairs (party, entry) that `judge` may have something to say about."""
        found = [*self._by_name(parties), *self._by_number(parties)]
        pairs = pd.concat([_NO_PAIRS, *found], ignore_index=True)
        return pairs.drop_duplicates().sort_values(["_party", "_entry"], ignore_index=True)

    def _by_name(self, parties: _Parties) -> Iterator[pd.DataFrame]:
        for field, index, entry in (
            (VESSEL, self._vessels, self._vessel_entry),
            ("party", self._parties, self._party_entry),
        ):
            named = [(p, party.name) for p, party in enumerate(parties.distinct)
                     if party.field == field and party.name]  # fmt: skip
            who = np.array([place for place, _ in named], np.int64)
            code, texts = pd.factorize(np.array([name for _, name in named], dtype=object))
            pairs = index.search(list(texts), self._least)
            pairs["_entry"] = entry[pairs["name"]]
            of_text = pd.DataFrame({"text": code, "_party": who})
            yield pairs.merge(of_text, on="text")[["_party", "_entry"]]

    def _by_number(self, parties: _Parties) -> Iterator[pd.DataFrame]:
        given = [
            (place, scheme, value)
            for place, party in enumerate(parties.distinct)
            for scheme, value in party.identifiers
        ]
        frame = pd.DataFrame(given, columns=["_party", "scheme", "value"]).astype(
            {"_party": "int64", "scheme": "str", "value": "str"}
        )
        yield frame.merge(self._numbers, on=["scheme", "value"])[["_party", "_entry"]]
        ships = frame[frame["scheme"] == Scheme.IMO_SHIP]
        wrong = ships[~ships["value"].map(is_valid_imo_ship).astype(bool)]
        ours = _deletions(wrong["value"], wrong["_party"]).rename(columns={"_entry": "_party"})
        yield ours.merge(self._near, on="key")[["_party", "_entry"]]

    # --- what could be read ---

    def usable(self, parties: _Parties) -> pd.DataFrame:
        """Return, per row and field, whether something in it was screened.

        A name counts only if the lists hold entries of the kind that it names.
        """
        present = {Kind(kind) for kind in np.unique(self._kinds)}
        named = {
            field: any(may_name(field, kind) for kind in present)
            for field in (VESSEL, "party", FREE_TEXT)
        }
        readable = np.array(
            [party.is_readable(named=named[party.field]) for party in parties.distinct], np.bool_
        )
        cells = parties.cells
        read = readable[cells["_party"]] if len(cells) else np.empty(0, np.bool_)
        roles = list(dict.fromkeys(cells["_role"]))
        usable = np.zeros((parties.size, len(roles)), np.bool_)
        column = cells["_role"].map({role: n for n, role in enumerate(roles)}).to_numpy(np.int64)
        usable[cells["_place"][read], column[read]] = True
        return pd.DataFrame(usable, columns=roles)


_NO_PAIRS: Final = pd.DataFrame(
    {"_party": np.empty(0, np.int64), "_entry": np.empty(0, np.int64)}
)


def _grouped(frame: pd.DataFrame, place: pd.Series) -> pd.DataFrame:
    """Return the rows with their entry's place, sorted by it, else in their order."""
    placed = frame.assign(_entry=place.loc[frame["entry"]].to_numpy())
    return placed.sort_values("_entry", kind="stable", ignore_index=True)


def _of(frame: pd.DataFrame, place: int) -> pd.DataFrame:
    first, last = np.searchsorted(frame["_entry"].to_numpy(), [place, place + 1])
    return frame.iloc[first:last]


def _deletions(values: Iterable[str], owners: Iterable[int]) -> pd.DataFrame:
    rows = [
        (key, owner)
        for value, owner in zip(values, owners, strict=True)
        for key in imo_deletions(value)
    ]
    return pd.DataFrame(rows, columns=["key", "_entry"]).astype({"key": "str", "_entry": "int64"})


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _number(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
