"""A self-test on a terminal, and as JSON."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from vscreen import Policy, SelfTest, bundled_lists, selftest
from vscreen.cli.show_selftest import selftest_as_json, show_selftest

Captured = pytest.CaptureFixture[str]
MANIFEST = pd.DataFrame(
    {
        "Vessel": ["EVER GIVEN", "EMMA MAERSK", "LADY R"],
        "Shipper": ["Pine Hill Agency", "Kivu Coffee Growers Ltd", "Long Quay Terminal"],
    }
)


@pytest.fixture(scope="module")
def tested() -> SelfTest:
    return selftest(
        MANIFEST,
        bundled_lists(),
        Policy(review=100, hit=100),
        per_distortion=2,
        thresholds=[75, 90],
    )


@pytest.fixture
def lines(tested: SelfTest, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", "200")
    show_selftest(tested)
    return capsys.readouterr().out.splitlines()


def test_the_first_line_counts_what_was_planted_and_found(
    tested: SelfTest, lines: list[str]
) -> None:
    found = tested.record.planted - len(tested.missed)
    assert lines[0] == (
        f"Planted {tested.record.planted:,} rows amid the manifest's own 3; {found:,} are found."
    )


def test_each_threshold_is_a_row_with_mean_recall_and_alerts(
    tested: SelfTest, lines: list[str]
) -> None:
    curve = tested.curve().set_index(["threshold", "kind"])["recall"]
    for row in tested.alerts.to_dict("records"):
        threshold = row["threshold"]
        shares = [f"{100 * share:.1f}" for share in curve[threshold]]
        shares.append(f"{100 * row['share']:.1f}")
        alerts = [f"{row['alerts']:,}", f"{row['per_1000']:.1f}", f"{row['by_name']:,}"]
        alerts += [f"+{row['added']}" if row["added"] else "0", f"{-row['lost']}"]
        heading = ["policy", "100"] if threshold == 100 else [f"{threshold:g}"]
        assert [*heading, *shares, *alerts] in [line.split() for line in lines]


def test_each_list_and_each_alerting_name_is_a_row(tested: SelfTest, lines: list[str]) -> None:
    for row in tested.alerts_by_list.to_dict("records"):
        figures = [row[f"{name}per_1000"] for name in ("", "hits_", "reviews_", "others_")]
        counts = [f"{row['alerts']:,}", f"{row['only']:,}"]
        wanted = [row["list"], *(f"{figure:.1f}" for figure in figures), *counts]
        assert wanted in [line.split() for line in lines]
    [name] = tested.alerting_names.to_dict("records")
    [line] = [line for line in lines if line.strip().startswith(name["name"])]
    assert name["text"] in line
    assert name["reasons"].split(";")[0] in line


def test_each_distortion_is_a_row_with_what_was_found_of_each_kind(
    tested: SelfTest, lines: list[str]
) -> None:
    for name, rows in tested.at_policy.groupby("distortion"):
        line = next(line for line in lines if line.strip().startswith(f"{name}  "))
        for found, planted in rows[["found", "planted"]].to_numpy():
            assert f"{found} of {planted}" in line
        assert line.count(" of ") - str(name).count(" of ") == len(rows)


def test_a_distortion_that_no_planted_name_could_have_is_left_out(capsys: Captured) -> None:
    ships = selftest(MANIFEST[["Vessel"]], bundled_lists(), per_distortion=1)
    show_selftest(ships)
    first_words = [line.split()[:1] for line in capsys.readouterr().out.splitlines()]
    assert ["exact"] in first_words
    assert ["legal_form"] not in first_words


def test_each_finding_and_caution_is_a_line(tested: SelfTest, lines: list[str]) -> None:
    assert tested.findings
    assert [line for line in lines if line.startswith("Look at this: ")] == [
        f"Look at this: {finding}" for finding in tested.findings
    ]
    assert lines[-len(tested.cautions) :] == list(tested.cautions)


def test_json_has_every_frame_and_the_record(tested: SelfTest) -> None:
    document = json.loads(selftest_as_json(tested, notice="n", exit_code=1))
    assert (document["notice"], document["exit_code"]) == ("n", 1)
    assert document["record"] == tested.record.model_dump(mode="json")
    for name, frame in tested.frames().items():
        assert len(document[name]) == len(frame)
    assert list(document["findings"]) == list(tested.findings)
