from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest
from typer.testing import CliRunner

import vscreen
from vscreen import Lists, Policy, SelfTest, bundled_lists, selftest
from vscreen.cli.main import app, demo_manifest
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Kind, NameKind
from vscreen.selftesting.alerting import reach
from vscreen.selftesting.distortions import DISTORTIONS
from vscreen.selftesting.selftest import wilson
from vscreen.snapshots.read import take_snapshot

SHIPS = pd.DataFrame(
    {
        "Vessel": ["EVER GIVEN", "EMMA MAERSK", "CMA CGM JULES VERNE", "LADY R", "MSC OSCAR"],
        "IMO": ["9811000", "9321483", "9454450", "9161003", "9703291"],
        "Shipper": ["Pine Hill Agency", "Kivu Coffee Growers Ltd", "", "Long Quay Terminal", "A B"],
        "Remarks": ["", "coffee", "general cargo", "", ""],
        "Teu": [20124, 15550, 16022, 0, 19224],
    },
    index=[11, 11, 7, 3, 5],
)


@pytest.fixture(scope="module")
def lists() -> Lists:
    return bundled_lists()


@pytest.fixture(scope="module")
def demo(lists: Lists) -> SelfTest:
    return selftest(demo_manifest(), lists, per_distortion=4, seed=1)


@pytest.fixture(scope="module")
def ships(lists: Lists) -> SelfTest:
    return selftest(SHIPS, lists, per_distortion=6, thresholds=[75, 90])


def at_policy(tested: SelfTest) -> dict[tuple[str, str], float]:
    rows = tested.at_policy[["kind", "distortion", "recall"]].to_numpy()
    return {(kind, distortion): recall for kind, distortion, recall in rows}


def own_list(
    list_id: str, *names: tuple[str, NameKind], kind: Kind = Kind.VESSEL, single: bool = False
) -> Lists:
    """A list of entries with a name each, or of a single entry with all the names."""
    entries = []
    for position, (name, name_kind) in enumerate(names):
        if not position or not single:
            entries.append(ListEntry(str(position), kind, name))
        else:
            entries[0].add_name(name, name_kind)
    return Lists(
        (take_snapshot(assemble(list_id, entries, reader="test", version="1", sources=())),)
    )


# --- the figures ---------------------------------------------------------------------------------


def test_the_figures_of_a_threshold_are_those_of_a_screening_at_it(
    demo: SelfTest, lists: Lists
) -> None:
    planted = demo.planted.set_index("row")
    subject = vscreen.subjects(lists).set_index("entry")["subject"]
    for figures in demo.alerts.to_dict("records"):
        policy = Policy(review=figures["threshold"])
        result = vscreen.screen(demo.manifest, lists, policy, columns={"Why": None})
        alerts = result.verdicts["verdict"].isin(["hit", "review"])
        own = ~alerts.index.isin(planted.index)
        assert int(alerts[own].sum()) == figures["alerts"]
        assert int((result.verdicts["verdict"][own] == "hit").sum()) == figures["hits"]
        hits = result.hits[result.hits["row"].isin(planted.index)]
        expected = subject[planted.loc[hits["row"], "entry"]].to_numpy()
        found = hits[hits["subject"] == expected].drop_duplicates("row")["row"]
        recall = demo.recall[demo.recall["threshold"] == figures["threshold"]]
        counts = planted.loc[found].groupby(["kind", "distortion"]).size()
        reported = recall.set_index(["kind", "distortion"])["found"]
        assert reported[reported > 0].sort_index().to_dict() == counts.sort_index().to_dict()


@pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")
def test_the_reach_of_a_hit_is_where_it_ends_on_real_rows(shared: Path, lists: Lists) -> None:
    lists = lists + vscreen.read_lists(shared / "lists" / "us-ofac-sdn-csv")
    calls = next((shared / "manifests" / "port-calls-marinetraffic").glob("*.csv"))
    manifest = vscreen.read_manifest(calls)
    low = vscreen.screen(manifest, lists, Policy(review=70)).hits
    ends = reach(low)
    for threshold in (75, 82, 90, 93):
        hits = vscreen.screen(manifest, lists, Policy(review=threshold)).hits
        remaining = low[ends >= threshold]
        assert sorted(remaining["sentence"]) == sorted(hits["sentence"])
        assert sorted(remaining["verdict"]) == sorted(hits["verdict"])


