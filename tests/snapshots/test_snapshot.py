"""Snapshots: may this list be screened against?"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from vscreen.errors import (
    EmptyListError,
    ListFormatError,
    ListWarning,
    ShrunkListError,
    StaleListError,
)
from vscreen.identifiers.imo import is_valid_imo_company, is_valid_imo_ship
from vscreen.lists.reading import fingerprint
from vscreen.schema import ENTRIES, IDENTIFIERS, LINKS, NAMES, Kind, Scheme
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def bundled() -> Lists:
    return bundled_lists()


def write(folder: Path, name: str = "mine.csv", *, rows: int = 2, kind: str = "vessel") -> Path:
    lines = [f"{number},{kind},HERON {number}\n" for number in range(rows)]
    (folder / name).write_text("id,kind,name\n" + "".join(lines), "utf-8")
    return folder / name


def age(path: Path, **since: float) -> Lists:
    written = (NOON - timedelta(**since)).timestamp()
    os.utime(path, (written, written))
    return read_lists(path)


def test_a_snapshot_records_where_it_came_from(tmp_path: Path) -> None:
    snapshot = age(write(tmp_path), hours=1).snapshots[0]
    assert (snapshot.list, snapshot.title, snapshot.reader) == ("mine", "mine", "own")
    assert snapshot.hash == hashlib.sha256((tmp_path / "mine.csv").read_bytes()).hexdigest()
    assert snapshot.published is None
    assert snapshot.fetched == NOON - timedelta(hours=1)
    assert snapshot.counts == {
        Kind.VESSEL: 2, Kind.ORGANIZATION: 0, Kind.PERSON: 0, Kind.AIRCRAFT: 0,
    }  # fmt: skip


def test_the_hash_is_the_contents_alone(tmp_path: Path) -> None:
    first, second = read_lists(write(tmp_path)), read_lists(write(tmp_path, "other.csv"))
    assert first.snapshots[0].hash == second.snapshots[0].hash
    assert first.snapshots[0].hash != read_lists(write(tmp_path, rows=3)).snapshots[0].hash


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


def test_lists_add_up_and_refuse_the_same_list_twice(bundled: Lists, tmp_path: Path) -> None:
    both = bundled + read_lists(write(tmp_path))
    assert len(both) == 4
    assert len(both.entries) == 86
    with pytest.raises(ListFormatError, match="the list jp-mofa, kr-mofa, un-1718 is loaded twice"):
        bundled + bundled


def test_two_files_that_make_one_id_get_ids_by_name(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, f"{folder}.csv")
    lists = read_lists(tmp_path, list_id={"a.csv": "first", "b.csv": "second"})
    assert [one.list for one in lists] == ["first", "second"]
    with pytest.raises(ListFormatError, match=r"list_id names c\.csv, but no such file was read"):
        read_lists(tmp_path, list_id={"c.csv": "third"})


def test_the_summary_has_a_row_per_list(bundled: Lists) -> None:
    summary = bundled.summary().set_index("list")
    assert summary["entries"].to_dict() == {"jp-mofa": 10, "kr-mofa": 15, "un-1718": 59}
    assert summary["vessels"].to_dict() == {"jp-mofa": 0, "kr-mofa": 4, "un-1718": 59}
    assert summary.loc["kr-mofa", ["organizations", "persons", "aircraft"]].tolist() == [2, 9, 0]
    assert summary.loc["kr-mofa", "published"] == date(2024, 5, 24)


def test_what_stands_beside_lists_is_skipped_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("README", "NOTE.md", "MANIFEST.csv", ".hidden"):
        (tmp_path / name).write_text("not a list", "utf-8")
    with pytest.warns(ListWarning) as found:
        assert len(read_lists(tmp_path)) == 1
    assert sorted(Path(str(one.message).partition(":")[0]).name for one in found) == [
        ".hidden", "MANIFEST.csv", "NOTE.md", "README",
    ]  # fmt: skip
    assert {Path(one.filename).name for one in found} == {"test_snapshot.py"}


def test_an_unknown_file_in_a_folder_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "notable.txt").write_text("MARIA", "utf-8")
    with pytest.raises(ListFormatError, match=r"notable\.txt: a file beginning 'MARIA'"):
        read_lists(tmp_path)


def test_a_folder_without_lists_is_an_empty_list(tmp_path: Path) -> None:
    with pytest.raises(EmptyListError, match="no list file in"):
        read_lists(tmp_path)
    with pytest.raises(EmptyListError, match="no list file in an empty list of paths"):
        read_lists([])


def test_no_list_at_all_is_a_problem() -> None:
    with pytest.raises(EmptyListError, match="no list is loaded"):
        Lists().check()


def test_too_few_entries_are_a_shrunk_list(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path), list_id={"mine.csv": "us-sdn"})
    with pytest.raises(ShrunkListError) as caught:
        lists.check()
    assert "the list us-sdn holds 2 entries and should hold at least 8,000" in str(caught.value)
    assert "download it whole from https://" in str(caught.value)


def test_too_few_ships_are_a_shrunk_list(tmp_path: Path) -> None:
    path = write(tmp_path, rows=8_001, kind="person")
    lists = read_lists(path, list_id={"mine.csv": "us-sdn"})
    with pytest.raises(ShrunkListError, match="holds 0 vessels and should hold at least 350"):
        lists.check()


def test_more_entries_than_ever_are_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, rows=11, kind="person")
    with pytest.warns(ListWarning, match="jp-mofa: 11 entries are more than it was thought"):
        read_lists(path, list_id={"mine.csv": "jp-mofa"})


@pytest.mark.parametrize(
    ("hours", "asked", "said"),
    [
        (47, "48h", None),
        (49, "48h", r"mine is 49 hours old \(2026-11-21.*\) and at most 48 hours is asked for"),
        (24 * 30, "7D", "mine is 30 days old .* at most 7 days"),
        (24 * 3000, None, None),
        (-48, "48h", "mine is dated 2026-11-25 .* in the future; set the clock right"),
        (-48, None, r"mine is dated 2026-11-25 .* in the future; .* \(it says 2026-11-23\)"),
    ],
)
def test_an_old_list_is_stale_if_an_age_is_asked_for(
    tmp_path: Path, hours: float, asked: str | None, said: str | None
) -> None:
    lists = age(write(tmp_path), hours=hours)
    if said is None:
        lists.check(asked, now=NOON)
        return
    with pytest.raises(StaleListError, match=said):
        lists.check(asked, now=NOON)


def test_the_publishers_date_counts_before_the_files(list_fixtures: Path) -> None:
    lists = read_lists(list_fixtures / "ofac-xml")
    found = lists.problems("48h", now=NOON)
    assert [type(error) for error in found] == [ShrunkListError, StaleListError]
    assert "2,084 days old (2021-03-10)" in str(found[1])


def test_a_list_of_unknown_age_is_stale_if_an_age_is_asked_for(bundled: Lists) -> None:
    unknown = Lists((replace(bundled.snapshots[0], published=None),))
    unknown.check()
    with pytest.raises(StaleListError, match="nobody can say how old the list jp-mofa is"):
        unknown.check("48h")


def test_check_raises_the_first_problem_and_notes_the_others(bundled: Lists) -> None:
    with pytest.raises(StaleListError, match="the list jp-mofa is") as caught:
        bundled.check(timedelta(hours=48))
    assert [note.split()[2] for note in caught.value.__notes__] == ["kr-mofa", "un-1718"]


def test_the_bundled_lists_are_whole(bundled: Lists) -> None:
    bundled.check()
    assert bundled.entries["entry"].is_unique
    assert (bundled.entries["remarks"].str.startswith("Confidence: ")).all()
    assert (bundled.entries["source_url"].str.startswith("http")).all()
    assert not any(snapshot.warnings for snapshot in bundled)


def test_the_bundled_ships_of_the_founding_case_are_found_by_number(bundled: Lists) -> None:
    numbers = bundled.identifiers.query("scheme == 'imo_ship'").set_index("value")["entry"]
    assert {numbers[imo] for imo in ("9358010", "8517839", "9161003", "9179842")} == {
        "kr-mofa:2024-05-24-maia-1",
        "kr-mofa:2024-05-24-maria",
        "kr-mofa:2024-04-03-lady-r",
        "kr-mofa:2024-04-03-angara",
    }


def test_every_bundled_imo_number_passes_its_check_digit(bundled: Lists) -> None:
    found = bundled.identifiers
    ships = found.loc[found["scheme"] == Scheme.IMO_SHIP, "value"]
    companies = found.loc[found["scheme"] == Scheme.IMO_COMPANY, "value"]
    assert ships.map(is_valid_imo_ship).all()
    assert companies.map(is_valid_imo_company).all()
    assert (len(ships), len(companies)) == (62, 6)


def test_a_doubtful_bundled_entry_says_so(bundled: Lists) -> None:
    remarks = bundled.entries.set_index("entry")["remarks"]
    assert remarks["jp-mofa:2024-05-24-azia-shipping-holdings"].startswith(
        "Confidence: one source only."
    )
    assert "inferred" in remarks["jp-mofa:2024-05-24-azia-shipping-holdings"]
    assert "not from the Korean notice" in remarks["kr-mofa:2024-05-24-maria"]
    single = remarks[remarks.str.contains("one source only")].index.str.partition(":")
    assert pd.Series([one[0] for one in single]).value_counts()["jp-mofa"] == 5


def test_former_and_weak_names_of_the_bundled_lists_are_marked(bundled: Lists) -> None:
    kinds = bundled.names.set_index(["entry", "name"])["kind"]
    assert kinds["kr-mofa:2024-05-24-maia-1", "MAIA"] == "weak_alias"
    assert kinds["kr-mofa:2024-05-24-maia-1", "NEPTUN"] == "former"
    assert kinds["kr-mofa:2024-05-24-maia-1", "마이아 원"] == "native"
    assert kinds["kr-mofa:2024-04-03-sodeistvie", "SOZEISTVIE"] == "strong_alias"
    assert not bundled.names["name"].str.contains("(", regex=False).any()


def test_every_guard_makes_sense() -> None:
    for guard in catalog().values():
        assert 0 < guard.min_entries <= (guard.max_entries or guard.min_entries)
        assert guard.title
        assert guard.source


def test_a_fingerprint_changes_with_any_fact_and_with_no_order() -> None:
    facts = {"name": "MARIA", "flag": "RU"}
    names, numbers = [["LEV YASHIN", "former"], ["MARIA 1", "strong_alias"]], [["imo_ship", "1"]]
    first = fingerprint(facts, names, numbers, [["owner", "IBEX"]])
    assert first == fingerprint(facts, names[::-1], numbers, [["owner", "IBEX"]])
    assert len(first) == 16
    for other in (
        fingerprint(facts | {"flag": "PA"}, names, numbers, [["owner", "IBEX"]]),
        fingerprint(facts, names[:1], numbers, [["owner", "IBEX"]]),
        fingerprint(facts, names, [["imo_ship", "2"]], [["owner", "IBEX"]]),
        fingerprint(facts, names, numbers, []),
    ):
        assert other != first
