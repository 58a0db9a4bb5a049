from __future__ import annotations

import dataclasses
import pickle  # a result may travel to another process
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Lists, Result, load_run
from vscreen.errors import RunError
from vscreen.lists.reading import ListEntry, assemble
from vscreen.results.labels import same_index
from vscreen.results.result import NOT_CHECKED
from vscreen.schema import Scheme
from vscreen.scoring.probability import lay_out
from vscreen.snapshots.read import take_snapshot

SCREENER = vscreen.Screener(vscreen.bundled_lists(), cache=None)


@pytest.fixture(scope="module")
def result() -> Result:
    frame = pd.DataFrame(
        {
            "vessel": ["LADY R", "OCEAN", "MARIA"],
            "imo": ["", "", "9811000"],
            "consignee": ["", "", "C/O M LIZING"],
        },
        index=["a", "b", "a"],
    )
    return vscreen.screen(frame, vscreen.bundled_lists())


def test_a_row_is_explained_with_both_sides_and_the_source(result: Result) -> None:
    output = result.explain(row="a")
    for part in ("LADY R", "9811000", "8517839", "C/O M LIZING", "source: https://"):
        assert part in output
    assert output.endswith(NOT_CHECKED)


def test_each_hit_of_a_row_is_explained_with_its_own_evidence(result: Result) -> None:
    blocks = result.explain("a").split("\n\n")[1:]
    of_row = result.hits[result.hits["row"] == "a"]
    for position, block in zip(of_row.index, blocks, strict=True):
        facts = result.evidence[result.evidence["hit"] == position]
        assert "\n".join(lay_out(zip(facts["weight"], facts["sentence"], strict=True))) in block
    assert len(blocks) > 1
    assert "is listed by" not in "".join(blocks), "each of these subjects is on a single list"


def test_what_a_listing_forbids_is_told_beside_each_hit(result: Result) -> None:
    blocks = result.explain("a").split("\n\n")[1:]
    of_row = result.hits[result.hits["row"] == "a"]
    for forbids, block in zip(of_row["forbids"], blocks, strict=True):
        assert f"  What the listing forbids: {forbids}\n" in block
    assert set(of_row["measures"]) == {"port_ban", "asset_freeze"}


def test_each_entry_says_on_how_many_sources_it_rests(result: Result) -> None:
    blocks = result.explain(row="a").split("\n\n")[1:]
    assert all("Confidence: " in block for block in blocks)


def test_a_clear_row_is_explained_too(result: Result) -> None:
    assert "nothing found" in result.explain(row="b")


def test_a_row_that_is_not_there_is_an_error(result: Result) -> None:
    with pytest.raises(KeyError, match="no row 'z' among the 3"):
        result.explain(row="z")


def test_a_run_is_saved_whole_and_read_back(result: Result, tmp_path: Path) -> None:
    folder = result.save(tmp_path / "runs" / "one")
    assert sorted(path.name for path in folder.iterdir()) == [
        "alerts.csv", "designations.parquet", "entries.parquet", "evidence.parquet", "hits.parquet",
        "rejected.parquet", "run.json", "verdicts.parquet",
    ]  # fmt: skip
    back = load_run(folder)
    pd.testing.assert_frame_equal(back.verdicts, result.verdicts)
    pd.testing.assert_frame_equal(back.hits, result.hits)
    pd.testing.assert_frame_equal(back.evidence, result.evidence)
    assert back.run == result.run
    assert back.explain("a") == result.explain("a")
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]


