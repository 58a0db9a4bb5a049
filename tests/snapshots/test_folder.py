"""A folder of lists: every file is read or named, and nothing is passed over."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from vscreen.errors import BadFilesError, EmptyListError, ListFormatError, ListWarning
from vscreen.snapshots.folder import find_files
from vscreen.snapshots.read import read_lists


def write(path: Path, name: str = "HERON") -> Path:
    path.write_text(f"id,kind,name\n1,vessel,{name}\n", "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one list, and beside it a list that is not in it."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "away").mkdir()
    write(tmp_path / "lists" / "a.csv")
    write(tmp_path / "away" / "b.csv", "GREY HULL")
    return tmp_path / "lists"


def linked_file(path: Path) -> None:
    path.symlink_to(path.parents[1] / "away" / "b.csv")


def linked_folder(path: Path) -> None:
    path.symlink_to(path.parents[1] / "away")


def dangling(path: Path) -> None:
    path.symlink_to(path.parents[1] / "gone.csv")


def looped(path: Path) -> None:
    path.symlink_to(path.parent)


def listening(path: Path) -> None:
    # A path of a socket is short, and pytest's is not.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)
    os.chdir(here)


@pytest.mark.parametrize(
    ("lay", "seen"),
    [
        (linked_file, "a link"), (linked_folder, "a link"), (dangling, "a link"),
        (looped, "a link"), (os.mkfifo, "a pipe"), (listening, "a socket"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", ["", "sub"])
def test_what_is_no_plain_file_is_refused_by_name(
    folder: Path, lay: Callable[[Path], None], seen: str, below: str
) -> None:
    (folder / below).mkdir(exist_ok=True)
    lay(folder / below / "b.csv")
    with pytest.raises(ListFormatError, match=rf"b\.csv: is no list to be read \(it is {seen}"):
        read_lists(folder)


def test_a_device_is_refused_and_not_read() -> None:
    with pytest.raises(
        ListFormatError, match=r"/dev/zero: cannot be read \(it is a device, not a file"
    ):
        read_lists("/dev/zero")


def test_a_pipe_that_is_named_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ListFormatError, match=r"pipe: cannot be read \(it is a pipe, not a file"):
        read_lists(tmp_path / "pipe")


def test_a_link_that_is_named_is_followed(folder: Path) -> None:
    link = folder.parent / "latest.csv"
    link.symlink_to(folder / "a.csv")
    assert [one.list for one in read_lists(link)] == ["latest"]
    (folder.parent / "all").symlink_to(folder)
    assert [one.list for one in read_lists(folder.parent / "all")] == ["a"]


def test_all_bad_files_are_told_at_once_whatever_is_wrong_with_them(folder: Path) -> None:
    (folder / "cut.csv").write_text("id,kind,name\n1,vessel,HERON\n2,ves", "utf-8")
    (folder / "two.csv").write_text("id,kind,name\n1,boat,HERON\n", "utf-8")
    (folder / "terms.txt").write_text("Terms of use", "utf-8")
    (folder / "empty.xml").touch()
    (folder / "packed.gz").write_bytes(b"\x1f\x8b\x08broken")
    os.mkfifo(folder / "pipe")
    with pytest.raises(BadFilesError, match="6 files can't be read as lists") as caught:
        read_lists(folder)
    names = {"cut.csv", "two.csv", "terms.txt", "empty.xml", "packed.gz", "pipe"}
    assert {path.name for path in caught.value.problems} == names
    assert all(name in str(caught.value) for name in names)
    assert sorted(caught.value.__notes__) == sorted(map(str, caught.value.problems.values()))


def test_skipping_unknown_files_skips_no_damaged_file_and_no_link(folder: Path) -> None:
    (folder / "terms.txt").write_text("Terms of use", "utf-8")
    with pytest.warns(ListWarning, match=r"terms\.txt: skipped as asked, for no reader knows it"):
        lists = read_lists(folder, skip_unknown=True)
    assert lists.skipped == (str(folder / "terms.txt"),)
    for name, data in (("cut.csv", "id,kind,name\n1,ves"), ("empty.xml", "")):
        (folder / name).write_text(data, "utf-8")
        with pytest.raises((ListFormatError, EmptyListError), match=name):
            read_lists(folder, skip_unknown=True)
        (folder / name).unlink()
    dangling(folder / "b.csv")
    with pytest.raises(ListFormatError, match="it is a link"):
        read_lists(folder, skip_unknown=True)


def test_a_workbook_that_is_no_list_is_unknown(
    folder: Path, workbook: Callable[[object], bytes]
) -> None:
    (folder / "invoice.xlsx").write_bytes(workbook({"May": [["Item", "Price"], ["Rope", 7]]}))
    with pytest.raises(ListFormatError, match=r"invoice\.xlsx: no sheet begins with the headings"):
        read_lists(folder)
    with pytest.warns(ListWarning):
        assert [one.list for one in read_lists(folder, skip_unknown=True)] == ["a"]
    mine = workbook({"L": [["id", "kind", "name"], ["1", "vessel", "EGRET"]]})
    (folder / "mine.xlsx").write_bytes(mine)
    with pytest.warns(ListWarning):
        assert [one.list for one in read_lists(folder, skip_unknown=True)] == ["a", "mine"]


@pytest.mark.parametrize("path", ["", "  "])
def test_a_blank_path_is_not_the_current_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(folder)
    with pytest.raises(ListFormatError, match="is no path of a list; name a file or folder"):
        read_lists(path)
    assert [one.list for one in read_lists(".")] == ["a"]


def test_innocent_company_of_lists_is_no_problem(folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder / "sub" / "c.csv")
    for name in (".DS_Store", "README.txt", "NOTE.md", "sha256sums.txt"):
        (folder / name).write_text("beside", "utf-8")
    dangling(folder / ".latest")
    found = find_files([folder])
    assert [path.name for path in found.files] == ["a.csv", "c.csv"]
    assert [path.name for path in found.beside] == [
        ".DS_Store", ".latest", "NOTE.md", "README.txt", "sha256sums.txt",
    ]  # fmt: skip
    assert found.problems == {}
