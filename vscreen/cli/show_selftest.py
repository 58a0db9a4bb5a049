"""How a self-test looks on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from vscreen.cli.console import console, counted, say, table, to_json
from vscreen.schema import Kind
from vscreen.selftesting.alerting import EVERY_LIST
from vscreen.selftesting.distortions import DISTORTIONS, KIND_PLURALS, TESTED
from vscreen.selftesting.result import SelfTest

POLICY: Final = "bold yellow"
NONE_FOUND: Final = "bold red"
EXAMPLE: Final = 60
"""Letters of an example that are shown."""


def show_selftest(tested: SelfTest) -> None:
    """Write the figures at each threshold, recall by distortion, and what to look at."""
    planted, found = counted(tested.record.planted, "row"), int(tested.at_policy["found"].sum())
    say(f"Planted {planted} amid the manifest's own {tested.record.rows:,}; {found:,} are found.")
    say("Mean recall in per cent, and alerts on the manifest's own rows:")
    console().print(_thresholds(tested))
    say("Alerts on the manifest's own rows by list, per 1,000 rows at the policy's thresholds:")
    console().print(_by_list(tested))
    if len(tested.alerting_names):
        say("The listed names that make most rows alert:")
        console().print(_names(tested))
    if len(tested.recall):
        say("Found of those planted, at the policy's threshold:")
        console().print(_distortions(tested))
    for finding in tested.findings:
        say(f"Look at this: {finding}")
    say("No threshold is recommended here, and no policy was changed.")
    for caution in tested.cautions:
        say(caution)


def _thresholds(tested: SelfTest) -> Table:
    kinds = _kind_headings(tested)
    headings = ("Review from", *kinds, "All", "Alerts", "per 1,000", "by name", "More", "Fewer")
    rows = table(*headings, right=headings)
    curve = tested.curve().to_dict("records")
    recall_at = {(point["kind"], point["threshold"]): point["recall"] for point in curve}
    for alerts in tested.alerts.to_dict("records"):
        threshold = alerts["threshold"]
        is_policy = threshold == tested.record.policy.review
        shares = [recall_at.get((kind, threshold)) for kind in _kinds(tested)]
        rows.add_row(
            f"policy {threshold:g}" if is_policy else f"{threshold:g}",
            *("" if share is None else f"{100 * share:.1f}" for share in shares),
            f"{100 * alerts['share']:.1f}" if alerts["planted"] else "",
            f"{alerts['alerts']:,}", f"{alerts['per_1000']:.1f}", f"{alerts['by_name']:,}",
            f"{alerts['added']:+,}" if alerts["added"] else "0",
            f"{-alerts['lost']:,}",
            style=POLICY if is_policy else None,
        )  # fmt: skip
    return rows


def _by_list(tested: SelfTest) -> Table:
    figures = ("Alerts", "Hits", "Reviews", "Without named", "Rows", "Alone")
    rows = table("List", *figures, right=figures)
    for of in tested.alerts_by_list.to_dict("records"):
        every = of["list"] == EVERY_LIST
        rows.add_row(
            of["list"], f"{of['per_1000']:.1f}", f"{of['hits_per_1000']:.1f}",
            f"{of['reviews_per_1000']:.1f}", f"{of['others_per_1000']:.1f}", f"{of['alerts']:,}",
            f"{of['only']:,}", style=POLICY if every else None,
        )  # fmt: skip
    return rows


def _names(tested: SelfTest) -> Table:
    rows = table("Listed name", "Lists", "Rows", "Named", "Example", "Why", right=("Rows", "Named"))
    for of in tested.alerting_names.to_dict("records"):
        cells = (of["name"], of["lists"].replace(";", ", "), f"{of['alerts']:,}")
        why = of["reasons"].replace(";", ", ")
        rows.add_row(*map(Text, (*cells, f"{of['named']:,}", of["text"][:EXAMPLE], why)))
    return rows


def _distortions(tested: SelfTest) -> Table:
    kinds = _kind_headings(tested)
    rows = table("Distortion", *kinds, right=kinds)
    at_policy = tested.at_policy.to_dict("records")
    counts = {(count["kind"], count["distortion"]): count for count in at_policy}
    for distortion in DISTORTIONS:
        of_kinds = [counts.get((kind, distortion.name)) for kind in _kinds(tested)]
        if any(of_kinds):
            rows.add_row(distortion.name, *map(_recall_cell, of_kinds))
    return rows


def _recall_cell(count: Mapping[Hashable, Any] | None) -> Text:
    if count is None:
        return Text()
    return Text(f"{count['found']} of {count['planted']}", "" if count["found"] else NONE_FOUND)


def _kinds(tested: SelfTest) -> list[Kind]:
    return [kind for kind in TESTED if kind in set(tested.recall["kind"])]


def _kind_headings(tested: SelfTest) -> list[str]:
    return [KIND_PLURALS[kind].title() for kind in _kinds(tested)]


def selftest_as_json(tested: SelfTest, *, notice: str, exit_code: int) -> str:
    """Return all frames of a self-test and its record as a JSON document."""
    frames = {name: frame.to_dict("records") for name, frame in tested.frames().items()}
    return to_json(
        {
            "notice": notice,
            "exit_code": exit_code,
            "record": tested.record.model_dump(mode="json"),
            "findings": tested.findings,
            **frames,
            "cautions": tested.cautions,
        }
    )
