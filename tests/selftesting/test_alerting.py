"""What alerts on a manifest's own rows: by threshold, by list and by listed name."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Lists, Policy, SelfTest
from vscreen.selftesting.alerting import MOST_NAMES, holds_name, reach

LEVELS = [78, 80, 82, 84, 86, 88, 90, 93]
ROWS = pd.DataFrame(
    [
        ("GREY HULL", "Kivu Coffee Growers", "", ""),
        ("GREY HULL", "Pine Hill Agency", "", ""),
        ("GREY HUL", "Agent of Ivan Petrovich Testov, Omsk", "1962-03-04", ""),
        ("GRAY HULL", "Ivan Petrovich Testov", "1975-08-21", ""),
        ("EVER GIVEN", "Testov Ivan Petrovic", "1962-03-04", ""),
        ("EVER GIVEN", "Testov Ivan Petrovic", "04/03/1962", ""),
        ("BRASS LANTERN", "A B", "", "9161003"),
        ("EMMA MAERSK", "Ivan Testov", "1975-08-21", ""),
        ("MSC OSCAR", "Long Quay Terminal", "", ""),
        ("CMA CGM JULES VERNE", "", "", ""),
    ],
    columns=["Vessel", "Consignee", "Consignee DOB", "IMO"],
    index=[f"B/L {number}" for number in range(10)],
)


def write(folder: Path, name: str, lines: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(f"id,kind,name,imo,birth_date\n{lines}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    folder = tmp_path_factory.mktemp("lists")
    one = write(
        folder, "one", "1,vessel,GREY HULL,,\n2,person,Ivan Petrovich Testov,,4 March 1962\n"
    )
    other = write(folder, "other", "7,vessel,Grey-Hull,,\n8,vessel,LADY R,9161003,\n")
    return vscreen.read_lists(one) + vscreen.read_lists(other)


@pytest.fixture(scope="module")
def tested(lists: Lists) -> SelfTest:
    return vscreen.selftest(ROWS, lists, per_distortion=2)


def test_every_figure_of_a_threshold_is_that_of_a_screening_at_it(
    tested: SelfTest, lists: Lists
) -> None:
    assert tested.alerts["threshold"].tolist() == LEVELS
    now = set(vscreen.screen(ROWS, lists).hits["row"])
    for figures in tested.alerts.to_dict("records"):
        result = vscreen.screen(ROWS, lists, Policy(review=figures["threshold"]))
        rows, verdicts = set(result.hits["row"]), result.verdicts["verdict"]
        assert figures["alerts"] == len(rows)
        assert figures["per_1000"] == pytest.approx(100 * len(rows))
        assert figures["hits"] == (verdicts == "hit").sum()
        assert figures["reviews"] == (verdicts == "review").sum()
        assert (figures["added"], figures["lost"]) == (len(rows - now), len(now - rows))
        found = tested.planted[tested.planted["distortion"] != "weak_alias"]["reach"]
        assert figures["found"] == (found >= figures["threshold"]).sum()
        assert figures["planted"] == len(found)


def test_a_hit_beside_a_birth_date_ends_where_its_name_does(lists: Lists) -> None:
    low = vscreen.screen(ROWS, lists, Policy(review=60)).hits
    assert low["reasons"].str.contains("birth_date_equal").any()
    assert low["reasons"].str.contains("birth_date_differs").any()
    ends = reach(low)
    for threshold in (70, 75.5, 82, 88, 92, 92.5, 93):
        hits = vscreen.screen(ROWS, lists, Policy(review=threshold)).hits
        assert sorted(low[ends >= threshold]["sentence"]) == sorted(hits["sentence"])


def test_a_number_that_is_printed_in_an_entry_stays_at_every_threshold() -> None:
    hits = pd.DataFrame({"reasons": ["number_in_entry;name_differs"], "score": [82.0]})
    assert reach(hits).tolist() == [100.0]


def test_each_list_is_counted_alone_and_all_together_once(tested: SelfTest, lists: Lists) -> None:
    by_list = tested.alerts_by_list.set_index("list")
    hits = vscreen.screen(ROWS, lists).hits
    rows = {name: set(hits.loc[hits["list"] == name, "row"]) for name in ("one", "other")}
    assert by_list.loc[["one", "other"], "alerts"].to_dict() == {
        name: len(of) for name, of in rows.items()
    }
    assert by_list.loc["one", "only"] == len(rows["one"] - rows["other"]) > 0
    assert by_list.loc["other", "only"] == len(rows["other"] - rows["one"]) > 0
    assert by_list.loc["all", "alerts"] == len(rows["one"] | rows["other"])
    at_policy = tested.alerts.set_index("threshold").loc[82.0]
    for column in ("alerts", "hits", "reviews", "named", "others"):
        assert by_list.loc["all", column] == at_policy[column]


def test_rows_that_hold_a_listed_name_or_number_are_told_apart(tested: SelfTest) -> None:
    every = tested.alerts_by_list.set_index("list").loc["all"]
    # two ships by name, two persons' whole names, one IMO number
    assert every["named"] == 5
    assert every["named"] + every["others"] == every["alerts"]


def test_the_names_that_cause_most_alerts_stand_first_with_an_example(tested: SelfTest) -> None:
    names = tested.alerting_names
    assert len(names) <= MOST_NAMES
    assert names["alerts"].is_monotonic_decreasing
    ship = names.set_index("name").loc["GREY HULL"]
    assert (ship["lists"], ship["entries"], ship["text"]) == ("one;other", 2, "GREY HULL")
    assert ship["row"] in ROWS.index
    assert ROWS.loc[ship["row"], "Vessel"] == ship["text"]
    assert ship["reasons"].startswith("name_equal")
    assert "GREY HULL" in ship["sentence"]
    number = names.set_index("name").loc["LADY R"]
    assert (number["alerts"], number["named"]) == (1, 1)


def test_a_planted_person_does_not_keep_the_birth_date_of_another(tested: SelfTest) -> None:
    exact = tested.planted[tested.planted["distortion"] == "exact"]
    planted = tested.manifest.loc[exact.loc[exact["kind"] == "person", "row"]]
    assert (planted["Consignee DOB"] == "").all()


def test_the_page_tells_it_all(tested: SelfTest) -> None:
    html = lxml.html.fromstring(tested.to_html())
    page = " ".join(html.text_content().split())
    table = [[cell.text_content().strip() for cell in row] for row in html.xpath("//tr")]
    assert "What alerts on your own rows" in page
    for name in tested.alerting_names.to_dict("records"):
        assert name["name"] in page
        assert name["sentence"] in page
    for row in tested.alerts_by_list.to_dict("records"):
        figures = [row[f"{name}per_1000"] for name in ("", "hits_", "reviews_", "others_")]
        shown = [str(row["alerts"]), *(f"{figure:.1f}" for figure in figures), str(row["only"])]
        assert [row["list"], *shown] in table


def test_a_manifest_of_which_nothing_alerts_has_no_names_and_noughts(lists: Lists) -> None:
    quiet = vscreen.selftest(ROWS[8:], lists, per_distortion=1, thresholds=[82])
    assert quiet.alerting_names.empty
    assert quiet.alerts_by_list["alerts"].tolist() == [0, 0, 0]
    assert "What alerts on your own rows" in quiet.to_html()


WORDS = st.lists(st.sampled_from(["GREY", "HULL", "IVAN", "Ltd", "é", "7"]), min_size=1, max_size=4)


@given(WORDS, WORDS, WORDS)
def test_a_name_of_two_words_is_found_word_for_word_amid_any_others(
    before: list[str], name: list[str], behind: list[str]
) -> None:
    text = ", ".join([*before, "-".join(name), *behind])
    assert holds_name(" ".join(name), " ".join(name).lower())
    assert holds_name(text, " ".join(name)) or len(name) == 1


def test_a_word_that_is_part_of_another_or_says_little_is_not_held() -> None:
    assert not holds_name("GREYHULL", "GREY HULL")
    assert not holds_name("GREY HULLS", "GREY HULL")
    assert not holds_name("MARIA STAR", "MARIA")
    assert holds_name("MV BELOMORSKIY VOY 7", "Belomorskiy")
    assert not holds_name("", "")
    assert not holds_name("MARIA", "")