def test_a_lower_threshold_finds_and_alerts_no_less(demo: SelfTest) -> None:
    for _, rows in demo.recall.groupby(["kind", "distortion"]):
        assert rows.sort_values("threshold")["found"].is_monotonic_decreasing
    assert demo.alerts.sort_values("threshold")["alerts"].is_monotonic_decreasing


def test_names_as_printed_and_ships_by_their_number_all_come_back(demo: SelfTest) -> None:
    recall = at_policy(demo)
    sure = ["exact", "strong_alias", "former", "native", "case", "full_width", "invisible"]
    assert {recall[kind, distortion] for kind, distortion in recall if distortion in sure} == {1.0}
    assert {
        recall["vessel", by_number]
        for by_number in ("imo_other_name", "imo_written", "free_text_imo")
    } == {1.0}


def test_the_name_beside_another_valid_number_is_found_but_never_a_hit(demo: SelfTest) -> None:
    false = demo.recall[demo.recall["distortion"] == "imo_of_another"]
    assert (false["found"] == false["planted"]).all()
    assert (false["hits"] == 0).all()


def test_an_interval_holds_its_share_and_shrinks_with_the_sample(demo: SelfTest) -> None:
    assert demo.recall["recall"].between(demo.recall["low"], demo.recall["high"]).all()
    low, high = wilson(pd.Series([5, 50, 500]), pd.Series([10, 100, 1000]))
    assert (high - low).is_monotonic_decreasing
    assert round(float(low[0]), 4) == 0.2366  # Brown, Cai and DasGupta 2001, by hand
    assert round(float(high[0]), 4) == 0.7634


def test_the_mean_weighs_distortions_alike_and_leaves_weak_aliases_out(demo: SelfTest) -> None:
    ships = demo.at_policy[(demo.at_policy["kind"] == "vessel")]
    mean = demo.curve().set_index(["kind", "threshold"])["recall"]["vessel", 82.0]
    assert mean == pytest.approx(ships[ships["distortion"] != "weak_alias"]["recall"].mean())


# --- what is planted -----------------------------------------------------------------------------


def test_the_manifest_is_copied_with_its_index_and_never_changed(lists: Lists) -> None:
    frame = SHIPS.copy(deep=True)
    tested = selftest(frame, lists, per_distortion=1, thresholds=[82])
    pd.testing.assert_frame_equal(frame, SHIPS)
    assert tested.manifest.index[: len(frame)].tolist() == [11, 11, 7, 3, 5]
    assert tested.manifest.columns.tolist() == SHIPS.columns.tolist()
    assert tested.manifest.iloc[: len(frame)].to_numpy().tolist() == SHIPS.to_numpy().tolist()
    assert tested.manifest.index[len(frame) :].tolist() == tested.planted["row"].tolist()


@pytest.mark.parametrize(
    "index",
    [
        pd.MultiIndex.from_product([["A"], range(5)]),
        pd.Index(["planted-00001", "planted-x", "c", "d", "e"]),
        pd.date_range("2024-05-24", periods=5),
    ],
    ids=["multi", "of planted rows", "dates"],
)
def test_any_index_is_kept(index: pd.Index, lists: Lists) -> None:
    tested = selftest(SHIPS.set_axis(index), lists, per_distortion=1, thresholds=[82])
    assert tested.manifest.index.tolist()[:5] == index.tolist()
    assert not set(tested.planted["row"]) & set(index.tolist())
    assert set(tested.planted["host"]) <= set(index.tolist())


def test_rows_that_alert_by_themselves_are_listed_and_nothing_is_planted_in_them(
    ships: SelfTest,
) -> None:
    assert ships.already["row"].tolist() == [3]
    assert ships.already["sentence"][0].startswith("LADY R (vessel, kr-mofa): IMO number 9161003")
    assert set(ships.planted["host"]) == {11, 7, 5}


