from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from vscreen.columnar.strings import Packed
from vscreen.search.word_neighbours import BEGINS, NearWords, Remembered
from vscreen.text.tables.words import WordTable


def table_of(words: Sequence[str]) -> WordTable:
    distinct = Packed.of(words)
    codes = np.arange(len(words))
    return WordTable(np.ones(len(words), np.int64), codes, distinct, distinct.hashes())


def brute(listed: Sequence[str], asked: Sequence[str]) -> set[tuple[str, str]]:
    """By `wordwise.word_loss`: one edit from four letters on, two from eight."""
    return {
        (word, entry)
        for word in asked
        for entry in listed
        if word[:BEGINS] != entry[:BEGINS]
        and OSA.distance(word, entry) <= (len(entry) > 3) + (len(entry) > 7)
    }


def told(near: NearWords | Remembered, asked: Sequence[str], listed: Sequence[str]) -> set:
    name = dict(zip(table_of(listed).hash.tolist(), listed, strict=True))
    our, their = near.pairs(table_of(asked), np.arange(len(asked)))
    return {(asked[o], name[t]) for o, t in zip(our.tolist(), their.tolist(), strict=True)}


words = st.lists(
    st.one_of(st.text("AB", min_size=1, max_size=9), st.text("ABC", min_size=3, max_size=13)),
    min_size=1, max_size=12, unique=True,
)  # fmt: skip


@given(words, words, words)
def test_words_are_near_that_brute_force_calls_near(
    listed: list[str], asked: list[str], more: list[str]
) -> None:
    near = NearWords(table_of(listed), np.arange(len(listed)))
    assert told(near, asked, listed) == brute(listed, asked)
    remembered = Remembered(near)
    for some in (asked, [*more, *(word for word in asked if word not in more)], asked):
        assert told(remembered, some, listed) == brute(listed, some)


def test_what_is_too_much_to_remember_is_looked_up_again() -> None:
    listed, asked = ["MARIA", "ANGARA"], ["MBRIA", "NAGARA", "LADY"]
    remembered = Remembered(NearWords(table_of(listed), np.arange(2)))
    remembered._MOST = 1  # type: ignore[misc]
    for _ in range(3):
        assert told(remembered, asked, listed) == {("MBRIA", "MARIA"), ("NAGARA", "ANGARA")}
