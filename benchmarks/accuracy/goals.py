"""The measures, each with its goal, and how they are computed from a matcher's scores.

Names are scored against primary names alone; identity cases against all names and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import pandas as pd

from benchmarks.accuracy.cases import (
    FREE_TEXT,
    IDENTITY,
    ORGANIZATIONS,
    PARTY_TEXT,
    PERSONS,
    SHIPS,
)
from benchmarks.accuracy.innocents import unknown_ships
from benchmarks.accuracy.matchers import Scored
from benchmarks.accuracy.measures import (
    NO_SHARE,
    RATES,
    Group,
    Share,
    calibration_error,
    macro,
    share_of,
)

ONE_PERCENT, TENTH_PERCENT = RATES
TYPOS: Final = ("typo_sub", "typo_del", "typo_ins", "typo_swap")
NON_LATIN: Final = ("cyrillic", "greek", "hangul", "katakana", "native_script")
SHIP_SCRIPTS: Final = ("Cyrillic", "Greek", "Hangul", "Katakana")
"""Scripts of `NON_LATIN`: innocent ships written in these stand against it."""
SAME_IMO: Final = ("id_same_imo_other_name", "id_same_imo_renamed_real", "id_imo_only",
                   "id_imo_format")  # fmt: skip
SAME_NAME: Final = ("id_same_name_other_imo", "id_same_name_other_imo_real")


@dataclass(frozen=True)
class Measurement:
    """The scores and verdicts of a matcher for all cases.

    ``review`` is the lowest score that alerts by default. ``written`` has, for each group and
    script, the ``best`` score of each innocent in that script; ``bench`` has F1 on pairs of names
    by kind.
    """

    matcher: str
    cases: pd.DataFrame
    names: Scored
    review: float
    identity: Scored | None = None
    written: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    bench: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {}

    def group(self, name: str) -> Group:
        """Return the cases of a group with their scores."""
        if name not in self._groups:
            cases = self.cases[self.cases["group"] == name]
            self._groups[name] = Group(cases, self.names.scores.loc[cases.index])
        return self._groups[name]

    def unknown(self) -> Group:
        """Return the ships without the innocents whose names vscreen knows."""
        cases = self.cases[self.cases["group"] == SHIPS]
        cases = cases[~cases["innocent"] | unknown_ships(cases)]
        return Group(cases, self.names.scores.loc[cases.index])

    def verdicts(self, classes: Sequence[str], column: str, expected: Sequence[str]) -> Share:
        """Return the share of identity cases whose verdict in ``column`` is an expected verdict."""
        if self.identity is None:
            return NO_SHARE
        mask = self.cases["mutation"].isin(classes) & (self.cases["group"] == IDENTITY)
        return share_of(self.identity.scores.loc[mask[mask].index, column].isin(expected))

    def alarms(self, name: str, above: float, *, least: bool = False) -> Share:
        """Return the share of a group's innocents that score above (or at ``least``) ``above``."""
        best = self.group(name).best
        return share_of(best >= above if least else best > above)

    def written_alarms(self, name: str, *, default: bool) -> Share:
        """Return the share of a group's innocents, written in other scripts, that alert."""
        parts = [scores["best"] for (group, script), scores in self.written.items()
                 if group == name and (name != SHIPS or script in SHIP_SCRIPTS)]  # fmt: skip
        if not parts or not self.group(name).is_measurable:
            return NO_SHARE
        best = pd.concat(parts)
        return share_of(
            best >= self.review if default else best > self.group(name).cut(ONE_PERCENT)
        )

    @property
    def calibration(self) -> float:
        """Expected calibration error of the default policy's hits; NaN without probabilities."""
        hits = self.names.hits
        if "probability" not in hits.columns:
            return float("nan")
        parts = [hits[hits["score"] >= self.review]]
        if self.identity is not None:
            parts.append(self.identity.hits)
        hits = pd.concat(parts)
        same = hits["same"] & (hits["row"].map(self.cases["label"]) == "match")
        return calibration_error(hits["probability"].to_numpy(float), same.to_numpy(bool))


@dataclass(frozen=True)
class Goal:
    """A row of the table: ``value`` computes the measure for a matcher."""

    measure: str
    goal: str
    value: Callable[[Measurement], Share | float]


def _mean(group: str, rate: float, *classes: str) -> Callable[[Measurement], Share]:
    return lambda matcher: matcher.group(group).mean(rate, classes or None)


def _default_macro(matcher: Measurement) -> float:
    return macro(matcher.group(SHIPS).recall(lambda own: own >= matcher.review))