def test_if_every_row_alerts_the_planted_rows_are_empty_but_for_the_plant(lists: Lists) -> None:
    tested = selftest(SHIPS.loc[[3]], lists, per_distortion=2, thresholds=[82])
    copy = tested.manifest.set_index(tested.manifest.index.astype(str))
    exact = tested.planted[tested.planted["distortion"] == "exact"]
    ship = copy.loc[exact[exact["kind"] == "vessel"]["row"].iloc[0]]
    assert ship["Vessel"] == exact[exact["kind"] == "vessel"]["text"].iloc[0]
    assert (ship.drop("Vessel") == "").all()


def test_a_planted_ship_replaces_the_row_s_ship_and_nothing_else(
    ships: SelfTest,
) -> None:
    for planted in ships.planted[ships.planted["kind"] == "vessel"].to_dict("records"):
        row = ships.manifest.loc[planted["row"]]
        hosts = SHIPS.loc[[planted["host"]]]
        assert (hosts[["Shipper", "Teu"]] == row[["Shipper", "Teu"]]).all(axis=1).any()
        texts = dict(zip(planted["field"].split(";"), planted["text"].split(";"), strict=True))
        if "free_text" in texts:
            assert (hosts[["Vessel", "IMO"]] == row[["Vessel", "IMO"]]).all(axis=1).any()
        else:
            assert row["IMO"] == texts.get("imo", "")


def test_every_party_column_is_planted_in_turn(demo: SelfTest) -> None:
    firms = demo.planted[demo.planted["kind"] == "organization"]
    assert set(firms["field"]) == {"shipper", "consignee", "notify_party", "free_text"}


def test_every_list_is_planted_however_small(lists: Lists) -> None:
    many = tuple((f"NORTHERN LIGHT {number}", NameKind.PRIMARY) for number in range(100, 160))
    lists = lists + own_list("large", *many)
    tested = selftest(demo_manifest(), lists, per_distortion=30, thresholds=[82])
    exact = tested.planted[tested.planted["distortion"] == "exact"]
    ships = exact[exact["kind"] == "vessel"]
    assert ships["list"].value_counts().to_dict() == {"large": 13, "un-1718": 13, "kr-mofa": 4}
    assert not exact["entry"].duplicated().any()
    few = selftest(demo_manifest(), lists, per_distortion=1, thresholds=[82]).planted
    exact = few[few["distortion"] == "exact"]
    assert sorted(zip(exact["kind"], exact["list"], strict=True)) == [
        ("organization", "jp-mofa"), ("organization", "kr-mofa"), ("person", "jp-mofa"),
        ("person", "kr-mofa"), ("vessel", "kr-mofa"), ("vessel", "large"), ("vessel", "un-1718"),
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_figures_in_whatever_order_the_lists_come(
    lists: Lists,
) -> None:
    turned = Lists(tuple(reversed(lists.snapshots)))
    first, second = (selftest(SHIPS, order, per_distortion=2, seed=7) for order in (lists, turned))
    for name, frame in first.frames().items():
        if name != "by_list":
            pd.testing.assert_frame_equal(frame, second.frames()[name])
    again = selftest(SHIPS, lists, per_distortion=2, seed=8)
    assert again.planted["text"].tolist() != first.planted["text"].tolist()


# --- what is missed ------------------------------------------------------------------------------


def test_a_blind_policy_is_a_finding_with_its_cause(lists: Lists) -> None:
    tested = selftest(SHIPS, lists, Policy(fields=("imo", "shipper")), per_distortion=2)
    recall = at_policy(tested)
    by_name = {distortion.name for distortion in DISTORTIONS if distortion.fields == ("name",)}
    ships = {distortion: share for (kind, distortion), share in recall.items() if kind == "vessel"}
    assert {share for distortion, share in ships.items() if distortion in by_name} == {0}
    assert recall["vessel", "imo_other_name"] == recall["organization", "exact"] == 1.0
    blind = [
        finding
        for finding in tested.findings
        if finding.startswith("Blind") and "ships planted" in finding and "exact" in finding
    ]
    assert len(blind) == 1
    assert "the policy does not screen vessel" in blind[0]


def test_weak_aliases_are_found_only_by_a_policy_that_screens_them() -> None:
    names = (("GREY HULL", NameKind.PRIMARY), ("TROMBONE", NameKind.WEAK_ALIAS))
    lists = own_list("own", *names, single=True)
    recall = {
        weak: at_policy(selftest(SHIPS, lists, Policy(weak_aliases=weak)))["vessel", "weak_alias"]
        for weak in ("confirm", "screen", "ignore")
    }
    assert recall == {"confirm": 0.0, "screen": 1.0, "ignore": 0.0}
    missed = selftest(SHIPS, lists).missed.set_index("distortion")["why"]
    assert missed["weak_alias"] == "a weak alias raises nothing alone (weak_aliases=confirm)"


def test_each_miss_is_below_the_threshold_and_scored_as_compare_scores_it(
    demo: SelfTest, lists: Lists
) -> None:
    assert len(demo.missed) == int((demo.planted["reach"] < 82).sum()) > 0
    assert (demo.missed["score"] < 82).all()
    assert (demo.missed["why"] != "").all()
    names = lists.names[lists.names["kind"] != "weak_alias"].groupby("entry")["name"].agg(list)
    by_name = demo.missed[demo.missed["field"].isin(["vessel", "consignee", "shipper"])]
    scored = by_name[by_name["distortion"] != "weak_alias"].to_dict("records")
    for miss in scored:
        kind = "vessel" if miss["field"] == "vessel" else "party"
        best = max(
            vscreen.compare(miss["text"], name, kind=kind).score for name in names[miss["entry"]]
        )
        assert miss["score"] == pytest.approx(best)


def test_what_could_not_be_planted_is_listed_with_the_reason(lists: Lists) -> None:
    tested = selftest(SHIPS[["Vessel"]], lists, per_distortion=1, thresholds=[82])
    why = tested.untested.set_index(["kind", "list", "distortion"])["why"]
    assert why["vessel", "", "imo_slip"] == "the manifest has no column for imo"
    assert why["person", "jp-mofa", ""] == (
        "the manifest has no column that names a company or person"
    )
    assert (
        "Not tested: persons of jp-mofa, kr-mofa: the manifest has no column that names a company "
        "or person." in tested.findings
    )


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"thresholds": [95]}, "not above the policy's hit=93"),
        ({"thresholds": [0]}, "lies above 0"),
        ({"per_distortion": 0}, "at least one"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: dict[str, Any], message: str, lists: Lists
) -> None:
    with pytest.raises(vscreen.errors.PolicyError, match=message):
        selftest(SHIPS, lists, **options)


