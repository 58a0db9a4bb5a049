"""The frames of a self-test have the columns, dtypes and order that are promised."""

from __future__ import annotations

import pandas as pd
import pytest

import vscreen
from vscreen import Lists, SelfTest
from vscreen.lists.reading import ListEntry, assemble
from vscreen.schema import Frame, Kind
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
from vscreen.snapshots.read import take_snapshot

FRAMES = {
    "recall": RECALL, "by_list": RECALL_BY_LIST, "alerts": ALERTS, "missed": MISSED,
    "alerts_by_list": ALERTS_BY_LIST, "alerting_names": ALERTING_NAMES, "planted": PLANTED,
    "already": ALREADY, "untested": UNTESTED,
}  # fmt: skip


@pytest.fixture(scope="module")
def lists() -> Lists:
    return vscreen.bundled_lists()


@pytest.fixture(scope="module")
def tested(lists: Lists) -> SelfTest:
    frame = pd.DataFrame({"vessel": ["LADY R", "EVER GIVEN"], "shipper": ["PINE HILL LTD", ""]})
    return vscreen.selftest(frame, lists, per_distortion=1, thresholds=[80])


@pytest.fixture(scope="module")
def without_plants() -> SelfTest:
    """A self-test in which nothing can be planted: the list has a company, the manifest ships."""
    company = [ListEntry("1", Kind.ORGANIZATION, "IBEX LLC")]
    reading = assemble("firms", company, reader="test", version="1", sources=())
    lists = Lists((take_snapshot(reading),))
    return vscreen.selftest(pd.DataFrame({"vessel": ["EVER GIVEN"]}), lists, thresholds=[80])


def dtypes(frame: Frame) -> dict[str, str]:
    return {column: str(dtype) for column, (dtype, _) in frame.columns.items()}


@pytest.mark.parametrize("name", FRAMES)
def test_a_self_test_returns_the_columns_and_dtypes_of_its_frame(
    name: str, tested: SelfTest
) -> None:
    frame = tested.frames()[name]
    assert len(frame) > 0
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == dtypes(FRAMES[name])
    assert frame.index.tolist() == list(range(len(frame)))


@pytest.mark.parametrize("name", FRAMES)
def test_without_a_single_plant_the_columns_and_dtypes_are_the_same(
    name: str, without_plants: SelfTest
) -> None:
    assert without_plants.record.planted == 0
    frame = without_plants.frames()[name]
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == dtypes(FRAMES[name])


def test_every_frame_has_a_name_of_its_own_and_says_what_each_column_means() -> None:
    assert len({frame.name for frame in FRAMES.values()}) == len(FRAMES)
    for frame in FRAMES.values():
        assert all(meaning for _, meaning in frame.columns.values())


def test_recall_by_list_has_the_columns_of_recall_with_the_list_for_the_distortion() -> None:
    assert list(RECALL_BY_LIST.columns) == [
        "list", *(column for column in RECALL.columns if column != "distortion")
    ]  # fmt: skip


def test_a_missed_row_is_described_as_where_it_was_planted() -> None:
    shared = [column for column in MISSED.columns if column in PLANTED.columns]
    assert {column: MISSED.columns[column] for column in shared} == {
        column: PLANTED.columns[column] for column in shared
    }
    assert [column for column in MISSED.columns if column not in shared] == ["score", "why"]
    assert [column for column in PLANTED.columns if column not in shared] == [
        "host", "reach", "verdict",
    ]  # fmt: skip
