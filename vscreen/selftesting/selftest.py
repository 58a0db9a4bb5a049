"""Test a screening on a manifest of one's own: plant listed entries, and count who comes back.

New York's rule for transaction monitoring (3 NYCRR 504.3) asks for end-to-end testing of the
screening programme, with its thresholds and assumptions written down. `selftest` plants entries of
the lists, written otherwise in named ways, into copies of the manifest's own rows, screens them as
any row is screened, and tells for each threshold how many were found and how many of the manifest's
own rows alert. It changes no policy and recommends none.

A row counts as found only by a hit on the entry that was planted, or on the same subject on another
list. All is screened once, at the lowest threshold; a higher one then only leaves hits out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, cast

import numpy as np
import pandas as pd

from vscreen.errors import ManifestError, PolicyError
from vscreen.manifest.read import Manifest
from vscreen.policy import Policy
from vscreen.results.result import Result
from vscreen.schema import Verdict
from vscreen.scoring.identity import IN_FAVOUR
from vscreen.scoring.reasons import Reason
from vscreen.screening.arguments import (
    ColumnNames,
    Columns,
    ListsLike,
    ManifestLike,
    as_lists,
    as_manifest,
    as_policy,
)
from vscreen.screening.screener import Screener, rows_and_fields
from vscreen.selftesting.frames import ALERTS, ALREADY, PLANTED, RECALL, RECALL_BY_LIST
from vscreen.selftesting.misses import explain_missed
from vscreen.selftesting.planting import LABEL, Plant, Rows, choose, plant
from vscreen.selftesting.result import SelfTest, SelfTestRecord
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.subjects import subjects
from vscreen.version import __version__

PER_DISTORTION: Final = 40
THRESHOLDS: Final = (70.0, 75.0, 80.0, 85.0, 90.0)
"""Review thresholds that are tested beside the policy's own two."""

ALWAYS: Final = 100.0
"""Reach of a hit that no review threshold takes away."""
_Z: Final = 1.959964  # of the normal distribution, for 95 %


def selftest(
    manifest: ManifestLike,
    lists: ListsLike,
    policy: Policy | None = None,
    *,
    columns: ColumnNames | None = None,
    seed: int = 0,
    per_distortion: int = PER_DISTORTION,
    thresholds: Sequence[float] | None = None,
    progress: Callable[[str], None] | None = None,
) -> SelfTest:
    """Plant listed entries in a copy of a manifest, and tell which of them a screening finds.

    Parameters
    ----------
    manifest, lists, policy, columns
        As for `screen`. The manifest is copied, never changed.
    seed
        Decides which entries are planted, how they are written and in which rows; the same seed,
        manifest, lists and version give the same figures.
    per_distortion
        Entries planted for each kind (ships, organisations, persons) and distortion; at least one
        of every list that has some.
    thresholds
        Review thresholds to tell recall and alerts at, none above ``policy.hit``. By default 70,
        75, 80, 85, 90 and the policy's own two.
    progress
        Called with a sentence on what is being done, before it is done.

    Returns
    -------
    SelfTest
        Recall by distortion and by list, alerts per 1,000 rows, what was missed and why.

    Raises
    ------
    ManifestError
        If the manifest has no rows, or no column can be screened.
    PolicyError
        If a threshold lies above ``policy.hit`` or outside 0-100, or nothing is to be planted.
    EmptyListError
        If no list is loaded at all.

    Examples
    --------
    >>> import pandas as pd, vscreen
    >>> frame = pd.DataFrame({"vessel": ["EVER GIVEN", "EMMA MAERSK"]})
    >>> tested = vscreen.selftest(frame, vscreen.bundled_lists(), per_distortion=5)
    >>> recall = tested.recall.set_index(["kind", "distortion", "threshold"])["recall"]
    >>> float(recall["vessel", "exact", 82.0])
    1.0
    """
    policy, tell = as_policy(policy), progress or (lambda _: None)
    lists = as_lists(lists)
    manifest, named = as_manifest(manifest, columns)
    ladder = _ladder(thresholds, policy)
    if per_distortion < 1:
        raise PolicyError(f"per_distortion={per_distortion}: plant at least one entry of each")
    frame, mapping, named = _read(manifest, named)
    tell("making the lists ready")
    screener = Screener(lists, policy.model_copy(update={"review": ladder[0]}))
    tell(f"screening the manifest's own {len(frame):,} rows")
    own = screener.screen(frame, columns=cast(ColumnNames, named))
    plants, untested = choose(
        lists, list(mapping.values()), per_distortion=per_distortion, seed=seed
    )
    hosts = np.flatnonzero(own.verdicts["hits"] == 0).tolist()
    rows = plant(plants, frame, mapping, hosts, seed=seed)
    tell(f"screening {len(plants):,} planted rows")
    result = screener.screen(rows.frame, columns=cast(ColumnNames, named))
    labels = manifest.frame.index if isinstance(manifest, Manifest) else manifest.index
    planted = _planted(plants, rows, result, lists, policy, labels)
    tell("asking why the others were not found")
    return SelfTest(
        recall=_recall(planted, ladder, ["kind", "distortion"], RECALL.build),
        by_list=_recall(planted, ladder, ["list", "kind"], RECALL_BY_LIST.build),
        alerts=_alerts(own, ladder, policy),
        missed=explain_missed(planted, plants, rows.fields, policy),
        planted=planted,
        already=_already(own, policy, labels),
        untested=untested,
        manifest=_copy(frame, rows, labels, planted["row"]),
        record=_record(manifest, own, policy, ladder, seed, per_distortion, mapping, planted),
    )