def test_a_folder_that_holds_something_is_left_alone(result: Result, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(RunError, match="holds something already"):
        result.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_an_error(result: Result, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="can't be written"):
        result.save(tmp_path / "file" / "run")


@pytest.fixture(scope="module")
def own_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "own.csv"
    path.write_text(
        "id,kind,name,imo\n1,vessel,NORTHERN DAWN,9161003\n2,vessel,OTHER,9074729\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def twice_listed(own_list: Path) -> Result:
    lists = vscreen.read_lists(own_list) + vscreen.bundled_lists()
    frame = pd.DataFrame({"vessel": ["LADY R", "LADY R"], "imo": ["", "9161003"]})
    return vscreen.screen(frame, lists)


def test_the_same_ship_on_two_lists_is_one_subject(twice_listed: Result) -> None:
    grouped = twice_listed.by_subject()
    assert grouped["row"].tolist() == [1, 0]
    assert grouped["lists"].tolist() == ["own;kr-mofa"] * 2
    assert grouped["hits"].sum() == len(twice_listed.hits) == 3


def test_what_all_lists_of_a_subject_forbid_is_told_though_one_of_them_was_hit(
    tmp_path: Path,
) -> None:
    (tmp_path / "us-sdn.csv").write_text(
        "id,kind,name,imo\n1,vessel,NORTHERN DAWN,9161003\n", encoding="utf-8"
    )
    lists = vscreen.read_lists(tmp_path) + vscreen.bundled_lists()
    result = vscreen.screen(pd.DataFrame({"vessel": ["LADY R"]}), lists)
    assert result.hits["list"].tolist() == ["kr-mofa"]
    (alert,) = result.by_subject().to_dict("records")
    assert (alert["lists"], alert["measures"]) == ("us-sdn;kr-mofa", "asset_freeze;port_ban")
    ship, port = alert["forbids"].split(";")
    assert ship.startswith("US: blocked property")
    assert port == result.hits["forbids"].iloc[0]
    assert f"  What its other listings forbid: {ship}\n" in result.explain(0)


def test_a_list_of_ones_own_forbids_nothing(twice_listed: Result, own_list: Path) -> None:
    own = twice_listed.hits[twice_listed.hits["list"] == "own"]
    assert own["forbids"].tolist() == [""]
    alone = vscreen.screen(pd.DataFrame({"imo": ["9074729"]}), own_list).by_subject()
    assert alone[["measures", "forbids"]].to_numpy().tolist() == [["", ""]]
    assert twice_listed.explain(1).count("forbid") == twice_listed.explain(0).count("forbid") == 1


def test_explaining_a_row_names_every_list_that_designates_the_ship(twice_listed: Result) -> None:
    output = twice_listed.explain(0)
    assert "is listed by own (own:1), Korea (kr-mofa:2024-04-03-lady-r of 2024-04-03)." in output


def test_a_look_up_s_result_travels_and_is_changed_like_any_other() -> None:
    screener = vscreen.Screener(vscreen.bundled_lists())
    sent = pickle.loads(pickle.dumps(screener.lookup(vessel="LADY R")))  # noqa: S301  # our own
    assert type(sent) is vscreen.Result
    assert sent.hits["entry_name"].tolist() == ["LADY R"]
    lazy = screener.lookup(vessel="LADY R")
    changed = dataclasses.replace(lazy, hits=lazy.hits.head(0))
    assert changed.hits.empty
    assert changed.verdicts is lazy.verdicts
    with pytest.raises(AttributeError, match="wrong"):
        _ = screener.lookup(vessel="LADY R").wrong  # type: ignore[attr-defined]


INDEXES = [
    pd.RangeIndex(3, 9, 2),
    pd.RangeIndex(3, name="shipment"),
    pd.Index([7, 7, 8], dtype="int8"),
    pd.Index(["a,b", 'say "x"', "a,b"], dtype="str"),
    pd.Index(["7", "07", None], name=("B/L", 1)),
    pd.Index([None, "x", 6.0], dtype=object),
    pd.DatetimeIndex(["2024-05-24"] * 3, tz="Asia/Seoul"),
    pd.date_range("2024-03-30", periods=3, tz="Europe/Berlin"),
    pd.MultiIndex.from_arrays([["b"] * 3, range(3)], names=["port", None]),
    pd.CategoricalIndex(["x", "y", "x"]),
]


@pytest.mark.parametrize("index", INDEXES, ids=lambda index: f"{type(index).__name__}-{index[0]}")
def test_a_run_that_was_saved_aligns_with_its_manifest_as_the_live_run_does(
    index: pd.Index, tmp_path: Path
) -> None:
    frame = pd.DataFrame({"vessel": ["LADY R", "", "EVER GIVEN"]}, index=index)
    result = vscreen.screen(frame, vscreen.bundled_lists())
    back = load_run(result.save(tmp_path / "run"))
    pd.testing.assert_frame_equal(back.verdicts, result.verdicts)
    pd.testing.assert_index_equal(back.verdicts.index, frame.index, exact="equiv")
    assert list(back.hits["row"]) == list(result.hits["row"])
    assert list(map(type, back.hits["row"])) == list(map(type, result.hits["row"]))
    if index.is_unique:
        aligned = frame.assign(verdict=back.verdicts["verdict"])
        assert aligned["verdict"].tolist() == ["hit", "not_screened", "clear"]
    assert back.explain(frame.index[0]) == result.explain(frame.index[0])
    assert back.explain(str(frame.index[0])) == result.explain(str(frame.index[0]))


def test_a_label_comes_before_the_text_of_another_label() -> None:
    frame = pd.DataFrame({"vessel": ["LADY R", "EVER GIVEN"]}, index=pd.Index([7, "7"]))
    result = vscreen.screen(frame, vscreen.bundled_lists())
    assert "nothing found" in result.explain("7")
    assert "LADY R" in result.explain(7)


def test_an_unknown_label_among_others_is_passed_over_when_a_row_is_explained() -> None:
    frame = pd.DataFrame(
        {"vessel": ["EVER GIVEN", "LADY R"]}, index=pd.Index([pd.NA, "b"], dtype=object)
    )
    result = vscreen.screen(frame, vscreen.bundled_lists())
    assert "LADY R" in result.explain("b")
    assert "nothing found" in result.explain(pd.NA)


resource = pytest.importorskip("resource", reason="only POSIX limits how large a file may grow")

FRAMES = ("hits", "evidence", "rejected", "entries", "designations")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What a full disk does: writing on fails, with an error of the system's own."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_fills_while_one_frame_is_written_leaves_no_folder(tmp_path: Path) -> None:
    frame = pd.DataFrame({"vessel": ["LADY R"] * 300})
    result = vscreen.screen(frame, vscreen.bundled_lists())
    sizes = {path.name: path.stat().st_size for path in result.save(tmp_path / "whole").iterdir()}
    room = 10_000
    assert sizes["alerts.csv"] > room > sizes["run.json"]
    with files_no_larger_than(room), pytest.raises(RunError, match="can't be written"):
        result.save(tmp_path / "run")
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


@pytest.fixture(scope="module")
def lists() -> Lists:
    bare = ListEntry("bare", Kind.VESSEL, "EBANO")
    bare.add_identifier(Scheme.IMO_SHIP, "9161003")
    full = ListEntry("full", Kind.VESSEL, "ZQXWVKJ")
    full.add_fact("programs", "NS-PLC")
    full.add_fact("listed_on", "2024-05-24")
    reading = assemble("own", [bare, full], reader="test", version="1", sources=())
    return Lists((take_snapshot(reading),))


def test_labels_that_look_like_nothing_come_back_as_they_were(lists: Lists, tmp_path: Path) -> None:
    labels = ["NA", "null", "", "nan", "7"]
    frame = pd.DataFrame({"vessel": ["EBANO", "", "EVER GIVEN", "ZQXWVKJ", "EBANO"]}, index=labels)
    result = vscreen.screen(frame, lists)
    back = load_run(result.save(tmp_path / "run"))
    assert back.verdicts.index.tolist() == labels
    assert [back.explain(label) for label in labels] == [result.explain(label) for label in labels]


def test_every_frame_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text('vessel,consignee\nLADY R,C/O M LIZING\nMARIA\nNA,"a, ""b"""\n', "utf-8")
    result = vscreen.screen(vscreen.read_manifest(path), vscreen.bundled_lists())
    assert len(result.rejected) == 1
    back = load_run(result.save(tmp_path / "run"))
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(back, name), getattr(result, name))


def test_a_hit_by_name_is_explained_with_the_forms_that_were_compared(lists: Lists) -> None:
    output = vscreen.screen(pd.DataFrame({"vessel": ["M/V Zqxwvkj"]}), lists).explain(0)
    assert "\n  compared as 'ZQXWVKJ' with 'ZQXWVKJ'\n" in output
    assert "\n  own:full, listed on 2024-05-24, NS-PLC\n" in output


def test_a_hit_by_number_alone_is_explained_without_forms_and_programs(lists: Lists) -> None:
    output = vscreen.screen(pd.DataFrame({"imo": ["9161003"]}), lists).explain(0)
    assert "compared as" not in output
    assert "\n  own:bare, listed on a date not given\n" in output


cells = st.text(st.sampled_from("LADYR \r\n\0\t\"',;=+-@\u202e\ud800\u0416"), max_size=12)
LABELS = st.one_of(
    cells,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.decimals(allow_nan=False),
    st.binary(max_size=3),
    st.tuples(cells, st.integers()),
)


@given(st.lists(st.tuples(LABELS, cells), min_size=1, max_size=5))
def test_whatever_stands_in_a_cell_or_a_label_is_read_back_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, str]]
) -> None:
    index = pd.Index([label for label, _ in rows], dtype=object, tupleize_cols=False)
    vessels = [f"LADY R{cell}" for _, cell in rows]
    result = SCREENER.screen(
        pd.DataFrame({"vessel": vessels, "imo": "9161003"}, index=index, dtype=object)
    )
    back = load_run(result.save(tmp_path_factory.mktemp("run")))
    for name in ("verdicts", *FRAMES):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(result, name))
    assert same_index(back.verdicts.index, index)
    assert back.run == result.run


def test_a_label_that_cannot_be_kept_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    index = pd.Index([frozenset({1}), "b"], dtype=object)
    result = SCREENER.screen(pd.DataFrame({"vessel": ["LADY R", "MARIA"]}, index=index))
    with pytest.raises(RunError, match=r"frozenset can't be kept; .*reset_index"):
        result.save(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["hits", "evidence", "verdicts", "entries"])
def test_a_result_whose_rows_were_taken_away_is_not_saved_as_if_it_had_them_all(
    result: Result, tmp_path: Path, name: str
) -> None:
    less = dataclasses.replace(result, **{name: getattr(result, name).iloc[1:]})
    with pytest.raises(RunError, match=r"counts|not those of the screening"):
        less.save(tmp_path / "run")
    assert list(tmp_path.iterdir()) == []