def test_a_manifest_without_rows_and_lists_without_a_list_are_refused(lists: Lists) -> None:
    with pytest.raises(vscreen.errors.ManifestError, match="no rows"):
        selftest(SHIPS.head(0), lists)
    with pytest.raises(vscreen.errors.EmptyListError):
        selftest(SHIPS, Lists())


# --- the report ----------------------------------------------------------------------------------


def test_the_page_holds_the_figures_and_needs_nothing_else(demo: SelfTest) -> None:
    page = lxml.html.fromstring(demo.to_html())
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@href | //@onload")
    assert "url(" not in page.xpath("string(//style)")
    assert len(page.xpath("//svg[@role='img'][string-length(@aria-label) > 40]")) == 2
    table = [[cell.text_content().strip() for cell in row] for row in page.xpath("//tr")]
    own = demo.alerts[demo.alerts["threshold"] == 82].iloc[0]
    mean = [f"{100 * recall:.1f} %" for recall in demo.curve().query("threshold == 82")["recall"]]
    mean.append(f"{100 * own['share']:.1f} %")
    missed, alerts = len(demo.missed), f"{own['alerts']:.0f}"
    expected = ["82 (policy)", *mean, f"{missed:,}", alerts, f"{own['per_1000']:.1f}"]
    assert [row[: len(expected)] for row in table if row[0] == expected[0]] == [expected]
    for figures in demo.at_policy.to_dict("records"):
        name = figures["distortion"].replace("_", " ")
        cells = [f"{figures['planted']}", f"{100 * figures['recall']:.0f}"]
        assert any(row[:1] == [name] and row[2:3] == cells[:1] and cells[1] in row for row in table)
    for text in (demo.record.policy_hash, *(record.hash for record in demo.record.lists)):
        assert text in page.text_content()
    assert "No threshold is recommended here, and no policy was changed." in page.text_content()


