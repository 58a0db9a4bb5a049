"""The file of alerts shows what a person must look at, and a spreadsheet runs nothing of it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen.results.alerts import COLUMNS, alerts_csv, safe_cell

SCREENER = vscreen.Screener(vscreen.bundled_lists(), cache=None)


def saved_alerts(frame: pd.DataFrame, folder: Path) -> list[dict[str, str]]:
    path = SCREENER.screen(frame).save(folder) / "alerts.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by its mark"
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_alerts_are_a_line_for_each_row_and_subject_then_what_was_not_screened(
    tmp_path: Path,
) -> None:
    frame = pd.DataFrame({"vessel": ["EVER GIVEN", "", "LADY R", "LADY R"]}, index=list("abca"))
    rows = saved_alerts(frame, tmp_path / "run")
    assert [(row["row"], row["verdict"]) for row in rows] == [
        ("c", "hit"), ("a", "hit"), ("b", "not_screened")
    ]  # fmt: skip
    assert list(rows[0]) == list(COLUMNS)
    assert "LADY R" in rows[0]["sentence"]
    assert rows[0]["lists"] == "kr-mofa"
    assert rows[0]["forbids"].startswith("Korea: no entry of a Korean port")
    assert rows[-1]["forbids"] == ""
    assert rows[-1]["sentence"].startswith("Not screened")


@given(st.text(), st.sampled_from(list("=+-@\t\r\uff1d")), st.sampled_from(["", " ", "\n"]))
def test_no_cell_begins_a_formula_or_holds_what_cannot_be_seen(
    text: str, sign: str, blank: str
) -> None:
    for cell in (text, f"{blank}{sign}{text}"):
        safe = safe_cell(cell)
        assert not re.match(r"\s*[=+\-@]", safe)
        assert safe.isprintable() or not re.search("[\x00-\x1f\x7f\u202e\ud800-\udfff]", safe)


@pytest.mark.parametrize("cell", ["LADY R", "A=B", "MARIA-1", "\u041b\u0415\u0414\u0418", "it's"])
def test_an_ordinary_cell_is_left_alone(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_a_forged_line_in_a_cell_stays_in_its_cell() -> None:
    forged = 'LADY R\r\n7,clear,0.0\r=HYPERLINK("x")'
    result = SCREENER.screen(pd.DataFrame({"vessel": ["LADY R"]}))
    alerts = result.by_subject().assign(text=forged, sentence=forged)
    data, _ = alerts_csv(result.verdicts, alerts)
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert row["row"] == "0"
    assert row["text"] == row["sentence"] == 'LADY R\\r\\n7,clear,0.0\\r=HYPERLINK("x")'


def test_a_run_without_alerts_has_the_headings_alone() -> None:
    result = SCREENER.screen(pd.DataFrame({"vessel": ["EVER GIVEN"]}))
    data, count = alerts_csv(result.verdicts, result.by_subject().assign(sentence=""))
    assert count == 0
    assert data.decode("utf-8-sig").split("\r\n") == [",".join(COLUMNS), ""]


@given(st.lists(st.text(st.sampled_from("AB1 =\r\n\0\u202e\u0416'\"")), min_size=1, unique=True))
def test_cells_looked_at_together_are_what_each_alone_would_be(texts: list[str]) -> None:
    result = SCREENER.screen(pd.DataFrame({"vessel": ["LADY R"] * len(texts)}, index=texts))
    alerts = result.by_subject().assign(text=texts, sentence=texts)
    data, count = alerts_csv(result.verdicts, alerts)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert count == len(texts)
    for name in ("row", "text", "sentence"):
        shown = texts if name != "row" else [str(label) for label in alerts["row"]]
        assert [row[name] for row in rows] == list(map(safe_cell, shown))
