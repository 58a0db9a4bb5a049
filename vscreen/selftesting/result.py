"""What a self-test returns: its frames, its record, and how to save and show them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict

from vscreen.files.atomic import write_folder
from vscreen.policy import Policy
from vscreen.results.csv import LINE_END
from vscreen.results.result import NOT_CHECKED
from vscreen.results.run_record import ListRecord
from vscreen.schema import Kind
from vscreen.selftesting.distortions import (
    DISTORTIONS,
    KIND_PLURALS,
    TESTED,
    counted_distortions,
)

CAUTIONS: Final = (
    "Recall is measured on entries drawn from the lists and written otherwise by rule. It tells "
    "how the screening reads names, not how many listed parties are in your trade.",
    "Ships are planted by name without a number, as rows stand that give none; alerts are counted "
    "on your rows as they are. Beside another ship's valid IMO number only a firm name alerts, so "
    "that rows with numbers alert less, and hide a misspelt name behind a false number.",
    "Every list is drawn from in turn, so a small list weighs as much as a large one.",
    "An alert on a row of your own is not a false alarm until somebody has looked: some of them "
    "may be listed ships or companies.",
    "A mean over distortions weighs them all alike; your documents do not. Read the rows that your "
    "trade meets.",
    "An interval tells what chance in the draw leaves open (95 %), and nothing else.",
)

EXACT: Final = "exact"
_SCORES: Final = r"^scores [\d.]+, below [\d.]+$"
NAMES_LISTED: Final = 5
WEAK_NOTE: Final = "Not in the mean: by the policy a weak alias raises nothing alone."

MISSES_LISTED: Final = 60
ALERTS_LISTED: Final = 30
RECORD: Final = "selftest.json"
PAGE: Final = "selftest.html"


class SelfTestRecord(BaseModel):
    """All that is needed to repeat a self-test; saved as JSON beside the frames.

    ``rows`` counts the manifest's own rows, without ``rows_rejected``; ``not_screened`` of them
    could not be screened. ``problems`` say why the lists are not fit to screen against.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    vscreen: str
    versions: dict[str, str]
    started: str
    seed: int
    per_distortion: int
    thresholds: tuple[float, ...]
    policy: Policy
    policy_hash: str
    lists: tuple[ListRecord, ...]
    problems: tuple[str, ...]
    manifest: str
    manifest_hash: str
    columns: dict[str, str]
    rows: int
    rows_rejected: int
    not_screened: int
    planted: int