def test_no_text_of_a_manifest_or_list_is_markup(lists: Lists) -> None:
    evil = '<script>alert("x")</script>'
    frame = pd.DataFrame({"Vessel": ["LADY R", "EVER GIVEN"], evil: ["", ""]}, index=[evil, "b"])
    own = own_list("own", (f"{evil} STAR", NameKind.PRIMARY))
    html = selftest(frame, lists + own, per_distortion=2).to_html()
    assert evil not in html
    assert not lxml.html.fromstring(html).xpath("//script")


def test_a_single_threshold_or_no_plant_still_make_a_page(lists: Lists) -> None:
    single = selftest(SHIPS, lists, Policy(review=80), per_distortion=1, thresholds=[80])
    assert "80 (policy)" in single.to_html()
    firms = own_list("firms", ("IBEX LLC", NameKind.PRIMARY), kind=Kind.ORGANIZATION)
    none = selftest(SHIPS[["Vessel"]], firms)
    assert none.record.planted == 0
    assert "Not tested" in none.to_html()


def test_a_saved_test_can_be_screened_again_by_any_tool(
    ships: SelfTest, lists: Lists, tmp_path: Path
) -> None:
    folder = ships.save(tmp_path / "run")
    assert sorted(path.name for path in folder.iterdir()) == [
        "alerting_names.csv", "alerts.csv", "alerts_by_list.csv", "already.csv", "by_list.csv",
        "missed.csv", "planted.csv", "planted_manifest.csv", "recall.csv", "selftest.html",
        "selftest.json", "untested.csv",
    ]  # fmt: skip
    record = json.loads((folder / "selftest.json").read_text(encoding="utf-8"))
    assert record["seed"] == 0
    assert record["policy_hash"] == Policy().hash
    copy = vscreen.read_manifest(folder / "planted_manifest.csv")
    result = vscreen.screen(copy, lists)
    flagged = set(copy.frame["row"][result.verdicts["hits"].to_numpy() > 0])
    found = ships.planted[ships.planted["reach"] >= 82]["row"]
    assert set(found) <= flagged
    with pytest.raises(vscreen.errors.RunError, match="holds something already"):
        ships.save(folder)


# --- at the shell --------------------------------------------------------------------------------


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    SHIPS[["Vessel", "IMO"]].to_csv("may.csv", index=False)
    return Path("may.csv")


def test_the_shell_prints_the_figures_of_the_library(may: Path, lists: Lists) -> None:
    words = ("selftest", may, "--per-distortion", "2", "--seed", "5", "--threshold", "80")
    outcome = run(*words, "--json")
    document = json.loads(outcome.stdout)
    manifest = vscreen.read_manifest(may)
    tested = selftest(manifest, lists, per_distortion=2, seed=5, thresholds=[80])
    assert document["recall"] == tested.recall.to_dict("records")
    assert document["findings"] == tested.findings
    assert document["exit_code"] == outcome.exit_code == 1
    plain = run(*words, "--out", "run").output
    assert "policy 82" in plain
    assert "The report is run/selftest.html." in plain
    assert "No threshold is recommended here" in plain


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--max-age", "48h"], "at most 48 hours is asked for"),
        (["--threshold", "99"], "not above the policy's hit=93"),
        (["--column", "Vessel"], "--column reads like"),
    ],
)
def test_what_could_not_be_tested_ends_with_2(may: Path, words: list[str], message: str) -> None:
    outcome = run("selftest", may, "--per-distortion", "1", *words)
    assert outcome.exit_code == 2
    assert message in " ".join(outcome.output.split())


def test_nothing_to_look_at_ends_with_0(may: Path) -> None:
    ships = ("GOLDEN BELOMORSKIY", "MEKHANIK YARTSEV", "KAPITAN BEKLEMISHEV", "SALVIA DORENA")
    rows = [f"{number},vessel,{name},9074729" for number, name in enumerate(ships)]
    Path("own.csv").write_text("\n".join(["id,kind,name,imo", *rows, ""]), encoding="utf-8")
    outcome = run("selftest", may, "--lists", "own.csv", "--review", "60", "--threshold", "60")
    assert outcome.exit_code == 0, outcome.output
