"""A frame of shipments against lists: the fast way to what `scoring.judge` would say of each.

manifest frame -> distinct parties -> candidates by lookup -> verdicts on those -> back to rows by
integer codes. Cost grows with the number of distinct parties plus the number of candidates, not
with parties x names. Nothing is decided here: a candidate is a pair whose name score may reach the
policy's threshold (`search.list_index` finds every one) or that shares or nearly shares an
identifier; `scoring.judge` says of each what it is worth.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import numpy as np
import pandas as pd
import platformdirs

from vscreen.columnar.memory import give_back
from vscreen.columnar.strings import Codes
from vscreen.errors import EmptyListError, ListError, MissingListError
from vscreen.manifest.cell_text import only_text
from vscreen.manifest.headings import map_columns, map_table
from vscreen.policy import Policy
from vscreen.results.result import LazyResult, Result
from vscreen.results.run_record import ListRecord, RunRecord
from vscreen.schema import DESIGNATIONS, REJECTED, FieldName, Verdict
from vscreen.scoring.parties import Party
from vscreen.screening.arguments import (
    ColumnNames,
    Columns,
    ListsLike,
    ManifestLike,
    as_lists,
    as_manifest,
    as_policy,
    refuse_no_lists,
)
from vscreen.screening.cells import CellColumn, read_cells
from vscreen.screening.judged_pairs import (
    JudgedPairs,
    MatchedPair,
    judge_candidates,
    judge_party,
)
from vscreen.screening.party_columns import PartyColumns, read_parties, single_row
from vscreen.screening.result_frames import ResultFrames
from vscreen.screening.unread import UnreadCells
from vscreen.search.list_index import ListIndex
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import Snapshot
from vscreen.snapshots.subjects import subjects
from vscreen.version import __version__, code_hash

if TYPE_CHECKING:
    from vscreen.manifest.read import Manifest

CACHE: Final = platformdirs.user_cache_path("vscreen") / "indexes"
"""Where a `Screener` stores its indexes, unless another folder is given."""
CellValue: TypeAlias = str | float | None
"""What a cell may hold: text, or a number."""
MATTER: Final = ("pandas", "numpy", "rapidfuzz", "anyascii")
"""Packages whose versions a run records."""


def screen(
    manifest: ManifestLike,
    lists: ListsLike,
    policy: Policy | None = None,
    *,
    columns: ColumnNames | None = None,
) -> Result:
    """Screen shipments against sanctions lists.

    Parameters
    ----------
    manifest
        One shipment a row; columns are recognised by the names people use (`map_columns`). Values
        of any dtype; what isn't text is compared as the text people would write. A path is read
        by `read_manifest`.
    lists
        What `read_lists` or `bundled_lists` returned. Paths are read by `read_lists`.
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
    TypeError
        If an argument is not what it should be; the message says what to pass instead.
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
    policy = as_policy(policy)
    refuse_no_lists(lists)
    if isinstance(lists, Lists):
        return Screener(lists, policy).screen(manifest, columns=columns)
    read, remaining = as_manifest(manifest, columns)
    rows_and_fields(read, remaining)  # whatever is wrong is told before lists are read
    return Screener(lists, policy).screen(read, columns=cast("ColumnNames | None", remaining))


