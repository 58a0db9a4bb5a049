"""Every list file has a single reader, in whatever order the readers are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.lists import Source, own
from vscreen.lists.registry import READERS

FIXTURES = Path(__file__).parents[1] / "fixtures" / "lists"
BESIDE = ("NOTE.md", "README.md", "MANIFEST.csv")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in BESIDE)


def readers(path: Path) -> list[str]:
    """The ids of the readers that recognise a file; `own` takes any workbook of no other reader."""
    source = Source.open(path)
    chosen = [reader for reader in READERS if reader.recognises(source)]
    if source.is_workbook and len(chosen) > 1:
        chosen.remove(own.READER)
    return [reader.id for reader in chosen]


@pytest.mark.parametrize("path", files(FIXTURES), ids=lambda path: str(path.relative_to(FIXTURES)))
def test_one_reader_recognises_each_fixture(path: Path) -> None:
    assert len(readers(path)) == 1


def test_no_two_readers_recognise_a_published_file(shared: Path) -> None:
    found = {path.name: readers(path) for path in files(shared / "lists")}
    assert {name: ids for name, ids in found.items() if len(ids) > 1} == {}
    assert sum(map(len, found.values())) > 40


def test_every_reader_counts_the_records_of_its_files() -> None:
    assert all(reader.count is not None for reader in READERS)
