"""What a self-test concludes from its frames, on frames small enough to count by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest

from vscreen import Policy, read_manifest
from vscreen.errors import RunError
from vscreen.results.result import NOT_CHECKED
from vscreen.results.run_record import ListRecord
from vscreen.selftesting.frames import (
    ALERTING_NAMES,
    ALERTS,
    ALERTS_BY_LIST,
    ALREADY,
    MISSED,
    PLANTED,
    RECALL,
    RECALL_BY_LIST,
    UNTESTED,
)
from vscreen.selftesting.result import CAUTIONS, SelfTest, SelfTestRecord

SDN = ListRecord(
    list="us-sdn", title="SDN", reader="ofac", reader_version="1", hash="0" * 64,
    published="2024-05-24", fetched="", counts={"vessel": 2},
)  # fmt: skip
BELOW = "scores 70.0, below 82"


def recall(kind: str, distortion: str, *found: int, planted: int = 4) -> list[dict[str, Any]]:
    """Rows of recall at the thresholds 80 and 82, with this many found."""
    return [
        {
            "kind": kind, "distortion": distortion, "threshold": threshold, "planted": planted,
            "found": count, "hits": 0, "recall": count / planted, "low": 0.0, "high": 1.0,
        }
        for threshold, count in zip((80.0, 82.0), found, strict=True)
    ]  # fmt: skip


def missed(kind: str, distortion: str, name: str, why: str = BELOW) -> dict[str, Any]:
    return {
        "row": "planted-00001", "kind": kind, "list": "us-sdn", "entry": f"us-sdn:{name}",
        "entry_name": name, "distortion": distortion, "field": "vessel", "text": name, "why": why,
        "score": 70.0,
    }  # fmt: skip


def self_test(
    *recalls: list[dict[str, Any]],
    misses: list[dict[str, Any]] | None = None,
    untested: list[dict[str, str]] | None = None,
    weak_aliases: Any = "confirm",
    **record: Any,
) -> SelfTest:
    policy = Policy(weak_aliases=weak_aliases)
    values = {
        "vscreen": "0", "versions": {}, "started": "2024-05-24T08:30:00+00:00", "seed": 0,
        "per_distortion": 4, "thresholds": (80.0, 82.0), "policy": policy,
        "policy_hash": policy.hash, "lists": (SDN,), "problems": (), "manifest": "may.csv",
        "manifest_hash": "", "columns": {"Ship": "vessel"}, "rows": 500, "rows_rejected": 0,
        "not_screened": 0, "planted": 1,
    }  # fmt: skip
    alerts = [
        {"threshold": threshold, "rows": 500, "alerts": count, "per_1000": 2.0 * count, "hits": 0,
         "by_number": 1, "by_name": count - 1, "reviews": count, "named": 1, "others": count - 1,
         "hits_per_1000": 0.0, "reviews_per_1000": 2.0 * count, "others_per_1000": 2.0 * count - 2,
         "share": 1.0, "added": count - 3, "lost": 0, "planted": 1, "found": 1}
        for threshold, count in ((80.0, 5), (82.0, 3))
    ]  # fmt: skip
    by_list = {"list": "us-sdn", "kind": "vessel", "threshold": 82.0, "planted": 4, "found": 4,
               "hits": 0, "recall": 1.0, "low": 0.5, "high": 1.0}  # fmt: skip
    return SelfTest(
        recall=RECALL.build([row for rows in recalls for row in rows]),
        by_list=RECALL_BY_LIST.build([by_list]),
        alerts=ALERTS.build(alerts),
        alerts_by_list=ALERTS_BY_LIST.build(),
        alerting_names=ALERTING_NAMES.build(),
        missed=MISSED.build(misses or []),
        planted=PLANTED.build([{"row": "planted-00001", "text": "MARIA", "reach": 100.0}]),
        already=ALREADY.build(),
        untested=UNTESTED.build(untested or []),
        manifest=pd.DataFrame({"Ship": ["EVER GIVEN", "MARIA"]}, index=[7, "planted-00001"]),
        record=SelfTestRecord(**(values | record)),
    )


# --- figures -------------------------------------------------------------------------------------


def test_at_policy_are_the_rows_of_its_review_threshold_and_blind_those_without_a_find() -> None:
    tested = self_test(
        recall("vessel", "exact", 4, 4),
        recall("vessel", "case", 2, 0),
        recall("vessel", "ocr", 2, 1),
    )
    rows = tested.at_policy[["distortion", "found"]].to_numpy().tolist()
    assert rows == [["exact", 4], ["case", 0], ["ocr", 1]]
    assert set(tested.at_policy["threshold"]) == {82.0}
    assert tested.blind["distortion"].tolist() == ["case"]
    assert tested.blind.index.tolist() == [0]


def test_the_curve_is_the_mean_over_distortions_whatever_their_number_of_plants() -> None:
    tested = self_test(
        recall("vessel", "exact", 4, 4),
        recall("vessel", "case", 3, 0, planted=100),
        recall("person", "exact", 1, 1, planted=2),
    )
    curve = tested.curve().set_index(["kind", "threshold"])
    assert curve.loc[("vessel", 80.0), "recall"] == pytest.approx((1 + 0.03) / 2)
    assert curve.loc[("vessel", 82.0), "recall"] == 0.5
    assert curve.loc[("person", 82.0), "recall"] == 0.5
    counts = ["distortions", "planted", "found", "per_1000"]
    assert curve.loc[("vessel", 80.0), counts].tolist() == [2, 104, 7, 10.0]
    assert curve.loc[("vessel", 82.0), counts].tolist() == [2, 104, 4, 6.0]


@pytest.mark.parametrize(
    ("weak_aliases", "mean", "counted"),
    [("confirm", 1.0, 1), ("ignore", 1.0, 1), ("screen", 0.5, 2)],
)
def test_weak_aliases_count_in_the_mean_only_if_the_policy_screens_them(
    weak_aliases: str, mean: float, counted: int
) -> None:
    tested = self_test(
        recall("vessel", "exact", 4, 4), recall("vessel", "weak_alias", 0, 0),
        misses=[missed("vessel", "weak_alias", "MARIA", "a weak alias")], weak_aliases=weak_aliases,
    )  # fmt: skip
    curve = tested.curve()
    assert curve["recall"].tolist() == [mean, mean]
    assert curve["distortions"].tolist() == [counted, counted]
    is_blind = any("weak_alias" in finding for finding in tested.findings)
    assert is_blind == (weak_aliases == "screen")


# --- findings ------------------------------------------------------------------------------------


def test_nothing_to_look_at_has_no_findings_and_lists_that_are_not_fit_are_the_first() -> None:
    assert self_test(recall("vessel", "exact", 4, 4)).findings == []
    tested = self_test(recall("vessel", "exact", 4, 4), problems=("us-sdn is 400 days old",))
    assert tested.findings == [
        "The lists are not fit to screen against: us-sdn is 400 days old."
    ]  # fmt: skip


def test_names_missed_as_printed_are_named_five_of_them_and_the_rest_counted() -> None:
    names = [f"SHIP {letter}" for letter in "ABCDEFG"]
    misses = [missed("vessel", "exact", name) for name in names]
    other = missed("vessel", "case", "SHIP H")
    tested = self_test(recall("vessel", "exact", 5, 3, planted=10), misses=[other, *misses])
    assert tested.findings == [
        *(
            f"{name} (us-sdn:{name}), planted as printed, is not found: {BELOW}."
            for name in names[:5]
        ),
        "So are 2 more names that were planted as printed.",
    ]
    few = self_test(recall("vessel", "exact", 5, 3, planted=10), misses=misses[:5])
    assert len(few.findings) == 5


def test_a_kind_that_is_never_found_as_printed_is_blind_and_its_names_are_not_listed() -> None:
    tested = self_test(
        recall("vessel", "exact", 0, 0), recall("person", "exact", 4, 3),
        misses=[missed("vessel", "exact", "MARIA"), missed("person", "exact", "KIM")],
    )  # fmt: skip
    assert tested.findings == [
        f"KIM (us-sdn:KIM), planted as printed, is not found: {BELOW}.",
        "Blind: none of 4 ships planted as exact is found: scores below the threshold.",
    ]


def test_blind_distortions_of_a_kind_and_cause_stand_in_one_sentence() -> None:
    misses = [
        missed("vessel", "case", "MARIA", "scores 71.5, below 82"),
        missed("vessel", "ocr", "MARIA", "the policy does not screen imo"),
        missed("vessel", "ocr", "MARIA", "scores 60.0, below 82"),
        missed("vessel", "ocr", "LADY R", "scores 61.0, below 82"),
        missed("vessel", "imo_slip", "MARIA", "the policy does not screen imo"),
        missed("person", "case", "KIM", "no name can be read in party"),
    ]
    tested = self_test(
        recall("vessel", "case", 1, 0), recall("vessel", "ocr", 0, 0, planted=1_200),
        recall("vessel", "imo_slip", 0, 0), recall("person", "case", 0, 0), misses=misses,
    )  # fmt: skip
    assert tested.findings == [
        "Blind: none of 1,204 ships planted as case, ocr is found: scores below the threshold.",
        "Blind: none of 4 ships planted as imo_slip is found: the policy does not screen imo.",
        "Blind: none of 4 persons planted as case is found: no name can be read in party.",
    ]


def test_lists_from_which_nothing_was_planted_are_findings_and_single_distortions_are_not() -> None:
    why = "the manifest has no column that names a company or person"
    untested = [
        {"kind": "person", "list": "us-sdn", "distortion": "", "why": why},
        {"kind": "person", "list": "kr-mofa", "distortion": "", "why": why},
        {"kind": "vessel", "list": "us-sdn", "distortion": "imo_slip", "why": "no column for imo"},
        {"kind": "aircraft", "list": "", "distortion": "", "why": "no field names aircraft"},
    ]
    tested = self_test(recall("vessel", "exact", 4, 4), untested=untested)
    assert tested.findings == [f"Not tested: persons of us-sdn, kr-mofa: {why}."]


def test_what_to_know_of_a_list_stands_between_the_cautions_and_what_is_not_checked() -> None:
    unverified = SDN.model_copy(update={"list": "be-fps", "verified": False})
    tested = self_test(recall("vessel", "exact", 4, 4), lists=(SDN, unverified))
    assert tested.cautions == (*CAUTIONS, unverified.caution, NOT_CHECKED)
    assert unverified.caution.startswith("be-fps was read without a count")


# --- the report, and files -----------------------------------------------------------------------


def report(tested: SelfTest) -> str:
    return " ".join(lxml.html.fromstring(tested.to_html()).text_content().split())


def test_the_report_has_the_date_the_findings_and_the_rows_that_could_not_be_screened() -> None:
    tested = self_test(
        recall("vessel", "exact", 4, 3), misses=[missed("vessel", "exact", "MARIA")],
        not_screened=17, rows_rejected=3, planted=4,
    )  # fmt: skip
    page = report(tested)
    assert "24 May 2024, 08:30 UTC" in page
    assert tested.findings[0] in page
    assert "17 of the manifest's own rows could not be screened, and 3 could not be read." in page
    assert "3 of 4planted rows found by the policy" in page  # a number in a line of its own


def test_the_report_notes_the_weak_aliases_that_the_mean_leaves_out() -> None:
    note = "Not in the mean: by the policy a weak alias raises nothing alone."
    rows = recall("vessel", "exact", 4, 4), recall("vessel", "weak_alias", 4, 4)
    assert note in report(self_test(*rows))
    assert note not in report(self_test(*rows, weak_aliases="screen"))


def test_the_report_lists_sixty_misses_and_says_where_all_are() -> None:
    misses = [missed("vessel", "case", f"SHIP {number:03d}") for number in range(61)]
    rows = recall("vessel", "exact", 4, 4)
    page = report(self_test(rows, misses=misses))
    assert "SHIP 059" in page
    assert "SHIP 060" not in page
    assert "All are in missed.csv." in page
    assert "All are in missed.csv." not in report(self_test(rows, misses=misses[:60]))


def test_a_saved_folder_holds_every_frame_the_manifest_s_copy_and_the_record(
    tmp_path: Path,
) -> None:
    tested = self_test(recall("vessel", "exact", 4, 4))
    folder = tested.save(tmp_path / "tested")
    for name, frame in tested.frames().items():
        saved = pd.read_csv(folder / f"{name}.csv", keep_default_na=False)
        assert saved.columns.tolist() == frame.columns.tolist()
        assert len(saved) == len(frame)
    copy = (folder / "planted_manifest.csv").read_text(encoding="utf-8")
    assert copy == "row,Ship\n7,EVER GIVEN\nplanted-00001,MARIA\n"
    record = json.loads((folder / "selftest.json").read_text(encoding="utf-8"))
    assert SelfTestRecord.model_validate(record) == tested.record
    assert (folder / "selftest.html").read_text(encoding="utf-8") == tested.to_html()


def test_no_line_end_in_a_cell_tears_the_copy_of_the_manifest(tmp_path: Path) -> None:
    ships = ["EVER\rGIVEN", "MARIA\r", 'A\r\n"B",7', "LADY\nR"]
    frame = pd.DataFrame({"Ship": ships}, index=[7, 8, 9, 10])
    tested = replace(self_test(recall("vessel", "exact", 4, 4)), manifest=frame)
    read = read_manifest(tested.save(tmp_path / "tested") / "planted_manifest.csv")
    assert read.rejected.empty
    assert read.frame["Ship"].tolist() == ships
    assert read.frame["row"].tolist() == ["7", "8", "9", "10"]


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(RunError, match="holds something already"):
        self_test(recall("vessel", "exact", 4, 4)).save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
