"""A frame of shipments against lists: the fast way to what `vscreen.scoring` would say of each.

manifest frame -> distinct parties -> candidates by lookup -> verdicts on those -> back to rows by
integer codes. Cost grows with the number of distinct parties plus the number of candidates, not
with parties x names. Nothing is decided here: a candidate is a pair whose name score may reach the
policy's threshold (`vscreen.index` finds every one) or that shares or nearly shares an identifier;
`scoring.judge` says of each what it is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from typing import Any, Final

import numpy as np
import pandas as pd

from vscreen.columns import as_text, map_columns
from vscreen.errors import EmptyListError, ListError, MissingListError
from vscreen.hit_rows import Told, evidence_rows, hit_columns
from vscreen.index import ListIndex
from vscreen.joins import Bools
from vscreen.manifest import Manifest
from vscreen.parties import PARTY, VESSEL, Party
from vscreen.policy import ListRecord, Policy, RunRecord
from vscreen.result import Result
from vscreen.schema import (
    DESIGNATIONS,
    FREE_TEXT,
    PARTY_COUNTRY,
    PARTY_FIELDS,
    REJECTED,
    VERDICTS,
    VESSEL_FIELDS,
    Verdict,
    hits_frame,
)  # fmt: skip
from vscreen.scoring import judge
from vscreen.snapshot import Lists, Snapshot
from vscreen.subjects import subjects

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
        self._index = ListIndex(lists, self.policy)

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
        hits, evidence = self._hits(parties, frame.index)
        problems = self._problems()
        verdicts = self._verdicts(frame.index, parties, hits, problems)
        entries = self._index.entries_of(hits["entry"])
        designations = self._designations(hits["subject"])
        run = self._record(started, manifest, mapping, verdicts, hits, rejected, problems)
        return Result(
            verdicts, hits.drop(columns="_place"), evidence, rejected, entries, designations, run
        )  # fmt: skip

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

    # --- subjects ---

    @cached_property
    def _subjects(self) -> pd.DataFrame:
        return subjects(self.lists).drop_duplicates("entry").set_index("entry")

    def _designations(self, hit: pd.Series) -> pd.DataFrame:
        """Return every entry that is one of the subjects hit."""
        if hit.empty:
            return DESIGNATIONS.build()
        found = self._subjects[self._subjects["subject"].isin(hit)].reset_index()
        entries = self.lists.entries[["entry", "list", "name", "listed_on"]]
        return DESIGNATIONS.build(found.merge(entries, on="entry"))

    # --- hits ---

    def _hits(self, parties: _Parties, index: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame]:
        found = self._index.candidates(parties.distinct)
        hits = [
            (party, hit)
            for party, entry in found.itertuples(index=False)
            if (hit := self._judge(parties.distinct[party], entry))
        ]
        rows = self._to_rows(parties, hits, index)
        evidence = evidence_rows(rows, [told.hit for _, told in hits])
        return rows.drop(columns="_told"), evidence

    def _judge(self, party: Party, entry: int) -> Told | None:
        against = self._index.entry(entry)
        hit = judge(party, against, self.policy)
        return Told(hit, party, against) if hit else None

    def _to_rows(
        self, parties: _Parties, hits: Sequence[tuple[int, Told]], index: pd.Index
    ) -> pd.DataFrame:
        shape = hits_frame(ofac_score=self.policy.ofac_score)
        told = hit_columns([told for _, told in hits], ofac_score=self.policy.ofac_score)
        told["_party"] = np.array([party for party, _ in hits], np.int64)
        told["_told"] = np.arange(len(hits))
        rows = told.merge(parties.cells, on="_party") if len(hits) else told.assign(_place=[])
        if not len(hits):
            return shape.build().assign(_place=np.empty(0, np.int64), _told=told["_told"])
        role = rows["_role"].to_numpy()
        rows["field"] = np.where(rows["field"] == PARTY, role, rows["field"])
        rows["row"] = pd.Series(list(index), dtype=object).iloc[rows["_place"]].to_numpy()
        rows["subject"] = self._subjects["subject"].reindex(rows["entry"]).to_numpy()
        rows["_gravity"] = rows["verdict"].map(_GRAVITY)
        rows = rows.sort_values(
            ["_gravity", "score", "weight", "_place", "_column", "entry"],
            ascending=[True, False, False, True, True, True],
            kind="stable",
        )
        built = shape.build(rows[[c for c in rows.columns if c in shape.columns]])
        return built.assign(_place=rows["_place"].to_numpy(), _told=rows["_told"].to_numpy())

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
        usable = parties.usable(self._index.readable(parties.distinct))
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
        name, digest = _origin(manifest)
        return RunRecord(
            vscreen=version("vscreen"),
            versions={name: version(name) for name in ("pandas", "numpy", "rapidfuzz", "anyascii")},
            started=started.isoformat(timespec="seconds"),
            policy=self.policy,
            policy_hash=self.policy.hash,
            lists=tuple(map(_list_record, self.lists.snapshots)),
            problems=tuple(map(str, problems)),
            manifest=name,
            manifest_hash=digest,
            columns={str(column): field for column, field in mapping.items()},
            rows_in=len(verdicts) + len(rejected),
            rows_rejected=len(rejected),
            verdicts={verdict: int(counted.get(str(verdict), 0)) for verdict in Verdict},
            hits=len(hits),
        )


def _origin(manifest: pd.DataFrame | Manifest) -> tuple[str, str]:
    if isinstance(manifest, Manifest):
        return manifest.path.name, manifest.sha256
    return "DataFrame", ""


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
        nature=str(snapshot.nature),
        verified=snapshot.verified,
        warnings=snapshot.warnings,
    )


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
                cells.append(self._add(field, PARTY, named))
            elif field == FREE_TEXT:
                cells.append(self._add(field, FREE_TEXT, {FREE_TEXT: text}))
        for column, cell in enumerate(cells):
            cell["_column"] = column
        self.cells = pd.concat([_NO_CELLS, *cells], ignore_index=True)

    def _add(self, role: str, kind: str, columns: Mapping[str, pd.Series]) -> pd.DataFrame:
        frame = pd.DataFrame({field: text.to_numpy() for field, text in columns.items()})
        code = frame.groupby(list(frame.columns), sort=False, dropna=False).ngroup().to_numpy()
        first = np.unique(code, return_index=True)[1]
        named = dict.fromkeys((VESSEL, PARTY, FREE_TEXT), "name")
        distinct = frame.iloc[first].rename(columns=named).to_dict("records")
        start = len(self.distinct)
        self.distinct += [Party(kind, **fields) for fields in distinct]  # type: ignore[arg-type]
        return pd.DataFrame(
            {"_place": np.arange(len(frame)), "_role": role, "_party": start + code}
        )

    def usable(self, readable: Bools) -> pd.DataFrame:
        """Return, per row and role, whether something in it was screened."""
        roles = list(dict.fromkeys(self.cells["_role"]))
        usable = np.zeros((self.size, len(roles)), np.bool_)
        place = self.cells["_place"].to_numpy()
        column = pd.Categorical(self.cells["_role"], categories=roles).codes
        read = readable[self.cells["_party"]] if len(self.cells) else np.zeros(0, np.bool_)
        usable[place[read], column[read]] = True
        return pd.DataFrame(usable, columns=roles)


_NO_CELLS: Final = pd.DataFrame(
    {
        "_place": np.empty(0, np.int64),
        "_role": np.empty(0, object),
        "_party": np.empty(0, np.int64),
        "_column": np.empty(0, np.int64),
    }
)