def _class(group: str, rate: float, name: str) -> Callable[[Measurement], Share]:
    def value(matcher: Measurement) -> Share:
        if not matcher.group(group).is_measurable:
            return NO_SHARE
        return matcher.group(group).by_class(rate).get(name, NO_SHARE)

    return value


def _own(classes: Sequence[str], *expected: str) -> Callable[[Measurement], Share]:
    return lambda matcher: matcher.verdicts(classes, "own_verdict", expected)


def _any(classes: Sequence[str]) -> Callable[[Measurement], Share]:
    return lambda matcher: matcher.verdicts(classes, "verdict", ("hit", "review"))


GOALS: Final = (
    Goal("ship names, macro recall at 1 %", ">= 94", _mean(SHIPS, ONE_PERCENT)),
    Goal("ship names, macro recall at 0.1 %", ">= 86", _mean(SHIPS, TENTH_PERCENT)),
    Goal("- by innocents vscreen doesn't know, at 1 %", ">= 94",
         lambda matcher: matcher.unknown().mean(ONE_PERCENT)),
    Goal("ship typo classes, mean at 1 %", ">= 97", _mean(SHIPS, ONE_PERCENT, *TYPOS)),
    Goal("non-Latin ship names at 1 %", ">= 90", _mean(SHIPS, ONE_PERCENT, *NON_LATIN)),
    Goal("- innocent ships written so, alerts above that threshold", "<= 1",
         lambda matcher: matcher.written_alarms(SHIPS, default=False)),
    Goal("- innocent ships written so, alerts at the default", "<= 1",
         lambda matcher: matcher.written_alarms(SHIPS, default=True)),
    Goal("- innocent companies written so, alerts at the default", "",
         lambda matcher: matcher.written_alarms(ORGANIZATIONS, default=True)),
    Goal("free text, ship name inside, at 1 %", ">= 90",
         _class(FREE_TEXT, ONE_PERCENT, "free_text_name")),
    Goal("free text, IMO inside, at 1 %", "100",
         _mean(FREE_TEXT, ONE_PERCENT, "free_text_imo_other_name", "free_text_with_imo")),
    Goal("organization names, macro at 1 %", ">= 95", _mean(ORGANIZATIONS, ONE_PERCENT)),
    Goal("organization names, macro at 0.1 %", ">= 89", _mean(ORGANIZATIONS, TENTH_PERCENT)),
    Goal("party strings, whole name inside, at 1 %", ">= 98",
         _class(PARTY_TEXT, ONE_PERCENT, "party_embedded")),
    Goal("party strings, altered name inside, at 1 %", ">= 80",
         _class(PARTY_TEXT, ONE_PERCENT, "party_embedded_mutated")),
    Goal("organization names in original script at 1 %", ">= 50",
         _class(ORGANIZATIONS, ONE_PERCENT, "original_script_real")),
    Goal("a.k.a. related, organizations, at 1 %", ">= 48",
         _class(ORGANIZATIONS, ONE_PERCENT, "aka_related")),
    Goal("persons, macro at 1 %", ">= 97", _mean(PERSONS, ONE_PERCENT)),
    Goal("persons, macro at 0.1 %", ">= 94", _mean(PERSONS, TENTH_PERCENT)),
    Goal("same IMO, other name, as hit", "100", _own(SAME_IMO, "hit")),
    Goal("same name, other valid IMO, as hit", "0", _own(SAME_NAME, "hit")),
    Goal("one-edit name, own other IMO, any alert", "<= 2", _any(["near_name_one_edit_real_imo"])),
    Goal("IMO typo and right name, as hit", "100", _own(["id_imo_typo_right_name"], "hit")),
    Goal("IMO typo and name typo, any alert", ">= 97",
         _own(["id_imo_typo_name_typo"], "hit", "review")),
    Goal("innocent ships, full identity, any alert at the default", "<= 0.05",
         _any(["neg_full_identity"])),
    Goal("innocent bare ship names, any alert at the default", "<= 0.4",
         lambda matcher: matcher.alarms(SHIPS, matcher.review, least=True)),
    Goal("- those vscreen doesn't know", "<= 0.4",
         lambda matcher: share_of(matcher.unknown().best >= matcher.review)),
    Goal("- ship names, macro recall at the default", ">= 91", _default_macro),
    Goal("name_bench organizations, F1 at the default", ">= 0.90",
         lambda matcher: matcher.bench.get("organization", float("nan"))),
    Goal("name_bench vessels, F1 at the default", "1.00",
         lambda matcher: matcher.bench.get("vessel", float("nan"))),
    Goal("calibration error of the probability", "<= 0.02", lambda matcher: matcher.calibration),
)  # fmt: skip
