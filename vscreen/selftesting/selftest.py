"""Test a screening on the user's own manifest: plant listed entries, and count which are found.

New York's rule for transaction monitoring (3 NYCRR 504.3) asks for end-to-end testing of the
screening programme, with its thresholds and assumptions written down. `selftest` plants listed
entries, distorted in named ways, into copies of the manifest's rows and screens them like any row.
It reports for each threshold how many were found, and how many of the manifest's own rows alert. It
neither changes nor recommends a policy.

A planted row is found only by a hit on its own entry, or on the same subject on another list. All
rows are screened once, at the lowest threshold; a higher threshold only leaves hits out.
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
from vscreen.screening.screener import Screener
from vscreen.screening.shipments import mapping_of
from vscreen.selftesting.alerting import (
    count_alerts,
    count_by_list,
    count_names,
    reach,
    weighed,
)
from vscreen.selftesting.distortions import counted_distortions
from vscreen.selftesting.frames import ALREADY, PLANTED, RECALL, RECALL_BY_LIST
from vscreen.selftesting.misses import explain_missed
from vscreen.selftesting.planting import LABEL, Plant, PlantedRows, choose_plants, plant
from vscreen.selftesting.result import SelfTest, SelfTestRecord
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.subjects import subjects
from vscreen.version import __version__

PER_DISTORTION: Final = 40
THRESHOLDS: Final = (78.0, 80.0, 82.0, 84.0, 86.0, 88.0, 90.0)
"""Review thresholds that are tested beside the policy's own two."""
_Z: Final = 1.959964  # two-sided 95 % of the normal distribution


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
    """Plant listed entries in a copy of a manifest, and report which of them a screening finds.

    Parameters
    ----------
    manifest, lists, policy, columns
        As for `screen`. The manifest is copied, never changed.
    seed
        Decides which entries are planted, how they are written and in which rows; the same seed,
        manifest, lists and version give the same figures.
    per_distortion
        Entries planted for each kind (ships, organisations, persons) and distortion; at least one
        from every list that has any.
    thresholds
        Review thresholds at which recall and alerts are counted, none above ``policy.hit``. By
        default 78, 80, 82, 84, 86, 88, 90 and the policy's own two.
    progress
        Called before each step with a sentence that describes it.

    Returns
    -------
    SelfTest
        Recall by distortion and by list; alerts per 1,000 rows, at each threshold, by list and by
        name; what was missed and why.

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
    policy, report = as_policy(policy), progress or (lambda _: None)
    levels = _levels(thresholds, policy)
    if per_distortion < 1:
        raise PolicyError(f"per_distortion={per_distortion}: plant at least one entry of each")
    refuse_no_lists(lists)
    manifest, field_of = as_manifest(manifest, columns)
    frame, mapping, field_of = _read(manifest, field_of)
    lists = as_lists(lists)
    report("making the lists ready")
    screener = Screener(lists, policy.model_copy(update={"review": levels[0]}))
    report(f"screening the manifest's own {len(frame):,} rows")
    own = screener.screen(frame, columns=cast(ColumnNames, field_of))
    plants, untested = choose_plants(
        lists, list(mapping.values()), per_distortion=per_distortion, seed=seed
    )
    hosts = np.flatnonzero(own.verdicts["hits"] == 0).tolist()
    rows = plant(plants, frame, mapping, hosts, seed=seed)
    report(f"screening {len(plants):,} planted rows")
    result = screener.screen(rows.frame, columns=cast(ColumnNames, field_of))
    labels = manifest.frame.index if isinstance(manifest, Manifest) else manifest.index
    planted = _planted(plants, rows, result, lists, policy, labels)
    report("asking why the others were not found")
    hits, size, counted = weighed(own.hits), len(frame), counted_distortions(policy)
    at_policy = hits[hits["reach"] >= policy.review]
    counted_plants = planted[planted["distortion"].isin(counted)]
    return SelfTest(
        recall=_recall(planted, levels, ["kind", "distortion"], RECALL.build),
        by_list=_recall(planted, levels, ["list", "kind"], RECALL_BY_LIST.build),
        alerts=count_alerts(hits, size, levels, policy.review, counted_plants),
        alerts_by_list=count_by_list(at_policy, size, [one.list for one in lists.snapshots]),
        alerting_names=count_names(at_policy, size, labels),
        missed=explain_missed(planted, plants, rows.fields, policy),
        planted=planted,
        already=_already(hits, labels),
        untested=untested,
        manifest=_copy(frame, rows, labels, planted["row"]),
        record=_record(manifest, own, policy, levels, seed, per_distortion, mapping, planted),
    )


# --- the arguments -------------------------------------------------------------------------------


def _levels(thresholds: Sequence[float] | None, policy: Policy) -> list[float]:
    """Return the thresholds in rising order, the policy's own review threshold among them."""
    if thresholds is None:
        thresholds = [level for level in (*THRESHOLDS, policy.hit) if level <= policy.hit]
    invalid = [level for level in thresholds if not 0 < level <= policy.hit]
    if invalid:
        raise PolicyError(
            f"thresholds={invalid[0]:g}: a review threshold lies above 0 and not above the "
            f"policy's hit={policy.hit:g}; ask for a higher hit to test it"
        )
    return sorted({float(level) for level in (*thresholds, policy.review)})


