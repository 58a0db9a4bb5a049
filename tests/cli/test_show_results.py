"""Verdicts and hits on a terminal, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import vscreen
from vscreen.cli.show_results import (
    MAX_LENGTH,
    comparison_as_json,
    result_as_json,
    show_counts,
    show_explanation,
    show_hits,
    show_not_checked,
)
from vscreen.results.result import NOT_CHECKED, Result
from vscreen.scoring.probability import percent

Captured = pytest.CaptureFixture[str]
LONG = "LADY R " + "X" * MAX_LENGTH


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture(scope="module")
def result() -> Result:
    frame = pd.DataFrame(
        {
            "vessel": [LONG, "EVER GIVEN", "???", "???"],
            "imo": ["9161003", "", "", ""],
            "consignee": ["C/O MG-FLOT LLC", "", "", ""],
        },
        index=["a", "b", "c", "d"],
    )
    return vscreen.screen(frame, vscreen.bundled_lists())


def test_a_line_shows_the_best_hit_of_a_row_on_a_subject(result: Result, capsys: Captured) -> None:
    show_hits(result, 20)
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    grouped = result.by_subject()
    assert len(grouped) == 2
    hits = [line for line in cells if line[:1] == ["a"]]
    assert [line[1:4] for line in hits] == [
        [hit["verdict"], f"{hit['score']:.1f}", percent(hit["probability"])]
        for hit in grouped.to_dict("records")
    ]
    freeze, ports = "MG-FLOT LLC (jp-mofa): asset freeze", "LADY R (kr-mofa): port ban"
    assert hits[0][4:] == ["consignee: C/O MG-FLOT LLC", freeze, "name equal"]
    assert hits[1][4:] == ["imo: 9161003", ports, "imo equal, name equal"]


def test_only_the_first_hits_are_shown_and_the_rest_is_counted(
    result: Result, capsys: Captured
) -> None:
    show_hits(result, 2)
    assert "further" not in capsys.readouterr().out
    show_hits(result, 1)
    output = capsys.readouterr().out
    assert "MG-FLOT LLC (jp-mofa)" in output
    assert "LADY R" not in output
    assert output.endswith("... and 1 further hit; --show N shows more, --out DIR writes all.\n")


def test_all_lists_of_a_subject_are_named_in_its_line(tmp_path: Path, capsys: Captured) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,kind,name,imo\n1,vessel,NORTHERN DAWN,9161003\n", encoding="utf-8")
    lists = vscreen.read_lists(own) + vscreen.bundled_lists()
    show_hits(vscreen.screen(pd.DataFrame({"imo": ["9161003"]}), lists), 20)
    assert "(own, kr-mofa)" in capsys.readouterr().out


def test_without_hits_there_is_no_table(capsys: Captured) -> None:
    clear = vscreen.screen(pd.DataFrame({"vessel": ["EVER GIVEN"]}), vscreen.bundled_lists())
    show_hits(clear, 20)
    assert capsys.readouterr().out == ""


def test_a_long_cell_is_cut_and_its_characters_are_escaped(capsys: Captured) -> None:
    text = f"C/O MG-FLOT LLC \x1b[2J {'y' * MAX_LENGTH}"
    frame = pd.DataFrame({"consignee": [text]})
    show_hits(vscreen.screen(frame, vscreen.bundled_lists()), 20)
    beginning = r"C/O MG-FLOT LLC \x1b[2J "
    cut = f"{beginning}{'y' * (MAX_LENGTH - len(beginning))} ..."
    assert f"consignee: {cut} " in capsys.readouterr().out


def test_every_verdict_is_counted_and_unscreened_rows_with_their_reason(
    result: Result, capsys: Captured
) -> None:
    show_counts(result)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "4 rows: 1 hit, 0 review, 2 not_screened, 1 clear, 0 rejected."
    assert second.startswith("  2 x Not screened: vessel '???' (letters of it are masked)")


def test_an_explanation_is_that_of_the_result_without_what_is_not_checked(
    result: Result, capsys: Captured
) -> None:
    show_explanation(result, "a")
    assert capsys.readouterr().out == result.explain("a").removesuffix(NOT_CHECKED)
    show_explanation(result, "b", heading=False)
    assert capsys.readouterr().out.startswith("Clear: ")
    with pytest.raises(KeyError, match="no row 'z'"):
        show_explanation(result, "z")
    show_not_checked()
    assert capsys.readouterr().out == f"{NOT_CHECKED}\n"


def test_json_has_each_frame_and_the_record(result: Result) -> None:
    document = json.loads(result_as_json(result, notice="n", exit_code=1))
    assert (document["notice"], document["exit_code"]) == ("n", 1)
    assert [row["row"] for row in document["verdicts"]] == ["a", "b", "c", "d"]
    for name in ("hits", "evidence", "designations", "rejected"):
        frame = getattr(result, name)
        assert [list(row) for row in document[name]] == [list(frame.columns)] * len(frame)
    assert len(document["subjects"]) == len(result.by_subject())
    assert document["run"] == result.run.model_dump(mode="json")


def test_a_comparison_as_json_has_its_fields_policy_and_evidence() -> None:
    compared = vscreen.compare("M/V OCEAN GRACE 7", "OCEAN GRACE VII")
    document = json.loads(comparison_as_json(compared))
    assert document["score"] == compared.score
    assert document["policy"]["review"] == compared.policy.review
    facts = [(fact["reason"], fact["weight"]) for fact in document["evidence"]]
    assert facts == [(str(fact.reason), fact.weight) for fact in compared.evidence]
