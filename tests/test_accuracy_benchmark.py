"""The measures of the accuracy benchmark, on cases small enough to count by hand."""

from __future__ import annotations

import doctest
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy import __main__ as command
from benchmarks.accuracy import measures, name_bench, writing
from benchmarks.accuracy.ablation import without
from benchmarks.accuracy.cases import COLUMNS, with_groups
from benchmarks.accuracy.innocents import in_script, read_register
from benchmarks.accuracy.measures import Group, calibration_error, fold_of, threshold, wilson
from benchmarks.accuracy.peers import Fuzz, Nomenklatura, jaro_winkler
from vscreen.similarity.name_scores import vessel_name_score
from vscreen.text.vessel_names import vessel_forms


def case(**values: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {"kind": "vessel", "field": "vessel_name"} | values


def frame(*cases: dict[str, str]) -> pd.DataFrame:
    return with_groups(pd.DataFrame(list(cases)).set_index("case_id"))


def group(matches: dict[str, list[float]], innocent: list[float]) -> Group:
    """A group with the given own scores by class, each case of another subject."""
    cases = [
        case(case_id=f"{name}{n}", label="match", mutation=name, subject_id=f"{name}-{n}")
        for name, scores in matches.items()
        for n in range(len(scores))
    ]
    cases += [
        case(case_id=f"n{n}", label="no-match", mutation="neg_vessel_name", name=f"INNOCENT {n}")
        for n in range(len(innocent))
    ]
    own = [score for scores in matches.values() for score in scores]
    labelled = frame(*cases)
    scores = {"own": [*own, *([0.0] * len(innocent))], "best": [*own, *innocent]}
    return Group(labelled, pd.DataFrame(scores, labelled.index))


@pytest.mark.parametrize("module", [measures, writing, name_bench])
def test_the_examples_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_one_innocent_of_a_hundred_may_pass_one_percent() -> None:
    scores = np.arange(100, dtype=float)
    assert threshold(scores, 0.01) == 98
    assert threshold(scores, 0.001) == 99


def test_a_case_that_ties_with_the_innocent_at_the_threshold_is_a_miss() -> None:
    tied = group({"typo": [90.0, 80.0]}, [80.0, *([0.0] * 9)])
    assert tied.cut(0.01) == 80.0
    assert tied.by_class(0.01)["typo"].percent == 50.0


@given(st.lists(st.integers(0, 20), min_size=1), st.floats(0, 0.999))
def test_no_more_innocents_pass_a_threshold_than_its_rate(scores: list[int], rate: float) -> None:
    values = np.array(scores, dtype=float)
    cut = threshold(values, rate)
    assert (values > cut).sum() <= rate * len(values) + 1e-9 * len(values)
    lower = values[values < cut]
    if len(lower):  # a lower threshold would let too many pass
        assert (values > lower.max()).sum() > rate * len(values) - 1e-9


def test_classes_count_alike_whatever_their_size_and_translations_not_at_all() -> None:
    mixed = group({"typo": [90.0], "case": [90.0, 0.0, 0.0, 0.0], "acronym": [0.0]}, [10.0])
    assert mixed.mean(0.01).percent == pytest.approx((100 + 25) / 2)
    assert mixed.mean(0.01, ("case",)).percent == 25.0
    assert mixed.classes == ("case", "typo")


def test_an_interval_holds_its_share_and_narrows_with_more_cases() -> None:
    few, many = wilson(9, 10), wilson(900, 1000)
    assert few.low < 90 < few.high
    assert many.high - many.low < few.high - few.low
    assert wilson(9, 10).low == pytest.approx(59.58, abs=0.01)  # Brown, Cai, DasGupta 2001
    assert str(wilson(0, 0)) == "-"


def test_the_interval_of_a_mean_is_none_where_every_subject_says_the_same() -> None:
    sure = group({"typo": [90.0] * 20}, [10.0] * 20).mean(0.01)
    assert (sure.low, sure.percent, sure.high) == (100.0, 100.0, 100.0)
    unsure = group({"typo": [90.0, 0.0] * 10}, [10.0] * 20).mean(0.01)
    assert 10 < unsure.low < 50 < unsure.high < 90


def test_a_fold_is_measured_by_the_threshold_of_the_others() -> None:
    innocent = [0.0] * 50
    worst = 7  # a single innocent scores high: only its own fold has a low threshold
    innocent[worst] = 95.0
    typos = group({"typo": [90.0] * 40}, innocent)
    fold = fold_of(f"INNOCENT {worst}")
    inside = sum(fold_of(f"typo-{number}") == fold for number in range(40))
    assert 0 < inside < 40
    crossed = typos.crossed(0.001)
    assert crossed.classes["typo"] == pytest.approx(100 * inside / 40)
    assert crossed.alarms.percent == pytest.approx(100 / 50)


def test_a_probability_that_says_what_is_so_has_no_error() -> None:
    probability = np.array([0.25] * 4 + [0.75] * 4)
    true = np.array([True, False, False, False, True, True, True, False])
    assert calibration_error(probability, true, bins=2) == pytest.approx(0.0)
    assert calibration_error(1 - probability, true, bins=2) == pytest.approx(0.5)


def test_a_view_is_off_only_inside_its_context() -> None:
    forms = vessel_forms("BELOMORSKIY")[0], vessel_forms("BELOMORSKIYX")[0]
    before = vessel_name_score(*forms)
    assert before.view == "tight"
    with without("tight"):
        assert vessel_name_score(*forms).view != "tight"
    assert vessel_name_score(*forms) == before


def test_names_are_written_in_another_script_and_stay_innocent() -> None:
    cases = frame(
        case(case_id="a", name="MSC DIANA 7", label="no-match", mutation="neg_vessel_name"),
        case(case_id="b", name="7 7", label="no-match", mutation="neg_vessel_name"),
    )
    for script in writing.SCRIPTS:
        written = in_script(cases, script)
        assert written.index.tolist() == [f"a/{script}"]
        assert written["innocent"].all()
        name = written["name"].iloc[0]
        assert name.endswith(" 7")
        assert not set(name) & set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12))