def _read(
    manifest: pd.DataFrame | Manifest, columns: Columns | None
) -> tuple[pd.DataFrame, dict[Hashable, str], Columns]:
    """Return the rows numbered from 0, column -> field, and the same as `screen` takes it."""
    frame = manifest if isinstance(manifest, pd.DataFrame) else manifest.frame
    mapping = mapping_of(manifest, columns).fields
    if frame.empty:
        raise ManifestError("the manifest has no rows: there is nothing to plant in, or to count")
    field_of: Columns = {**dict.fromkeys(frame.columns), **mapping}
    return frame.set_axis(pd.RangeIndex(len(frame)), axis=0), mapping, field_of


# --- the results ---------------------------------------------------------------------------------


def _planted(
    plants: Sequence[Plant],
    rows: PlantedRows,
    result: Result,
    lists: Lists,
    policy: Policy,
    labels: pd.Index,
) -> pd.DataFrame:
    """Return `PLANTED`: a row for each plant, with its reach."""
    subject = subjects(lists).drop_duplicates("entry").set_index("entry")["subject"]
    expected = [subject[plant.listed.entry] for plant in plants]
    hits = result.hits.assign(reach=reach(result.hits), row=result.hits["row"].astype("int64"))
    hits = hits[hits["subject"].to_numpy() == np.array([*expected, ""], object)[hits["row"]]]
    reaches = hits.groupby("row")["reach"].max().reindex(range(len(plants)), fill_value=0.0)
    is_hit = set(hits.loc[hits["verdict"] == Verdict.HIT, "row"])
    hosts = [None if host is None else labels[host] for host in rows.hosts]
    return PLANTED.build(
        [
            {
                "row": label, "kind": plant.listed.kind, "list": plant.listed.list,
                "entry": plant.listed.entry, "entry_name": plant.listed.name,
                "distortion": plant.distortion.name, "field": ";".join(fields),
                "text": ";".join(fields.values()), "host": host, "reach": best,
                "verdict": _verdict(best, is_hit=position in is_hit),
            }
            for position, (label, plant, fields, host, best) in enumerate(
                zip(_labels(labels, len(plants)), plants, rows.fields, hosts, reaches, strict=True)
            )
        ]
    )  # fmt: skip


def _verdict(best: float, *, is_hit: bool) -> str:
    if is_hit:
        return Verdict.HIT
    return Verdict.REVIEW if best else ""


def _labels(existing: pd.Index, count: int) -> list[str]:
    """Return labels for planted rows that no existing label can equal."""
    prefix, known = LABEL, {str(label) for label in existing}
    while any(label.startswith(f"{prefix}-") for label in known):
        prefix = f"{prefix}-again"
    return [f"{prefix}-{number:05d}" for number in range(1, count + 1)]


def wilson(found: pd.Series, planted: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the 95 % interval of found / planted (Wilson 1927), valid for small counts too.

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
    levels: Sequence[float],
    keys: list[str],
    build: Callable[[pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    parts = [planted.assign(threshold=level, found=planted["reach"] >= level) for level in levels]
    rows = pd.concat(parts, ignore_index=True)
    rows["hits"] = rows["found"] & (rows["verdict"] == Verdict.HIT)
    counted = rows.groupby([*keys, "threshold"], sort=False).agg(
        planted=("row", "size"), found=("found", "sum"), hits=("hits", "sum")
    )
    counted["recall"] = counted["found"] / counted["planted"]
    counted["low"], counted["high"] = wilson(counted["found"], counted["planted"])
    return build(counted.reset_index())


def _already(hits: pd.DataFrame, labels: pd.Index) -> pd.DataFrame:
    """Return the manifest's own rows that alert, gravest first, each with its best hit."""
    most = hits.groupby("row")["reach"].max()
    best = hits.drop_duplicates("row")
    rows = best[["row", "verdict", "score", "sentence"]].assign(reach=best["row"].map(most))
    own_labels = [labels[position] for position in best["row"]]
    rows["row"] = pd.Series(own_labels, best.index, dtype=object)
    return ALREADY.build(rows[list(ALREADY.columns)])


def _copy(
    frame: pd.DataFrame, rows: PlantedRows, labels: pd.Index, planted: pd.Series
) -> pd.DataFrame:
    """Return the manifest with the planted rows below its own."""
    both = pd.concat([frame.astype(object), rows.frame], ignore_index=True)
    index = pd.Index([*labels, *planted], dtype=object, tupleize_cols=False, name=labels.name)
    return both.set_axis(index, axis=0)


def _record(
    manifest: pd.DataFrame | Manifest,
    own: Result,
    policy: Policy,
    levels: Sequence[float],
    seed: int,
    per_distortion: int,
    mapping: Mapping[Any, str],
    planted: pd.DataFrame,
) -> SelfTestRecord:
    is_file = isinstance(manifest, Manifest)
    return SelfTestRecord(
        vscreen=__version__,
        versions=own.run.versions,
        started=own.run.started,
        seed=seed,
        per_distortion=per_distortion,
        thresholds=tuple(levels),
        policy=policy,
        policy_hash=policy.hash,
        lists=own.run.lists,
        problems=own.run.problems,
        manifest=manifest.path.name if isinstance(manifest, Manifest) else own.run.manifest,
        manifest_hash=manifest.sha256 if isinstance(manifest, Manifest) else "",
        columns={str(column): field for column, field in mapping.items()},
        rows=len(own.verdicts),
        rows_rejected=len(manifest.rejected) if is_file else 0,
        not_screened=own.run.verdicts[Verdict.NOT_SCREENED],
        planted=len(planted),
    )