# --- what is asked -------------------------------------------------------------------------------


def _ladder(thresholds: Sequence[float] | None, policy: Policy) -> list[float]:
    """Return the thresholds, rising, the policy's own review among them."""
    usual = [one for one in (*THRESHOLDS, policy.hit) if one <= policy.hit]
    asked = usual if thresholds is None else list(thresholds)
    strange = [one for one in asked if not 0 < one <= policy.hit]
    if strange:
        raise PolicyError(
            f"thresholds={strange[0]:g}: a review threshold lies above 0 and not above the "
            f"policy's hit={policy.hit:g}; ask for a higher hit to test it"
        )
    return sorted({float(one) for one in (*asked, policy.review)})


def _read(
    manifest: pd.DataFrame | Manifest, columns: Columns | None
) -> tuple[pd.DataFrame, dict[Hashable, str], Columns]:
    """Return the rows numbered from 0, which column is which, and how to say so to `screen`."""
    frame, mapping = rows_and_fields(manifest, columns)
    if frame.empty:
        raise ManifestError("the manifest has no rows: there is nothing to plant in, or to count")
    named: Columns = {**dict.fromkeys(frame.columns), **mapping}
    return frame.set_axis(pd.RangeIndex(len(frame)), axis=0), mapping, named


# --- what came back ------------------------------------------------------------------------------


def by_number(hits: pd.DataFrame) -> pd.Series:
    """Return whether an identifier speaks for each hit; no threshold decides on those."""
    return hits["reasons"].map(lambda said: not IN_FAVOUR.isdisjoint(said.split(";"))).astype(bool)


def reach(hits: pd.DataFrame) -> pd.Series:
    """Return the highest review threshold at which each hit is still one.

    That is its score, unless something else than the name decides: an identifier that agrees, or,
    beside a different valid IMO number, the policy's hit threshold alone.
    """
    conflict = hits["reasons"].map(lambda said: Reason.IMO_CONFLICT in said.split(";")).astype(bool)
    return hits["score"].where(~(by_number(hits) | conflict), ALWAYS)


def _planted(
    plants: Sequence[Plant],
    rows: Rows,
    result: Result,
    lists: Lists,
    policy: Policy,
    labels: pd.Index,
) -> pd.DataFrame:
    """Return `PLANTED`, with how far each plant was found."""
    subject = subjects(lists).drop_duplicates("entry").set_index("entry")["subject"]
    meant = [subject[plant.listed.entry] for plant in plants]
    hits = result.hits.assign(reach=reach(result.hits), row=result.hits["row"].astype("int64"))
    ours = hits[hits["subject"].to_numpy() == np.array([*meant, ""], object)[hits["row"]]]
    best = ours.groupby("row")["reach"].max()
    firm = set(ours.loc[ours["verdict"] == Verdict.HIT, "row"])
    found = best.reindex(range(len(plants)), fill_value=0.0)
    hosts = [None if host is None else labels[host] for host in rows.hosts]
    return PLANTED.build(
        [
            {
                "row": label, "kind": one.listed.kind, "list": one.listed.list,
                "entry": one.listed.entry, "entry_name": one.listed.name,
                "distortion": one.distortion.name, "field": ";".join(fields),
                "text": ";".join(fields.values()), "host": host, "reach": best_reach,
                "verdict": _verdict(place, best_reach, firm),
            }
            for place, (label, one, fields, host, best_reach) in enumerate(
                zip(_labels(labels, len(plants)), plants, rows.fields, hosts, found, strict=True)
            )
        ]
    )  # fmt: skip


