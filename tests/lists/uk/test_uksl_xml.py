"""The UK Sanctions List as XML: what only this edition can have wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import edited, read_as

from vscreen.errors import EmptyListError, ListFormatError
from vscreen.lists.uk.uksl_xml import READER
from vscreen.snapshots.read import read_lists

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("09/10/2026", "2026-10-09", "DateGenerated is '2026-10-09'"),
        ("RUS9006", "RUS9001", "the entry RUS9001 stands in it twice"),
        (">Ship<", "><", "RUS9001 has the type ''"),
        ("HERON</Name6>", "</Nam", "not whole XML"),
    ],
)
def test_a_wrong_file_is_refused(
    list_fixtures: Path, tmp_path: Path, old: str, new: str, message: str
) -> None:
    edited(list_fixtures / "uk-xml" / "uk.xml", tmp_path, old, new)
    with pytest.raises(ListFormatError, match=message):
        read_lists(tmp_path)


def test_a_list_without_designations_is_empty(tmp_path: Path) -> None:
    text = "<Designations><DateGenerated>09/10/2026</DateGenerated></Designations>"
    (tmp_path / "uk.xml").write_text(text, "utf-8")
    with pytest.raises(EmptyListError, match="holds no entries"):
        read_as(READER, tmp_path)
