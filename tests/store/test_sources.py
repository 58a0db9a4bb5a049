"""Where lists are fetched: vscreen's own table, and tables of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.data import read_table
from vscreen.errors import SourcesError
from vscreen.snapshots.catalog import catalog
from vscreen.store.sources import ListFile, ListSource, known_sources, load_sources


def test_the_table_of_sources_is_sound() -> None:
    rows = read_table("sources.csv")
    assert rows == sorted(rows, key=lambda row: row["list"])
    assert {row["list"] for row in rows} <= catalog().keys() | {"ch-seco", "nz-russia"}
    for row in rows:
        assert row["source"]
        assert row["terms"]
        assert int(row["cadence_hours"]) > 0
        assert (row["browser"], row["default"]) in {
            (a, b) for a in ("", "yes") for b in ("", "yes")
        }
    for one in known_sources():
        for file in one.files:
            assert Path(file.name).name == file.name
            assert file.address.startswith("https://")
        assert not one.visit or one.visit.startswith("https://")


def written(folder: Path, *rows: str, columns: str = "list,file,address") -> Path:
    path = folder / "mirrors.csv"
    path.write_text("\n".join([columns, *rows]) + "\n", "utf-8-sig")
    return path


def test_files_of_one_list_come_together_and_lists_in_order(tmp_path: Path) -> None:
    path = written(
        tmp_path, "us-sdn,sdn.csv, https://b ", "house,h.csv,https://h", "us-sdn,alt.csv,https://a"
    )
    assert load_sources(path) == (
        ListSource("house", (ListFile("h.csv", "https://h"),)),
        ListSource("us-sdn", (ListFile("sdn.csv", "https://b"), ListFile("alt.csv", "https://a"))),
    )


def test_what_a_publisher_needs_to_see_is_read_and_what_is_for_people_is_not(
    tmp_path: Path,
) -> None:
    columns = "list,file,address,format,cadence_hours,terms,browser,visit,default,source"
    path = written(tmp_path, "a,a.csv,https://a,CSV,24,free,yes,https://v,,me", columns=columns)
    (source,) = load_sources(path)
    assert (source.browser, source.visit, source.default) == (True, "https://v", False)
    assert set(vars(source)) == {"list", "files", "browser", "visit", "default"}


@pytest.mark.parametrize("list_id", ["../up", "a/b", "", "A", "-a", "a--b", ".lock"])
def test_an_id_that_could_lead_elsewhere_is_refused(tmp_path: Path, list_id: str) -> None:
    with pytest.raises(SourcesError, match=r"mirrors\.csv, row 2: .* is no list id"):
        load_sources(written(tmp_path, f"{list_id},a.csv,https://a"))