def test_any_word_of_latin_letters_can_be_written(word: str) -> None:
    for write in writing.SCRIPTS.values():
        assert not set(write(word)) & set(word)


def test_a_register_leaves_out_listed_numbers_listed_names_and_noise(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("imo,name\n9074729,RENAMED\n9000001,GREY HULL\n9000002,M/V Grey Hull\n"
                    "9000003,EVER MADE\n9000004,EVER MADE\n9000005,!Q=7\n")  # fmt: skip
    index = pd.DataFrame({"kind": ["vessel"], "name": ["GREY HULL"], "imo": ["9074729"]})
    innocents = read_register(path, index, frame(case(case_id="a", mutation="neg_vessel_name")))
    assert innocents["name"].tolist() == ["EVER MADE"]
    assert innocents["innocent"].all()


def test_a_peer_is_given_the_best_of_its_kind_and_its_own_subject() -> None:
    index = pd.DataFrame({"list_id": ["1", "2", "3"], "kind": ["vessel", "vessel", "person"],
                          "name": ["GREY HULL", "DARK SEA", "EVER MADE"]})  # fmt: skip
    cases = frame(
        case(case_id="a", name="DARK SEA", subject_id="1", label="match", mutation="typo"),
        case(case_id="b", name="EVER MADE", label="no-match", mutation="neg_vessel_name"),
    )
    scores = Fuzz("Jaro-Winkler", jaro_winkler, index).scores(cases)
    assert scores.loc["a", "best"] == 100.0
    assert 0 < scores.loc["a", "own"] < 100
    assert scores.loc["b", "own"] == 0.0
    assert scores.loc["b", "best"] < 100


def test_the_command_prints_the_measures_of_any_case_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index = pd.DataFrame(
        {"list_id": ["1", "2"], "kind": ["vessel", "organization"],
         "name": ["BELOMORSKIY", "ALMAZ ANTEY CORP"], "imo": ["9074729", ""], "mmsi": "",
         "call_sign": "", "vessel_type": "", "flag": "", "country": ""}
    )  # fmt: skip
    cases = [
        case(case_id="1", name="BELOMORSKY", subject_id="1", label="match", mutation="typo_del"),
        case(
            case_id="2",
            name="XYZZY",
            subject_id="1",
            subject_name="BELOMORSKIY",
            label="match",
            mutation="typo_sub",
        ),
        case(
            case_id="4",
            name="OTHER NAME",
            imo="9074729",
            subject_id="1",
            label="match",
            mutation="id_same_imo_other_name",
        ),
        case(
            case_id="5",
            name="ALMAZ-ANTEY",
            kind="organization",
            field="party",
            subject_id="2",
            label="match",
            mutation="legal_dropped",
        ),
    ]
    for word in ("BAKERY", "DAIRY", "ORCHARD", "PAPER", "VIOLIN"):
        innocent = {"name": f"{word} HOUSE", "label": "no-match"}
        cases += [
            case(case_id=f"ship {word}", mutation="neg_vessel_name", **innocent),
            case(case_id=word, mutation="neg_company_sec", **innocent)
            | {"kind": "organization", "field": "party"},
        ]
    index.to_csv(tmp_path / "index.csv", index=False)
    pd.DataFrame(cases).to_csv(tmp_path / "cases.csv", index=False)
    pd.DataFrame({"list_id": ["1"], "alias_type": ["fka"], "alias": ["GREY HULL"]}).to_csv(
        tmp_path / "aliases.csv", index=False
    )
    paths = [str(tmp_path / f"{name}.csv") for name in ("cases", "index", "aliases")]
    monkeypatch.setattr("sys.argv", ["accuracy", *paths[:2], "--aliases", paths[2], "--quick"])
    command.main()
    output = capsys.readouterr().out
    assert "| ship names, macro recall at 1 % | >= 94 | 50.0" in output
    assert "| organization names, macro at 1 % | >= 95 | 100.0" in output
    assert "| same IMO, other name, as hit | 100 | 100.0" in output
    assert "'XYZZY' and 'BELOMORSKIY'" in output  # among the worst misses


def test_a_case_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case_id,name\n1,A\n")
    with pytest.raises(SystemExit, match="cases need the columns"):
        command.read_cases(tmp_path / "cases.csv")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the peers' own warnings are theirs
def test_nomenklatura_takes_names_and_numbers_and_forgets_earlier_queries() -> None:
    pytest.importorskip("nomenklatura", reason="no peers: pip install '.[bench]'")
    listed = case(case_id="1", name="GREY HULL", imo="9074729"), case(case_id="2", name="DARK SEA")
    index = frame(*listed).rename_axis("list_id").reset_index()
    peer = Nomenklatura("logic-v1", index)
    named = frame(
        case(case_id="a", name="GREY HULL", subject_id="1", label="match", mutation="exact"),
        case(case_id="b", name="DARK SEA", subject_id="2", label="match", mutation="exact"),
        case(case_id="c", name="EVER MADE", label="no-match", mutation="neg_vessel_name"),
    )
    scores = peer.scores(named)
    assert scores.loc[["a", "b"], "own"].tolist() == [100.0, 100.0]
    assert scores.loc["c", "best"] < 70
    numbered = case(case_id="d", name="OTHER", imo="9074729", subject_id="1", label="match",
                    mutation="id_same_imo_other_name")  # fmt: skip
    assert peer.scores(frame(numbered)).loc["d", "own"] >= 70


def test_pairs_of_names_are_judged_by_kind_and_wrong_verdicts_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(
        "schema,name1,name2,is_match,quality\nVessel,GREY HULL,GREY HULL,true,\n"
        "Vessel,GREY HULL,EVER MADE,true,\nCompany,ALMAZ LLC,ALMAZ OOO,true,\n"
        "Company,ALMAZ LLC,ORCHARD LLC,false,\nAirplane,A,A,true,\n"
    )
    pairs = name_bench.read_pairs(path)
    f1 = name_bench.f1_by_kind(pairs, name_bench.vscreen_pair, least=82)
    assert f1 == {"organization": 1.0, "vessel": pytest.approx(2 / 3)}
    assert "| vessel | GREY HULL | EVER MADE | match |" in name_bench.failing(pairs, least=82)
    assert name_bench.f1_by_kind(None, name_bench.vscreen_pair, least=82) == {}
