"""The review threshold that keeps a budget of false alarms, whatever lists are loaded.

More lists hold more names, and an innocent name is by chance near one of them more often. What a
name is worth (`vscreen.similarity.worth`) holds that down, and can't hold it level: a threshold
that suits one list gives more alerts with all. Which names a user's innocents bear, the user knows:
last year's customers that nobody listed. `calibrated` finds the threshold at which no more of
them alert than a stated share. It is part of the policy, whose hash stands in the run record, and
changes only when the user calibrates again: a new entry never clears a row by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from vscreen.errors import PolicyError
from vscreen.policy import Policy
from vscreen.screening.screener import Screener
from vscreen.snapshots.lists import Lists

STEP = 0.1
"""Thresholds are multiples of this."""


def calibrated(
    lists: Lists,
    names: Iterable[str],
    *,
    budget: float,
    field: str = "party",
    policy: Policy | None = None,
) -> Policy:
    """Return a policy whose review threshold keeps innocents that alert within a budget.

    Parameters
    ----------
    lists
        The lists that will be screened against.
    names
        Names of parties that are known to be nobody listed, a thousand or more for a budget of one
        in a hundred; each counts once.
    budget
        The share of them that may alert, 0 to 1.
    field
        The field they are screened in, such as ``party`` or ``vessel``.
    policy
        Whose review threshold is raised, as little as the budget asks for; never lowered.

    Raises
    ------
    PolicyError
        If there are no names, or more of them than the budget are firm hits by their names.

    Examples
    --------
    >>> import vscreen
    >>> calibrated(vscreen.bundled_lists(), ["HARBOUR BAKERY"], budget=0.01).review
    82.0
    """
    policy = policy or Policy()
    distinct = pd.unique(pd.Series(list(names), dtype=object))
    if not len(distinct):
        raise PolicyError("there are no innocent names to calibrate by")
    hits = Screener(lists, policy).screen(pd.DataFrame({field: distinct})).hits
    scores = sorted(hits.groupby("row")["score"].max(), reverse=True)
    allowed = math.floor(budget * len(distinct))
    if len(scores) <= allowed:
        return policy
    review = (math.floor(scores[allowed] / STEP) + 1) * STEP
    if review > policy.hit:
        raise PolicyError(
            f"more than {budget:.2%} of the innocent names are hits by their names: "
            "look at them first, some may be listed"
        )
    return policy.model_copy(update={"review": round(review, 1)})
