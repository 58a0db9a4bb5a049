"""Every list file has one reader, whichever order the readers are asked in."""

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
    """The readers that recognise a file; `own` takes any workbook that no other wants."""
    source = Source.open(path)
    found = [one for one in READERS if one.recognises(source)]
    if source.is_workbook and len(found) > 1:
        found = [one for one in found if one is not own.READER]
    return [one.id for one in found]


@pytest.mark.parametrize("path", files(FIXTURES), ids=lambda path: str(path.relative_to(FIXTURES)))
def test_one_reader_recognises_each_fixture(path: Path) -> None:
    assert len(readers(path)) == 1


def test_no_two_readers_recognise_a_published_file(shared: Path) -> None:
    found = {path.name: readers(path) for path in files(shared / "lists")}
    assert {name: one for name, one in found.items() if len(one) > 1} == {}
    assert sum(map(len, found.values())) > 40
