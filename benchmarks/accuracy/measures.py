"""Recall at a rate of false alarms, with intervals, and with thresholds set on other cases.

A threshold is the least score that at most a given rate of the innocents pass. To pass is to score
*above* it: a case that ties with the innocent at the threshold is a miss. The macro recall is the
mean over classes, without those that no comparison of letters can find.
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
"""Bootstrap samples for an interval."""
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
    share, square = passed / cases, Z**2 / cases
    middle = (share + square / 2) / (1 + square)
    half = Z * math.sqrt(share * (1 - share) / cases + square / (4 * cases)) / (1 + square)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Share(100 * share, 100 * low, 100 * high, cases)


def share_of(passed: pd.Series) -> Share:
    """Return the share of true values, with Wilson's interval."""
    return wilson(int(passed.sum()), len(passed))


def threshold(innocent: Scores, rate: float) -> float:
    """Return the least score such that at most ``rate`` of the innocents score above it.

    Examples
    --------
    >>> threshold(np.array([90.0, 80.0, 80.0, 10.0]), 0.25)
    80.0
    """
    ordered = np.sort(innocent)[::-1]
    return float(ordered[math.floor(rate * len(ordered) + 1e-9)])


def fold_of(key: str) -> int:
    """Return the fold of a subject or an innocent, the same in every run."""
    return zlib.crc32(key.encode()) % FOLDS


@dataclass(frozen=True)
class Crossed:
    """Recalls and false alarms of each fold, by the threshold set on the others, pooled."""

    classes: pd.Series
    alarms: Share


class Group:
    """Cases of a group with the scores of a matcher.

    Parameters
    ----------
    cases
        Columns ``mutation``, ``label``, ``subject_id``, ``name``, ``innocent``.
    scores
        Same index; columns ``own`` (against the true subject) and ``best`` (any entry), 0-100.
    """

    def __init__(self, cases: pd.DataFrame, scores: pd.DataFrame) -> None:
        self.innocents = cases[cases["innocent"]]
        self.matches = cases[cases["label"] == "match"]
        self.best = scores.loc[self.innocents.index, "best"]
        self.own = scores.loc[self.matches.index, "own"]

    @property
    def is_measurable(self) -> bool:
        """Whether there are matches, and innocents to set a threshold with."""
        return not (self.matches.empty or self.innocents.empty)

    def cut(self, rate: float) -> float:
        """Return the threshold at a rate of false alarms."""
        return threshold(self.best.to_numpy(), rate)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """All classes that letters can find, in alphabetical order."""
        return tuple(sorted(set(self.matches["mutation"]) - set(BEYOND)))

    def recall(self, above: Callable[[pd.Series], pd.Series]) -> pd.Series:
        """Return each class's recall in percent; ``above`` says which scores count as found."""
        return above(self.own).groupby(self.matches["mutation"]).mean() * 100

    def by_class(self, rate: float) -> dict[str, Share]:
        """Return each class's recall with Wilson's interval."""
        passed = (self.own > self.cut(rate)).groupby(self.matches["mutation"])
        return {str(name): share_of(of_class) for name, of_class in passed}

    def mean(self, rate: float, classes: Sequence[str] | None = None) -> Share:
        """Return the mean recall over classes (by default all) at a rate of false alarms.

        The interval is a bootstrap over subjects and innocents: all cases of a subject are drawn
        together, and the threshold is set anew on the innocents of each sample.
        """
        mask = self.matches["mutation"].isin(classes or self.classes).to_numpy()
        if not mask.any() or not self.is_measurable:
            return NO_SHARE
        own = self.own.to_numpy()[mask]
        class_codes = pd.factorize(self.matches["mutation"][mask])[0]
        subject, subjects = pd.factorize(self.matches["subject_id"][mask])
        innocent = self.best.to_numpy()

        def weighted_mean(weight: Scores, cut: float) -> float:
            found = np.bincount(class_codes, weight * (own > cut))
            cases = np.bincount(class_codes, weight)
            return float((found[cases > 0] / cases[cases > 0]).mean() * 100)

        rng = np.random.default_rng(0)
        draws = []
        for _ in range(DRAWS):
            weight = np.bincount(rng.integers(len(subjects), size=len(subjects)),
                                 minlength=len(subjects))[subject]  # fmt: skip
            cut = threshold(rng.choice(innocent, len(innocent)), rate)
            draws.append(weighted_mean(weight.astype(np.float64), cut))
        low, high = np.percentile(draws, [2.5, 97.5])
        percent = weighted_mean(np.ones(len(own)), self.cut(rate))
        return Share(percent, float(low), float(high), len(own))

    def crossed(self, rate: float) -> Crossed:
        """Return recalls and false alarms with the threshold of each fold set on the others."""
        innocent = self.innocents["name"].map(fold_of)
        cuts = [threshold(self.best[innocent != fold].to_numpy(), rate) for fold in range(FOLDS)]
        cut = self.matches["subject_id"].map(fold_of).map(dict(enumerate(cuts)))
        alarms = share_of(self.best > innocent.map(dict(enumerate(cuts))))
        return Crossed(self.recall(lambda own: own > cut), alarms)


def macro(classes: pd.Series) -> float:
    """Return the mean recall over the classes that letters can find."""
    return float(classes.drop(index=list(BEYOND), errors="ignore").mean())


def calibration_error(probability: Scores, true: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error: mean distance of probability and observed share.

    Pairs are binned by probability into ``bins`` bins of equal width, each weighted by its pairs
    (Guo et al., ICML 2017).

    Examples
    --------
    >>> round(calibration_error(np.array([0.9, 0.1]), np.array([True, False]), bins=2), 3)
    0.1
    """
    if not len(probability):
        return math.nan
    bin_of = np.minimum((probability * bins).astype(int), bins - 1)
    gap = np.bincount(bin_of, probability, bins) - np.bincount(bin_of, true, bins)
    return float(np.abs(gap).sum() / len(probability))
