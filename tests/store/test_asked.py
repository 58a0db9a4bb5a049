"""The record of the lists that a store was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ChecksumError
from vscreen.store.asked import RECORD, Asked, read_asked, write_asked


def test_what_is_written_is_read_and_nothing_is_none(tmp_path: Path) -> None:
    assert read_asked(tmp_path) is None
    assert read_asked(tmp_path / "nowhere") is None
    asked = Asked(frozenset({"us-sdn", "un-sc"}), frozenset({"ch-seco"}))
    write_asked(tmp_path, asked)
    assert read_asked(tmp_path) == asked


def test_a_list_is_asked_for_or_left_out_and_never_both() -> None:
    asked = Asked().ask(["a", "b"]).leave_out(["b", "c"]).ask(["c"])
    assert (asked.lists, asked.left_out) == ({"a", "c"}, {"b"})


@pytest.mark.parametrize(
    "damage",
    ["", "{", "null", "7", "[]", '{"lists": []}', '{"lists": [7], "left_out": []}', "[" * 9999],
)
def test_a_record_that_is_not_what_was_written_is_damaged(tmp_path: Path, damage: str) -> None:
    (tmp_path / RECORD).write_text(damage, "utf-8")
    with pytest.raises(ChecksumError, match=r"is damaged .*; update the lists again"):
        read_asked(tmp_path)
