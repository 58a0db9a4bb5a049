"""How a self-test looks on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from vscreen.cli.console import console, counted, say, to_json
from vscreen.schema import Kind
from vscreen.selftesting.distortions import DISTORTIONS, PEOPLE_SAY, TESTED
from vscreen.selftesting.result import SelfTest

POLICY: Final = "bold yellow"
NONE_FOUND: Final = "bold red"


def show_selftest(tested: SelfTest) -> None:
    """Write the figures at each threshold, recall by distortion, and what to look at."""
    planted, found = counted(tested.record.planted, "row"), int(tested.at_policy["found"].sum())
    say(f"Planted {planted} amid the manifest's own {tested.record.rows:,}; {found:,} are found.")
    say("Mean recall in per cent, and alerts on the manifest's own rows:")
    console().print(_thresholds(tested))
    if len(tested.recall):
        say("Found of those planted, at the policy's threshold:")
        console().print(_distortions(tested))
    for one in tested.findings:
        say(f"Look at this: {one}")
    say("No threshold is recommended here, and no policy was changed.")
    for one in tested.cautions:
        say(one)


def _thresholds(tested: SelfTest) -> Table:
    table = _table("Review from", *_named(tested), "Alerts", "per 1,000", "by name")
    mean = {(one["kind"], one["threshold"]): one for one in tested.curve().to_dict("records")}
    for one in tested.alerts.to_dict("records"):
        level = one["threshold"]
        own = level == tested.record.policy.review
        shares = [mean.get((kind, level), {}).get("recall") for kind in _kinds(tested)]
        table.add_row(
            f"policy {level:g}" if own else f"{level:g}",
            *("" if share is None else f"{100 * share:.1f}" for share in shares),
            f"{one['alerts']:,}", f"{one['per_1000']:.1f}", f"{one['by_name']:,}",
            style=POLICY if own else None,
        )  # fmt: skip
    return table


def _distortions(tested: SelfTest) -> Table:
    table = _table("Distortion", *_named(tested))
    table.columns[0].justify = "left"
    at_policy = tested.at_policy.to_dict("records")
    rows = {(one["kind"], one["distortion"]): one for one in at_policy}
    for distortion in DISTORTIONS:
        found = [rows.get((kind, distortion.name)) for kind in _kinds(tested)]
        if any(found):
            table.add_row(distortion.name, *map(_cell, found))
    return table


def _cell(one: Mapping[Hashable, Any] | None) -> Text:
    if one is None:
        return Text()
    return Text(f"{one['found']} of {one['planted']}", "" if one["found"] else NONE_FOUND)


def _kinds(tested: SelfTest) -> list[Kind]:
    return [kind for kind in TESTED if kind in set(tested.recall["kind"])]


def _named(tested: SelfTest) -> list[str]:
    return [PEOPLE_SAY[kind].title() for kind in _kinds(tested)]


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def selftest_as_json(tested: SelfTest, *, notice: str, exit_code: int) -> str:
    """Return the whole self-test as one JSON document."""
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