class Screener:
    """Lists made ready once, to screen many manifests or look up single parties.

    Parameters
    ----------
    lists, policy
        As for `screen`.
    cache
        Folder in which what was made ready for the lists' names is kept, so that the next process
        starts at once; by default one of the user's caches, None keeps nothing. Whatever lies
        there, no verdict depends on it (`vscreen.search.index_cache`).
    """

    def __init__(
        self,
        lists: ListsLike,
        policy: Policy | None = None,
        *,
        cache: str | os.PathLike[str] | None = CACHE,
    ) -> None:
        self.policy = as_policy(policy)
        self.lists = as_lists(lists)
        if not len(self.lists):
            raise EmptyListError("no list is loaded; read one with read_lists, or bundled_lists()")
        self._index = ListIndex(self.lists, self.policy, Path(cache) if cache is not None else None)
        self._versions = {name: version(name) for name in MATTER}

    def screen(
        self,
        manifest: ManifestLike,
        *,
        columns: ColumnNames | None = None,
    ) -> Result:
        """Screen a manifest; see `screen`."""
        started = datetime.now(UTC)
        manifest, remaining = as_manifest(manifest, columns)
        frame, mapping = rows_and_fields(manifest, remaining)
        rejected = None if manifest is frame else REJECTED.build(manifest.rejected)
        cells = read_cells(frame, mapping, self.policy.fields)
        unread = self._unread(cells, frame)
        frames = self._frames(read_parties(cells, self.policy.names), frame.index)
        give_back(after=len(frame))
        problems = self._problems()
        return self._result(frames, unread, started, _origin(manifest), mapping, problems, rejected)

    def lookup(
        self,
        *,
        vessel: CellValue = None,
        imo: CellValue = None,
        mmsi: CellValue = None,
        call_sign: CellValue = None,
        eni: CellValue = None,
        flag: CellValue = None,
        vessel_type: CellValue = None,
        gross_tonnage: CellValue = None,
        build_year: CellValue = None,
        party: CellValue = None,
        shipper: CellValue = None,
        consignee: CellValue = None,
        notify_party: CellValue = None,
        owner: CellValue = None,
        operator: CellValue = None,
        manager: CellValue = None,
        charterer: CellValue = None,
        carrier: CellValue = None,
        forwarder: CellValue = None,
        party_imo: CellValue = None,
        shipper_imo: CellValue = None,
        consignee_imo: CellValue = None,
        notify_party_imo: CellValue = None,
        owner_imo: CellValue = None,
        operator_imo: CellValue = None,
        manager_imo: CellValue = None,
        charterer_imo: CellValue = None,
        carrier_imo: CellValue = None,
        forwarder_imo: CellValue = None,
        party_country: CellValue = None,
        subject: CellValue = None,
        free_text: CellValue = None,
    ) -> Result:
        """Screen one shipment given by its fields: what `screen` says of a frame of one row.

        The shipment is judged at once; the frames of the result are made when they are asked for.

        Parameters
        ----------
        vessel, imo, mmsi, call_sign, eni, flag, vessel_type, gross_tonnage, build_year
            The ship. Text or a number, as a cell would hold it; None leaves a field out.
        party, shipper, consignee, notify_party, owner, operator, manager, charterer, carrier, \
forwarder
            Companies and persons, by role.
        party_imo, shipper_imo, consignee_imo, notify_party_imo, owner_imo, operator_imo, \
manager_imo, charterer_imo, carrier_imo, forwarder_imo, party_country
            IMO numbers of the companies, and their country.
        subject
            A ship or a company, where it isn't known which; ``imo`` is its number.
        free_text
            A line of text.

        Raises
        ------
        ManifestError
            If no field is given that can be screened.

        Examples
        --------
        >>> import vscreen
        >>> screener = vscreen.Screener(vscreen.bundled_lists())
        >>> screener.lookup(vessel="NEW NAME", imo="9161003").hits["entry_name"].tolist()
        ['LADY R']
        """
        cells: dict[FieldName, CellValue] = {
            "vessel": vessel, "imo": imo, "mmsi": mmsi,
            "call_sign": call_sign, "eni": eni, "flag": flag,
            "vessel_type": vessel_type, "gross_tonnage": gross_tonnage, "build_year": build_year,
            "party": party, "shipper": shipper, "consignee": consignee,
            "notify_party": notify_party, "owner": owner, "operator": operator,
            "manager": manager, "charterer": charterer, "carrier": carrier,
            "forwarder": forwarder, "party_imo": party_imo, "shipper_imo": shipper_imo,
            "consignee_imo": consignee_imo, "notify_party_imo": notify_party_imo,
            "owner_imo": owner_imo, "operator_imo": operator_imo, "manager_imo": manager_imo,
            "charterer_imo": charterer_imo, "carrier_imo": carrier_imo,
            "forwarder_imo": forwarder_imo, "party_country": party_country, "subject": subject,
            "free_text": free_text,
        }  # fmt: skip
        fields: dict[str, CellValue] = {
            field: cell for field, cell in cells.items() if cell is not None
        }
        started, problems = datetime.now(UTC), self._problems()
        mapping = map_columns(fields)
        texts = [(name, only_text(cell)) for name, cell in fields.items()]
        screened = [(name, text) for name, text in texts if name in self.policy.fields]
        pairs: list[MatchedPair] = []
        readable: list[list[bool]] = []
        for field, parties in enumerate(single_row(screened, self.policy.names)):
            judged = [self._judge_one(field, row, party) for row, party in enumerate(parties)]
            pairs += [pair for matched, _ in judged for pair in matched]
            readable.append([is_readable for _, is_readable in judged])

        def build() -> Result:
            given = {name: pd.Series([cell], dtype=object) for name, cell in fields.items()}
            frame = pd.DataFrame(given)
            columns = read_cells(frame, mapping, self.policy.fields)
            parties = read_parties(columns, self.policy.names)
            masks = [np.array(mask) for mask in readable]
            hits = JudgedPairs.of(pairs)
            frames = ResultFrames.of(parties, hits, masks, frame.index, self.lists.entries)
            unread = self._unread(columns, frame)
            return self._result(frames, unread, started, _origin(frame), mapping, problems)

        return LazyResult.of(build)

    def _judge_one(self, field: int, row: int, party: Party) -> tuple[list[MatchedPair], bool]:
        """Return the hits on one party, and whether something in it was screened."""
        candidates, readable = self._index.find_one(party)
        return judge_party(field, row, party, candidates, self._index, self.policy), readable

    # --- hits and verdicts ---

    def _frames(self, parties: PartyColumns, index: pd.Index) -> ResultFrames:
        pairs, readable = [], []
        for field, (distinct, _) in enumerate(parties.fields):
            candidates = self._index.find(distinct)
            readable.append(candidates.readable)
            pairs.append(judge_candidates(field, distinct, candidates, self._index, self.policy))
        hits = JudgedPairs.joined(pairs)
        return ResultFrames.of(parties, hits, readable, index, self.lists.entries)

    def _result(
        self,
        frames: ResultFrames,
        unread: UnreadCells,
        started: datetime,
        origin: tuple[str, str],
        mapping: Mapping[Any, str],
        problems: Sequence[ListError],
        rejected: pd.DataFrame | None = None,
    ) -> Result:
        rejected = REJECTED.build() if rejected is None else rejected
        hits, evidence = frames.hits(self._subjects, ofac_score=self.policy.ofac_score)
        verdicts = frames.verdicts(
            hits, unread, fit=not problems, explain=partial(self._sentence, problems)
        )
        listed = np.unique(frames.pairs.entry_row)
        told = *map(str, problems), *unread.problems
        run = self._record(started, origin, mapping, verdicts, hits, rejected, unread, told)
        entries = self.lists.entries.take(listed).reset_index(drop=True)
        designations = self._designations(listed)
        return Result(verdicts, hits, evidence, rejected, entries, designations, run)

    @cached_property
    def _subjects(self) -> pd.Series:
        """Subject of every entry, in the order of the lists' entries."""
        return subjects(self.lists)["subject"]

    def _designations(self, rows: Codes) -> pd.DataFrame:
        """Return every entry that is one of the subjects of the entries of these rows."""
        if not len(rows):
            return DESIGNATIONS.build()
        same = np.flatnonzero(self._subjects.isin(self._subjects.take(rows)))
        columns = self.lists.entries[["entry", "list", "name", "listed_on"]].take(same)
        columns.insert(0, "subject", self._subjects.take(same).to_numpy())
        return DESIGNATIONS.build(columns)

    def _sentence(
        self, problems: Sequence[ListError], read: Sequence[str], fit: bool, unread: str
    ) -> str:
        lists = ", ".join(snapshot.list for snapshot in self.lists.snapshots)
        if read and fit and not unread:
            return f"Clear: {', '.join(read)} screened against {lists}, nothing found."
        reasons = [str(problem) for problem in problems]
        if unread:
            reasons.append(f"{unread} could not be read")
        elif not read:
            reasons.append("no field of the row could be read as a name or number to screen")
        return f"Not screened: {'; '.join(reasons)}."

    def _unread(self, columns: Sequence[CellColumn], frame: pd.DataFrame) -> UnreadCells:
        """Return what was left unread in the columns, as far as the policy minds it."""
        minded = [column for column in columns if column.field not in self.policy.ignore_unread]
        return UnreadCells.of(len(frame), minded)

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
        origin: tuple[str, str],
        mapping: Mapping[Any, str],
        verdicts: pd.DataFrame,
        hits: pd.DataFrame,
        rejected: pd.DataFrame,
        unread: UnreadCells,
        problems: Sequence[str],
    ) -> RunRecord:
        counted = verdicts["verdict"].value_counts()
        name, digest = origin
        return RunRecord(
            vscreen=__version__,
            code_hash=code_hash(),
            versions=self._versions,
            started=started.isoformat(timespec="seconds"),
            policy=self.policy,
            policy_hash=self.policy.hash,
            lists=tuple(_list_record(each, self.policy) for each in self.lists.snapshots),
            problems=tuple(problems),
            manifest=name,
            manifest_hash=digest,
            columns={str(column): field for column, field in mapping.items()},
            rows_in=len(verdicts) + len(rejected),
            rows_rejected=len(rejected),
            unread=unread.counts,
            verdicts={verdict: int(counted.get(str(verdict), 0)) for verdict in Verdict},
            hits=len(hits),
            skipped=self.lists.skipped,
        )


def rows_and_fields(
    manifest: pd.DataFrame | Manifest, columns: Columns | None
) -> tuple[pd.DataFrame, dict[Hashable, str]]:
    """Return the rows of a manifest, and which of its columns is which field."""
    if isinstance(manifest, pd.DataFrame):
        return manifest, map_table(manifest, columns).fields
    columns = {**dict.fromkeys(manifest.unused), **manifest.columns, **(columns or {})}
    return manifest.frame, map_columns(manifest.frame.columns, columns)


def _origin(manifest: pd.DataFrame | Manifest) -> tuple[str, str]:
    if isinstance(manifest, pd.DataFrame):
        return "DataFrame", ""
    return manifest.path.name, manifest.sha256


def _list_record(snapshot: Snapshot, policy: Policy) -> ListRecord:
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
        checked=snapshot.checked.isoformat(timespec="seconds") if snapshot.checked else "",
        official=snapshot.official or snapshot.list,
        files=snapshot.files,
        stated=dict(snapshot.stated),
        waived=snapshot.waived(policy.max_age),
    )
