"""The words of headings, and headings split into them."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.data import read_table
from vscreen.data.heading_words import LONGEST, UNKNOWN, Word, words_of

TABLE = read_table("heading_words.csv")
KINDS = ["fixed", "text", "role", "craft", "thing", "generic", "number", "link", "joint", "plain",
         "voyage", "other", "context"]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "means"),
    [
        ("VesselIMONumber", ["vessel", "imo", "number"]),
        ("vessel_name", ["vessel", "name"]),
        ("CONSIGNEENAME", ["consignee", "name"]),
        ("Schiffsname", ["vessel", "name"]),
        ("收货人名称", ["consignee", "name"]),
        ("송하인 상호", ["shipper", "name"]),
        ("المرسل إليه", ["consignee"]),
        ("Грузоотправителя", ["shipper"]),
        ("NORTIFY", ["notify_party"]),
        ("Owners", ["owner"]),
        ("P&I Club", ["party"]),
        ("IMO编号", ["imo", "number"]),
    ],
)
def test_a_heading_is_split_into_words_and_phrases(heading: str, means: list[str]) -> None:
    assert [word.means for word in words_of(heading) if word.means] == means


def test_what_nobody_knows_is_said() -> None:
    assert words_of("Zebra") == [UNKNOWN]
    assert words_of("收货人鱷鱼") == [Word("role", "consignee"), UNKNOWN]


def test_a_number_that_counts_is_no_number_of_somebody() -> None:
    assert words_of("Notify Party No. 2") == words_of("Notify Party")
    assert words_of("Notify Party No")[-1].kind == "number"


@given(st.text(max_size=300))
def test_any_text_is_split(text: str) -> None:
    words = words_of(text)
    assert words == words_of(text[:LONGEST])
    assert all(word.kind in {*KINDS, "count", "unknown"} for word in words)


# --- the table of words ---


def test_the_table_stands_in_the_order_in_which_meanings_count() -> None:
    kinds = [row["kind"] for row in TABLE]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert all(row["language"] and row["words"] for row in TABLE)


def test_no_word_of_a_language_names_two_roles() -> None:
    roles = defaultdict(set)
    for row in TABLE:
        for word in row["words"].split("; ") if row["kind"] == "role" else ():
            roles[row["language"], word].add(row["means"])
    twice = {word for word, means in roles.items() if len(means) > 1}
    assert {word for _, word in twice} <= {"consolidador", "transitario"}


def test_every_word_is_read_as_its_row_says_or_as_an_earlier_one() -> None:
    for row in TABLE:
        for word in row["words"].split("; "):
            found = words_of(word.replace("*", ""))
            assert "unknown" not in [part.kind for part in found], (word, row["language"])
