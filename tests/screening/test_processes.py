"""A screener travels to other processes, and pandas' options change nothing of what it says."""

from __future__ import annotations

import copy
import multiprocessing
import pickle  # what a pool of processes sends things with
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd
import pytest

import vscreen
from vscreen import Lists, Result, Screener, load_run

FRAMES = ("verdicts", "hits", "evidence", "entries", "designations", "rejected")


@pytest.fixture(scope="module")
def lists() -> Lists:
    return vscreen.bundled_lists()


@pytest.fixture(scope="module")
def frame(lists: Lists) -> pd.DataFrame:
    names = [*lists.names["name"], "EVER GIVEN", ""]
    texts = {"vessel": names, "consignee": names[::-1], "remarks": "PER MV LADY R TO RASON"}
    return pd.DataFrame({**texts, "imo": ["9161003"] + [""] * (len(names) - 1)})


@pytest.fixture(scope="module")
def some(frame: pd.DataFrame) -> pd.DataFrame:
    """Every fourth row: of each kind of name there are many."""
    return frame.iloc[::4].reset_index(drop=True)


@pytest.fixture(scope="module")
def expected(lists: Lists, some: pd.DataFrame) -> Result:
    """What is said of them while pandas' options are as they come."""
    return Screener(lists, cache=None).screen(some)


def assert_same(one: Result, other: Result) -> None:
    for name in FRAMES:
        # What holds the headings is pandas' own, and follows its options.
        pd.testing.assert_frame_equal(
            getattr(one, name), getattr(other, name), check_column_type=False
        )


@pytest.mark.parametrize("is_used", [False, True], ids=["new", "used"])
@pytest.mark.parametrize("is_cached", [False, True], ids=["in memory", "from its cache"])
def test_a_screener_says_the_same_when_it_was_pickled(
    lists: Lists, frame: pd.DataFrame, is_used: bool, is_cached: bool, tmp_path: Path
) -> None:
    if is_cached:
        Screener(lists, cache=tmp_path).screen(frame)
    screener = Screener(lists, cache=tmp_path if is_cached else None)
    if is_used:
        screener.screen(frame)
        _ = screener.lookup(vessel="LADY R").hits
    sent = pickle.loads(pickle.dumps(screener))  # noqa: S301  # our own
    for other in (sent, copy.deepcopy(screener)):
        assert_same(other.screen(frame), screener.screen(frame))
        assert_same(other.lookup(vessel="LADY R"), screener.lookup(vessel="LADY R"))


def test_a_screener_screens_in_a_process_that_began_with_nothing(
    lists: Lists, frame: pd.DataFrame
) -> None:
    screener = Screener(lists, vscreen.Policy(review=75), cache=None)
    expected = screener.screen(frame)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert_same(pool.submit(screener.screen, frame).result(), expected)
        assert_same(pool.submit(vscreen.screen, frame, lists, screener.policy).result(), expected)


OPTIONS = {
    "future.infer_string": False,
    "mode.string_storage": "python",
    "future.no_silent_downcasting": True,
    "mode.copy_on_write": False,
    "future.distinguish_nan_and_na": True,
    "future.python_scalars": True,
    "compute.use_bottleneck": False,
    "compute.use_numexpr": False,
}


@contextmanager
def options(*names: str) -> Iterator[None]:
    """Set options of pandas, as far as it has them, as somebody's program does."""
    with warnings.catch_warnings(), ExitStack() as stack:
        warnings.simplefilter("ignore")  # some go with the next pandas
        for name in names:
            try:
                stack.enter_context(pd.option_context(name, OPTIONS[name]))
            except pd.errors.OptionError:
                pytest.skip(f"this pandas has no {name}")
        yield


@pytest.mark.parametrize("names", [*([name] for name in OPTIONS), list(OPTIONS)[:2]], ids=str)
def test_options_of_pandas_change_nothing_from_the_door_to_the_saved_run(
    names: list[str], some: pd.DataFrame, expected: Result, tmp_path: Path
) -> None:
    with options(*names):
        other = some.astype(object)
        result = vscreen.screen(other, vscreen.bundled_lists())
        assert_same(result, expected)
        back = load_run(result.save(tmp_path / "run"))
        assert_same(back, expected)
        assert back.explain(0) == result.explain(0) == expected.explain(0)
        assert back.by_subject().to_dict() == expected.by_subject().to_dict()
    assert_same(load_run(tmp_path / "run"), expected)


def test_nothing_that_is_remembered_by_an_address_travels(lists: Lists) -> None:
    index = Screener(lists, cache=None)._index
    assert index.facts(0, (0,)) is index.facts(0, (0,))
    sent = pickle.loads(pickle.dumps(index))  # noqa: S301  # what was written a moment ago
    for other in (sent, copy.copy(index)):
        assert vars(other)["_facts"] == vars(other)["_distinct"] == {}
        assert other.facts(0) == index.facts(0)
