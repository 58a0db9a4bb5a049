"""Several lists as one: added up, summed up, and refused together."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from vscreen.errors import EmptyListError, ListFormatError, StaleListError
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists


def write(folder: Path, name: str = "mine.csv") -> Path:
    (folder / name).write_text("id,kind,name\n1,vessel,HERON\n2,vessel,MAGPIE\n", "utf-8")
    return folder / name


@pytest.fixture(scope="module")
def bundled() -> Lists:
    return bundled_lists()


def test_lists_add_up_and_refuse_the_same_list_twice(bundled: Lists, tmp_path: Path) -> None:
    both = bundled + read_lists(write(tmp_path))
    assert len(both) == 4
    assert len(both.entries) == 88
    with pytest.raises(ListFormatError, match="the list jp-mofa, kr-mofa, un-1718 is loaded twice"):
        bundled + bundled


def test_of_a_list_that_is_loaded_twice_both_files_are_named(tmp_path: Path) -> None:
    for folder, name in (("a", "may.csv"), ("b", "june.csv")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("id,kind,name\n1,vessel,MARIA\n")
    ids = {"may.csv": "mine", "june.csv": "mine"}
    with pytest.raises(ListFormatError, match=r"loaded twice, from may\.csv and june\.csv;"):
        read_lists([tmp_path / "a", tmp_path / "b"], list_id=ids)


def test_the_summary_has_a_row_per_list(bundled: Lists) -> None:
    summary = bundled.summary().set_index("list")
    assert summary["entries"].to_dict() == {"jp-mofa": 12, "kr-mofa": 15, "un-1718": 59}
    assert summary["vessels"].to_dict() == {"jp-mofa": 0, "kr-mofa": 4, "un-1718": 59}
    assert summary.loc["kr-mofa", ["organizations", "persons", "aircraft"]].tolist() == [2, 9, 0]
    assert summary.loc["kr-mofa", "published"] == date(2024, 5, 24)


def test_the_frames_have_their_columns_whatever_is_loaded(bundled: Lists) -> None:
    for lists in (bundled, Lists()):
        for frame, shape in (
            (lists.entries, ENTRIES),
            (lists.names, NAMES),
            (lists.identifiers, IDENTIFIERS),
            (lists.links, LINKS),
        ):
            assert list(frame.columns) == list(shape.columns)
            assert {str(kind) for kind in frame.dtypes} <= {"str", "Int64"}
            assert frame.index.is_unique


def test_no_list_at_all_is_a_problem() -> None:
    with pytest.raises(EmptyListError, match="no list is loaded"):
        Lists().check()


def test_check_raises_the_first_problem_and_notes_the_others(bundled: Lists) -> None:
    with pytest.raises(StaleListError, match="the list jp-mofa is") as caught:
        bundled.check(timedelta(hours=48))
    assert [note.split()[2] for note in caught.value.__notes__] == ["kr-mofa", "un-1718"]


def test_lists_are_compared_each_with_its_own_earlier_snapshot(
    bundled: Lists, tmp_path: Path
) -> None:
    mine = read_lists(write(tmp_path))
    assert mine.problems(previous=bundled) == []
    (tmp_path / "mine.csv").write_text(
        "id,kind,name\n1,vessel,HERON\n2,vessel,MAGPIE\n"
        + "".join(f"{n},vessel,HERON {n}\n" for n in range(3, 10)),
        "utf-8",
    )
    before = read_lists(tmp_path / "mine.csv")
    messages = [str(error) for error in mine.problems(previous=before + bundled)]
    assert [message.partition(", such as")[0].partition("; at")[0] for message in messages] == [
        f"the list mine lost 7 of the 9 {counted} that it held before"
        for counted in ("entries", "vessels")
    ]
