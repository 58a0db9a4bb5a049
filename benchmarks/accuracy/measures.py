"""Recall at a rate of false alarms, with intervals, and with thresholds fixed on other cases.

A threshold is the least score that no more than a rate of the innocents pass, and to pass is to
score *above* it: a case that ties with the innocent who would break the rate is a miss. The macro
recall is the mean over classes, but for those that no comparison of letters can find.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Scores = npt.NDArray[np.float64]

RATES: Final = (0.01, 0.001)
"""Shares of innocent names that may alert."""
BEYOND: Final = ("aka_unrelated", "acronym")
"""Classes left out of macro means: translations, other names, acronyms."""
FOLDS: Final = 5
DRAWS: Final = 400
"""Bootstrap samples behind an interval."""
Z: Final = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True)
class Share:
    """A share of cases in percent, with the 95 % interval around it.

    Examples
    --------
    >>> print(Share(92.04, 90.1, 93.5, 923))
    92.0 (90.1-93.5)
    """

    percent: float
    low: float
    high: float
    cases: int

    def __str__(self) -> str:
        if math.isnan(self.percent):
            return "-"
        digits = 2 if self.high < 1 else 1
        return f"{self.percent:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


NO_SHARE: Final = Share(math.nan, math.nan, math.nan, 0)


def wilson(passed: int, cases: int) -> Share:
    """Return the share with Wilson's interval (E. B. Wilson, JASA 22, 1927).

    Examples
    --------
    >>> print(wilson(0, 120))
    0.0 (0.0-3.1)
    """
    if not cases:
        return NO_SHARE
    share, spread = passed / cases, Z**2 / cases
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / cases + spread / (4 * cases)) / (1 + spread)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Share(100 * share, 100 * low, 100 * high, cases)


def share_of(passed: pd.Series) -> Share:
    """Return the share of true values, with Wilson's interval."""
    return wilson(int(passed.sum()), len(passed))


def threshold(innocent: Scores, rate: float) -> float:
    """Return the least score that no more than ``rate`` of the innocents are above.

    Examples
    --------
    >>> threshold(np.array([90.0, 80.0, 80.0, 10.0]), 0.25)
    80.0
    """
    ordered = np.sort(innocent)[::-1]
    return float(ordered[math.floor(rate * len(ordered) + 1e-9)])


def fold_of(key: str) -> int:
    """Return the fold that a subject or an innocent belongs to, the same everywhere."""
    return zlib.crc32(key.encode()) % FOLDS


@dataclass(frozen=True)
class Crossed:
    """What thresholds fixed on the other folds give on the fold left out, pooled over folds."""

    classes: pd.Series
    alarms: Share


class Group:
    """Cases of one group with one matcher's scores.

    Parameters
    ----------
    cases
        Columns ``mutation``, ``label``, ``subject_id``, ``name``, ``innocent``.
    scores
        Same index; columns ``own`` (of the case's own subject) and ``best`` (of any entry), 0-100.
    """

    def __init__(self, cases: pd.DataFrame, scores: pd.DataFrame) -> None:
        self.innocents = cases[cases["innocent"]]
        self.found = cases[cases["label"] == "match"]
        self.best = scores.loc[self.innocents.index, "best"]
        self.own = scores.loc[self.found.index, "own"]

    @property
    def is_measurable(self) -> bool:
        """Whether there are cases to find, and innocents to set a threshold by."""
        return not (self.found.empty or self.innocents.empty)

    def cut(self, rate: float) -> float:
        """Return the threshold at a rate of false alarms."""
        return threshold(self.best.to_numpy(), rate)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """All classes that letters can find, in alphabetical order."""
        return tuple(sorted(set(self.found["mutation"]) - set(BEYOND)))

    def recall(self, above: Callable[[pd.Series], pd.Series]) -> pd.Series:
        """Return each class's recall in percent, given which scores are found."""
        return above(self.own).groupby(self.found["mutation"]).mean() * 100

    def by_class(self, rate: float) -> dict[str, Share]:
        """Return each class's recall with Wilson's interval."""
        passed = (self.own > self.cut(rate)).groupby(self.found["mutation"])
        return {str(name): share_of(some) for name, some in passed}

    def mean(self, rate: float, classes: Sequence[str] | None = None) -> Share:
        """Return the mean recall over classes (all of `classes`) at a rate of false alarms.

        The interval is a bootstrap over subjects and innocents: all cases of a subject are drawn
        together, and the threshold is set anew on the innocents drawn.
        """
        wanted = [c for c in classes or self.classes if c in set(self.found["mutation"])]
        some = self.found["mutation"].isin(wanted).to_numpy()
        if not some.any() or not self.is_measurable:
            return NO_SHARE
        own = self.own.to_numpy()[some]
        of_class = pd.factorize(self.found["mutation"][some])[0]
        subject, subjects = pd.factorize(self.found["subject_id"][some])
        innocent = self.best.to_numpy()

        def drawn(weight: Scores, cut: float) -> float:
            found = np.bincount(of_class, weight * (own > cut))
            cases = np.bincount(of_class, weight)
            return float((found[cases > 0] / cases[cases > 0]).mean() * 100)

        rng = np.random.default_rng(0)
        draws = []
        for _ in range(DRAWS):
            weight = np.bincount(rng.integers(len(subjects), size=len(subjects)),
                                 minlength=len(subjects))[subject]  # fmt: skip
            cut = threshold(rng.choice(innocent, len(innocent)), rate)
            draws.append(drawn(weight.astype(np.float64), cut))
        low, high = np.percentile(draws, [2.5, 97.5])
        percent = drawn(np.ones(len(own)), self.cut(rate))
        return Share(percent, float(low), float(high), len(own))

    def crossed(self, rate: float) -> Crossed:
        """Return recalls and false alarms with each fold's threshold fixed on the others."""
        innocent = self.innocents["name"].map(fold_of)
        cuts = [threshold(self.best[innocent != fold].to_numpy(), rate) for fold in range(FOLDS)]
        cut = self.found["subject_id"].map(fold_of).map(dict(enumerate(cuts)))
        alarms = share_of(self.best > innocent.map(dict(enumerate(cuts))))
        return Crossed(self.recall(lambda own: own > cut), alarms)


def macro(classes: pd.Series) -> float:
    """Return the mean recall over the classes that letters can find."""
    return float(classes.drop(index=list(BEYOND), errors="ignore").mean())


def calibration_error(probability: Scores, true: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error: mean distance of what is said from what is so.

    Pairs are put into ``bins`` bins of equal width by what was said of them, each weighed by its
    pairs (Guo et al., ICML 2017).

    Examples
    --------
    >>> round(calibration_error(np.array([0.9, 0.1]), np.array([True, False]), bins=2), 3)
    0.1
    """
    if not len(probability):
        return math.nan
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gap = np.bincount(place, probability, bins) - np.bincount(place, true, bins)
    return float(np.abs(gap).sum() / len(probability))