@dataclass(frozen=True, eq=False)
class SelfTest:
    """Recall per distortion and alerts per 1,000 rows, at each threshold.

    Attributes
    ----------
    recall
        A row per kind, distortion and threshold: planted, found, recall and its 95 % interval.
    by_list
        The same per list and kind.
    alerts
        A row per threshold: alerts among the manifest's own rows, in all and per 1,000, and what
        it adds and loses beside the policy's own.
    alerts_by_list
        A row per list, at the policy's thresholds: alerts among the manifest's own rows.
    alerting_names
        The ten listed names that make most of these rows alert, each with an example.
    missed
        The planted rows not found at the policy's thresholds: text, entry, score and why.
    planted
        Every planted row: its entry, distortion, field and text, and its reach: the highest
        review threshold that finds it.
    already
        The manifest's own rows that alert at the lowest threshold. Nothing was planted in these
        rows; some may be listed ships.
    untested
        What could not be planted, and why.
    manifest
        The copy that was screened: the manifest's rows with their index, then the planted rows.
    record
        What was tested, with which policy, lists and versions.
    """

    recall: pd.DataFrame
    by_list: pd.DataFrame
    alerts: pd.DataFrame
    alerts_by_list: pd.DataFrame
    alerting_names: pd.DataFrame
    missed: pd.DataFrame
    planted: pd.DataFrame
    already: pd.DataFrame
    untested: pd.DataFrame
    manifest: pd.DataFrame
    record: SelfTestRecord

    @property
    def at_policy(self) -> pd.DataFrame:
        """The rows of `recall` at the policy's review threshold."""
        at_review = self.recall["threshold"] == self.record.policy.review
        return self.recall[at_review].reset_index(drop=True)

    @property
    def blind(self) -> pd.DataFrame:
        """The rows of `at_policy` in which nothing was found."""
        return self.at_policy[self.at_policy["found"] == 0].reset_index(drop=True)

    def curve(self) -> pd.DataFrame:
        """Return the mean recall over distortions for each kind and threshold.

        Weak aliases count only if the policy lets them screen.

        Returns
        -------
        DataFrame
            ``kind``, ``threshold``, ``distortions`` (how many), ``planted``, ``found``, ``recall``
            (the mean, 0-1) and ``per_1000`` (alerts on the manifest's own rows).
        """
        counted = self.recall[self.recall["distortion"].isin(self._counted)]
        curve = counted.groupby(["kind", "threshold"], sort=False, as_index=False).agg(
            distortions=("distortion", "size"), planted=("planted", "sum"),
            found=("found", "sum"), recall=("recall", "mean"),
        )  # fmt: skip
        return curve.merge(self.alerts[["threshold", "per_1000"]], on="threshold")

    @property
    def _counted(self) -> list[str]:
        return counted_distortions(self.record.policy)

    @property
    def findings(self) -> list[str]:
        """What the user should look at, a sentence each; empty if nothing stands out.

        That is: a listed name that is missed as printed, a distortion with no planted row found, a
        list or kind that was not tested, lists that are not fit to screen against.
        """
        problems = self.record.problems
        unfit = [f"The lists are not fit to screen against: {problem}." for problem in problems]
        return [*unfit, *self._missed_as_printed(), *self._blind_distortions(), *self._untested()]

    def _missed_as_printed(self) -> Iterator[str]:
        """Yield the names that are missed as printed, unless all of their kind are."""
        blind = self.blind.loc[self.blind["distortion"] == EXACT, "kind"]
        missed = self.missed[
            (self.missed["distortion"] == EXACT) & ~self.missed["kind"].isin(blind)
        ]
        first = missed[["entry_name", "entry", "why"]].head(NAMES_LISTED)
        for name, entry, why in first.to_numpy(str):
            yield f"{name} ({entry}), planted as printed, is not found: {why}."
        if len(missed) > len(first):
            yield f"So are {len(missed) - len(first):,} more names that were planted as printed."

    def _blind_distortions(self) -> Iterator[str]:
        """Yield the distortions in which nothing is found; those with the same cause together."""
        blind = self.blind[self.blind["distortion"].isin(self._counted)]
        why = [self._main_cause(*row) for row in blind[["kind", "distortion"]].to_numpy(str)]
        for (kind, cause), rows in blind.assign(why=why).groupby(["kind", "why"], sort=False):
            kind_plural = KIND_PLURALS[Kind(str(kind))]
            yield (
                f"Blind: none of {rows['planted'].sum():,} {kind_plural} planted as "
                f"{', '.join(rows['distortion'])} is found: {cause}."
            )

    def _main_cause(self, kind: str, distortion: str) -> str:
        """Return the most frequent reason for the misses of a kind and distortion."""
        is_kind, is_distortion = (
            self.missed["kind"] == kind,
            self.missed["distortion"] == distortion,
        )
        causes = self.missed.loc[is_kind & is_distortion, "why"]
        causes = causes.str.replace(_SCORES, "scores below the threshold", regex=True)
        return str(causes.mode().iloc[0])

    def _untested(self) -> Iterator[str]:
        """Yield the lists from which nothing was planted."""
        lists = self.untested[(self.untested["list"] != "") & (self.untested["distortion"] == "")]
        for (kind, why), rows in lists.groupby(["kind", "why"], sort=False):
            kind_plural = KIND_PLURALS[Kind(str(kind))]
            yield f"Not tested: {kind_plural} of {', '.join(rows['list'])}: {why}."

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the figures mean, what they don't mean, and what to know about the lists."""
        lists = tuple(record.caution for record in self.record.lists if record.caution)
        return (*CAUTIONS, *lists, NOT_CHECKED)

    def to_html(self) -> str:
        """Return the report: an HTML page, complete without other files, to read or print.

        Every text of a manifest or list is escaped: none is interpreted as markup.
        """
        from vscreen.selftesting.page import render  # imports the template engine only when needed

        policy, curve = self.record.policy.review, self.curve().to_dict("records")
        tested = set(self.recall["kind"])
        return render(
            {
                "tested": self, "record": self.record, "policy": policy, "curve": curve,
                "started": f"{datetime.fromisoformat(self.record.started):%d %B %Y, %H:%M} UTC",
                "kinds": {kind: KIND_PLURALS[kind].title() for kind in TESTED if kind in tested},
                "thresholds": self.alerts.to_dict("records"),
                "own": self.alerts[self.alerts["threshold"] == policy].to_dict("records")[0],
                "mean": {(row["kind"], row["threshold"]): row for row in curve},
                "distorted": {kind: list(self._distorted(kind)) for kind in TESTED},
                "by_list": self.by_list[self.by_list["threshold"] == policy].to_dict("records"),
                "found": int(self.at_policy["found"].sum()),
                "missed": self.missed.head(MISSES_LISTED).to_dict("records"),
                "lists_alerting": self.alerts_by_list.to_dict("records"),
                "names_alerting": self.alerting_names.to_dict("records"),
                "already": self.already.head(ALERTS_LISTED).to_dict("records"),
                "untested": self.untested.to_dict("records"),
            }
        )  # fmt: skip

    def _distorted(self, kind: Kind) -> Iterator[Mapping[str, Any]]:
        """Yield a row per distortion: its figures at each threshold, and at the policy's."""
        recall = self.recall[self.recall["kind"] == kind]
        for distortion in DISTORTIONS:
            rows = recall[recall["distortion"] == distortion.name].to_dict("records")
            now = [row for row in rows if row["threshold"] == self.record.policy.review]
            if now:
                note = "" if distortion.name in self._counted else WEAK_NOTE
                yield {"distortion": distortion, "rows": rows, "now": now[0], "note": note}

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Write all frames, the record and the report into a folder: all or nothing.

        Parameters
        ----------
        folder
            A folder that doesn't exist yet, or is empty.

        Returns
        -------
        Path
            The folder, with ``selftest.html``, ``selftest.json``, a CSV file for each frame, and
            ``planted_manifest.csv``, the copy that was screened.

        Raises
        ------
        RunError
            If the folder holds something already, or can't be written.
        """
        return write_folder(Path(folder), self._write)

    def _write(self, folder: Path) -> None:
        for name, frame in self.frames().items():
            frame.to_csv(folder / f"{name}.csv", index=False, lineterminator=LINE_END)
        copy = self.manifest.reset_index(names="row")
        copy.to_csv(folder / "planted_manifest.csv", index=False, lineterminator=LINE_END)
        record = json.dumps(self.record.model_dump(mode="json"), indent=2, ensure_ascii=False)
        (folder / RECORD).write_text(record + "\n", encoding="utf-8")
        (folder / PAGE).write_text(self.to_html(), encoding="utf-8")

    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Return the frames by name, without the copy of the manifest."""
        return {
            "recall": self.recall, "by_list": self.by_list, "alerts": self.alerts,
            "alerts_by_list": self.alerts_by_list, "alerting_names": self.alerting_names,
            "missed": self.missed, "planted": self.planted, "already": self.already,
            "untested": self.untested,
        }  # fmt: skip
