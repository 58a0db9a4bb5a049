"""What a user states about a list: named, checked and repeated by the record."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import ListFormatError, StaleListError
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text("id,kind,name\n1,vessel,HERON\n", "utf-8")
    return path


@pytest.mark.parametrize("key", ["mine", "mine.csv"])
@pytest.mark.parametrize(
    "day", ["2021-03-10", date(2021, 3, 10), datetime(2021, 3, 10, 9), pd.Timestamp("2021-03-10")]
)
def test_a_day_is_stated_for_a_list_or_a_file_as_text_or_date(
    own: Path, key: str, day: str | date
) -> None:
    snapshot = read_lists(own, list_date={key: day}).snapshots[0]
    assert snapshot.stated == {"list_date": "2021-03-10"}
    assert snapshot.day == date(2021, 3, 10)
    with pytest.raises(StaleListError, match=r"days old \(2021-03-10\)"):
        Lists((snapshot,)).check("48h")


def test_a_stated_day_that_is_today_is_fresh(own: Path) -> None:
    read_lists(own, list_date={"mine": date.today()}).check("48h")


def test_a_stated_day_of_the_future_is_refused(own: Path) -> None:
    with pytest.raises(StaleListError, match="in the future"):
        read_lists(own, list_date={"mine": "2999-01-01"}).check()


def test_a_day_is_not_stated_against_the_publisher() -> None:
    lists = bundled_lists()
    assert lists.stating(list_date={"kr-mofa": "2024-05-24"}).snapshots[1].day
    with pytest.raises(ListFormatError, match="kr-mofa says itself that it is of 2024-05-24, not"):
        lists.stating(list_date={"kr-mofa": "2026-11-30"})


def test_an_edition_is_accepted_by_its_own_day_alone() -> None:
    lists = bundled_lists()
    days = {"jp-mofa": "2024-05-24", "kr-mofa": "2024-05-24", "un-1718": "2018-10-16"}
    accepted = lists.stating(accept_edition=days)
    accepted.check("48h")
    assert accepted.snapshots[1].stated == {"accept_edition": "2024-05-24"}
    with pytest.raises(ListFormatError, match="kr-mofa is of 2024-05-24, not 2024-05-23"):
        lists.stating(accept_edition={"kr-mofa": "2024-05-23"})


def test_accepting_an_edition_without_a_day_states_its_day(own: Path) -> None:
    lists = read_lists(own, accept_edition={"mine": "2016-01-28"})
    assert lists.snapshots[0].stated == {
        "list_date": "2016-01-28", "accept_edition": "2016-01-28",
    }  # fmt: skip
    lists.check("48h")


@pytest.mark.parametrize("option", ["list_date", "accept_edition"])
@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"mien.csv": "2016-01-28"},
            "names mien.csv, but no such list or file was read",
        ),
        ({"mine": "last May"}, "gives mine the day 'last May'; write it like 2021-03-10"),
        ({"mine": 7}, "gives mine the day 7; write it like"),
    ],
)
def test_what_makes_no_sense_is_refused(
    own: Path, option: str, given: dict[str, str], words: str
) -> None:
    with pytest.raises(ListFormatError, match=f"{option} {words}"):
        read_lists(own).stating(**{option: given})