def _verdict(place: int, best: float, firm: set[int]) -> str:
    if place in firm:
        return Verdict.HIT
    return Verdict.REVIEW if best else ""


def _labels(taken: pd.Index, count: int) -> list[str]:
    stem, known = LABEL, {str(label) for label in taken}
    while any(label.startswith(f"{stem}-") for label in known):
        stem = f"{stem}-again"
    return [f"{stem}-{number:05d}" for number in range(1, count + 1)]


def wilson(found: pd.Series, planted: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the 95 % interval of found / planted (Wilson 1927), good for few and for all or none.

    Examples
    --------
    >>> low, high = wilson(pd.Series([40]), pd.Series([40]))
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.912, 1.0)
    """
    share, square = found / planted, _Z**2 / planted
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * np.sqrt(share * (1 - share) / planted + square / (4 * planted))
    return np.minimum(middle - half, share).clip(lower=0.0), np.maximum(middle + half, share)


def _recall(
    planted: pd.DataFrame,
    ladder: Sequence[float],
    by: list[str],
    build: Callable[[pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    at = [planted.assign(threshold=one, found=planted["reach"] >= one) for one in ladder]
    rows = pd.concat(at, ignore_index=True)
    rows["hits"] = rows["found"] & (rows["verdict"] == Verdict.HIT)
    counted = rows.groupby([*by, "threshold"], sort=False).agg(
        planted=("row", "size"), found=("found", "sum"), hits=("hits", "sum")
    )
    counted["recall"] = counted["found"] / counted["planted"]
    counted["low"], counted["high"] = wilson(counted["found"], counted["planted"])
    return build(counted.reset_index())


def _alerts(own: Result, ladder: Sequence[float], policy: Policy) -> pd.DataFrame:
    hits = own.hits.assign(reach=reach(own.hits), by_number=by_number(own.hits))
    size = len(own.verdicts)
    rows = []
    for one in ladder:
        here = hits[hits["reach"] >= one]
        alerts, numbered = here["row"].nunique(), here.loc[here["by_number"], "row"].nunique()
        firm = here.loc[here["verdict"] == Verdict.HIT, "row"].nunique()
        rows.append((one, size, alerts, 1000 * alerts / size, firm, numbered, alerts - numbered))
    return ALERTS.build(pd.DataFrame(rows, columns=list(ALERTS.columns)))


def _already(own: Result, policy: Policy, labels: pd.Index) -> pd.DataFrame:
    """Return the manifest's own rows that alert, gravest first, each with its best hit."""
    hits = own.hits.assign(reach=reach(own.hits))
    most = hits.groupby("row")["reach"].max()
    best = hits.drop_duplicates("row")
    rows = best[["row", "verdict", "score", "sentence"]].assign(reach=best["row"].map(most))
    rows["row"] = pd.Series([labels[place] for place in best["row"]], best.index, dtype=object)
    return ALREADY.build(rows[list(ALREADY.columns)])


def _copy(frame: pd.DataFrame, rows: Rows, labels: pd.Index, planted: pd.Series) -> pd.DataFrame:
    """Return the manifest with the planted rows below its own."""
    both = pd.concat([frame.astype(object), rows.frame], ignore_index=True)
    index = pd.Index([*labels, *planted], dtype=object, tupleize_cols=False, name=labels.name)
    return both.set_axis(index, axis=0)


def _record(
    manifest: pd.DataFrame | Manifest,
    own: Result,
    policy: Policy,
    ladder: Sequence[float],
    seed: int,
    per_distortion: int,
    mapping: Mapping[Any, str],
    planted: pd.DataFrame,
) -> SelfTestRecord:
    read = isinstance(manifest, Manifest)
    return SelfTestRecord(
        vscreen=__version__,
        versions=own.run.versions,
        started=own.run.started,
        seed=seed,
        per_distortion=per_distortion,
        thresholds=tuple(ladder),
        policy=policy,
        policy_hash=policy.hash,
        lists=own.run.lists,
        problems=own.run.problems,
        manifest=manifest.path.name if isinstance(manifest, Manifest) else own.run.manifest,
        manifest_hash=manifest.sha256 if isinstance(manifest, Manifest) else "",
        columns={str(column): field for column, field in mapping.items()},
        rows=len(own.verdicts),
        rows_rejected=len(manifest.rejected) if read else 0,
        not_screened=own.run.verdicts[Verdict.NOT_SCREENED],
        planted=len(planted),
    )
