"""A frame of shipments against lists: the fast way to what `scoring.judge` would say of each.

manifest frame -> distinct parties -> candidates by lookup -> verdicts on those -> back to rows by
integer codes. Cost grows with the number of distinct parties plus the number of candidates, not
with parties x names. Nothing is decided here: a candidate is a pair whose name score may reach the
policy's threshold (`search.list_index` finds every one) or that shares or nearly shares an
identifier; `scoring.judge` says of each what it is worth.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
import platformdirs

from vscreen.columnar.memory import give_back
from vscreen.columnar.strings import Codes
from vscreen.errors import (
    EmptyListError,
    ListError,
    ManifestError,
    MissingListError,
    VscreenError,
)
from vscreen.manifest.cell_text import only_text
from vscreen.manifest.column_mapping import USABLE
from vscreen.manifest.headings import map_columns
from vscreen.policy import Policy
from vscreen.results.result import LazyResult, Result
from vscreen.schema import DESIGNATIONS, FieldName, Verdict
from vscreen.scoring.parties import PARTY, VESSEL, Party
from vscreen.screening.arguments import (
    ColumnNames,
    ListsLike,
    ManifestLike,
    as_lists,
    as_manifest,
    as_policy,
    refuse_no_lists,
)
from vscreen.screening.judged_pairs import (
    JudgedPairs,
    MatchedPair,
    judge_candidates,
    judge_party,
)
from vscreen.screening.party_columns import PartyColumns, read_parties, single_row
from vscreen.screening.record import record_run
from vscreen.screening.result_frames import ResultFrames
from vscreen.screening.shipments import Shipments
from vscreen.search.list_index import ListIndex
from vscreen.snapshots.subjects import subjects

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
    # Whatever is wrong with the manifest is told before lists are read, for that takes longest.
    shipments = Shipments.of(*as_manifest(manifest, columns), policy)
    return Screener(lists, policy)._screen(shipments)


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

    def screen(
        self,
        manifest: ManifestLike,
        *,
        columns: ColumnNames | None = None,
    ) -> Result:
        """Screen a manifest; see `screen`."""
        return self._screen(Shipments.of(*as_manifest(manifest, columns), self.policy))

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
        party_birth_date: CellValue = None,
        shipper_birth_date: CellValue = None,
        consignee_birth_date: CellValue = None,
        notify_party_birth_date: CellValue = None,
        owner_birth_date: CellValue = None,
        operator_birth_date: CellValue = None,
        manager_birth_date: CellValue = None,
        charterer_birth_date: CellValue = None,
        carrier_birth_date: CellValue = None,
        forwarder_birth_date: CellValue = None,
        party_nationality: CellValue = None,
        shipper_nationality: CellValue = None,
        consignee_nationality: CellValue = None,
        notify_party_nationality: CellValue = None,
        owner_nationality: CellValue = None,
        operator_nationality: CellValue = None,
        manager_nationality: CellValue = None,
        charterer_nationality: CellValue = None,
        carrier_nationality: CellValue = None,
        forwarder_nationality: CellValue = None,
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
        party_birth_date, shipper_birth_date, consignee_birth_date, notify_party_birth_date, \
owner_birth_date, operator_birth_date, manager_birth_date, charterer_birth_date, \
carrier_birth_date, forwarder_birth_date, party_nationality, shipper_nationality, \
consignee_nationality, notify_party_nationality, owner_nationality, operator_nationality, \
manager_nationality, charterer_nationality, carrier_nationality, forwarder_nationality
            Birth dates and nationalities of persons; of a birth date the year is enough.
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
            "forwarder_imo": forwarder_imo,
            "party_birth_date": party_birth_date, "shipper_birth_date": shipper_birth_date,
            "consignee_birth_date": consignee_birth_date, "notify_party_birth_date":
            notify_party_birth_date, "owner_birth_date": owner_birth_date, "operator_birth_date":
            operator_birth_date, "manager_birth_date": manager_birth_date,
            "charterer_birth_date": charterer_birth_date, "carrier_birth_date":
            carrier_birth_date, "forwarder_birth_date": forwarder_birth_date,
            "party_nationality": party_nationality, "shipper_nationality": shipper_nationality,
            "consignee_nationality": consignee_nationality, "notify_party_nationality":
            notify_party_nationality, "owner_nationality": owner_nationality,
            "operator_nationality": operator_nationality, "manager_nationality":
            manager_nationality, "charterer_nationality": charterer_nationality,
            "carrier_nationality": carrier_nationality, "forwarder_nationality":
            forwarder_nationality,
            "party_country": party_country, "subject": subject,
            "free_text": free_text,
        }  # fmt: skip
        fields: dict[str, CellValue] = {
            field: cell for field, cell in cells.items() if cell is not None
        }
        started, problems = datetime.now(UTC), self._problems()
        if USABLE.isdisjoint(fields):
            map_columns(fields)  # says which fields can be screened
        texts = [(name, only_text(cell)) for name, cell in fields.items()]
        screened = [(name, text) for name, text in texts if name in self.policy.fields]
        pairs: list[MatchedPair] = []
        readable: list[list[bool]] = []
        for field, parties in enumerate(single_row(screened, self.policy.names)):
            judged = [self._judge_one(field, row, party) for row, party in enumerate(parties)]
            pairs += [pair for matched, _ in judged for pair in matched]
            readable.append([is_readable for _, is_readable in judged])

        def build() -> Result:
            row = Shipments.of_row(fields, self.policy)
            masks = [np.array(mask) for mask in readable]
            hits, parties = JudgedPairs.of(pairs), self._parties(row)
            frames = ResultFrames.of(parties, hits, masks, row.index, self.lists.entries)
            return self._result(frames, row, started, problems)

        return LazyResult.of(build)

    def _judge_one(self, field: int, row: int, party: Party) -> tuple[list[MatchedPair], bool]:
        """Return the hits on one party, and whether something in it was screened."""
        candidates, readable = self._index.find_one(party)
        return judge_party(field, row, party, candidates, self._index, self.policy), readable

    # --- hits and verdicts ---

    def _screen(self, shipments: Shipments) -> Result:
        started, size = datetime.now(UTC), len(shipments.index)
        frames = self._frames(self._parties(shipments), shipments.index)
        give_back(after=size)
        problems = [*self._problems(), *self._listed_titles(shipments.titles)]
        return self._result(frames, shipments, started, problems)

    def _listed_titles(self, titles: Sequence[str]) -> Iterator[ManifestError]:
        """Yield a problem for each title of a manifest that names somebody listed.

        ``GREY HULL`` above a table is the ship of all its rows, and most titles name nobody.
        """
        for title in titles:
            pairs = [
                pair
                for field in (VESSEL, PARTY)
                for pair in self._judge_one(0, 0, Party(field, title))[0]
                if pair.hit.verdict == Verdict.HIT
            ]
            if pairs:
                entry = self.lists.entries.iloc[pairs[0].entry_row]
                yield ManifestError(
                    f"the title {title[:60]!r} above the table names {entry['name']} "
                    f"({entry['kind']}, {entry['list']}); give it a column of the rows"
                )

    def _parties(self, shipments: Shipments) -> PartyColumns:
        return read_parties(shipments.columns, self.policy.names, size=len(shipments.index))

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
        shipments: Shipments,
        started: datetime,
        problems: Sequence[VscreenError],
    ) -> Result:
        hits, evidence = frames.hits(self._subjects, ofac_score=self.policy.ofac_score)
        verdicts = frames.verdicts(
            hits, shipments.unread, fit=not problems, explain=partial(self._sentence, problems)
        )
        listed = np.unique(frames.pairs.entry_row)
        run = record_run(
            shipments, self.lists, self.policy, started=started, verdicts=verdicts,
            hits=len(hits), problems=[str(problem) for problem in problems],
        )  # fmt: skip
        entries = self.lists.entries.take(listed).reset_index(drop=True)
        designations = self._designations(listed)
        return Result(verdicts, hits, evidence, shipments.rejected, entries, designations, run)

    @cached_property
    def _subjects(self) -> pd.Series:
        """Subject of every entry, in the order of the lists' entries."""
        return subjects(self.lists)["subject"]

    def _designations(self, rows: Codes) -> pd.DataFrame:
        """Return every entry that is one of the subjects of the entries of these rows."""
        if not len(rows):
            return DESIGNATIONS.build()
        same = np.flatnonzero(self._subjects.isin(self._subjects.take(rows)))
        told = [name for name in DESIGNATIONS.columns if name != "subject"]
        columns = self.lists.entries[told].take(same)
        columns.insert(0, "subject", self._subjects.take(same).to_numpy())
        return DESIGNATIONS.build(columns)

    def _sentence(
        self, problems: Sequence[VscreenError], read: Sequence[str], fit: bool, unread: str
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

    def _problems(self) -> list[ListError]:
        loaded = {snapshot.list for snapshot in self.lists.snapshots}
        missing: list[ListError] = [
            MissingListError(f"the policy asks for the list {name}, which is not loaded")
            for name in self.policy.lists
            if name not in loaded
        ]
        return [*missing, *self.lists.problems(self.policy.max_age)]
