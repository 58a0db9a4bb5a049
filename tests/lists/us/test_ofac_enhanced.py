"""OFAC's Enhanced XML: what only this edition can have wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from listing import read_as

from vscreen.errors import ListFormatError
from vscreen.lists.us.ofac_enhanced import READER

pytestmark = pytest.mark.filterwarnings("ignore::vscreen.errors.ListWarning")


def test_a_days_changes_are_no_list(tmp_path: Path) -> None:
    text = '<sanctionsData><entities><entity id="1" action="add"/></entities></sanctionsData>'
    (tmp_path / "delta.xml").write_text(text, "utf-8")
    with pytest.raises(ListFormatError, match="changes of one day and no list; download SDN_ENH"):
        read_as(READER, tmp_path)
