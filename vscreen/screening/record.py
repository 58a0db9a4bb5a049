"""The record of a run: what was asked, of which rows, against which lists, by which code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Final

import pandas as pd

from vscreen.policy import Policy
from vscreen.results.run_record import RunRecord, list_record
from vscreen.schema import Verdict
from vscreen.screening.shipments import Shipments
from vscreen.snapshots.lists import Lists
from vscreen.version import __version__, code_hash

MATTER: Final = ("pandas", "numpy", "rapidfuzz", "anyascii")
"""Packages whose versions a run records."""


@cache  # a constant of the process, and files are read for it
def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, version(name)) for name in MATTER)


def record_run(
    shipments: Shipments,
    lists: Lists,
    policy: Policy,
    *,
    started: datetime,
    verdicts: pd.DataFrame,
    hits: int,
    problems: Sequence[str],
) -> RunRecord:
    """Return the record of a run.

    Parameters
    ----------
    shipments, lists, policy
        What was screened, against what, and how.
    started
        When, with its time zone.
    verdicts
        The frame of verdicts.
    hits
        How many hits there are.
    problems
        What made lists or columns unfit.
    """
    counted = verdicts["verdict"].value_counts()
    return RunRecord(
        vscreen=__version__,
        code_hash=code_hash(),
        versions=dict(_versions()),
        started=started.isoformat(timespec="seconds"),
        policy=policy,
        policy_hash=policy.hash,
        lists=tuple(list_record(each, policy.max_age) for each in lists.snapshots),
        problems=(*problems, *shipments.unread.problems),
        manifest=shipments.name,
        manifest_hash=shipments.sha256,
        columns={str(column): field for column, field in shipments.fields.items()},
        rows_in=len(verdicts) + len(shipments.rejected),
        rows_rejected=len(shipments.rejected),
        unread=shipments.unread.counts,
        verdicts={verdict: int(counted.get(str(verdict), 0)) for verdict in Verdict},
        hits=hits,
        skipped=lists.skipped,
        notes=shipments.notes,
    )
