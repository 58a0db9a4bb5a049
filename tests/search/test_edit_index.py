from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from vscreen.columnar.strings import Packed, distances
from vscreen.search import edit_index as joins
from vscreen.search.edit_index import EditIndex

CAPS = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3]


def strings_of(names: list[str]) -> np.ndarray:
    return np.array([*names, None], dtype=object)[:-1]


def caps_of(names: list[str]) -> np.ndarray:
    return np.array([CAPS[min(len(name), 15)] for name in names], np.int64)


def found(
    names: list[str], queries: list[str], *, at_once: int = joins._BLOCK
) -> list[tuple[int, int]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joins, "_BLOCK", at_once)
        query, target = EditIndex(Packed.of(names), caps_of(names)).pairs(Packed.of(queries))
    return list(zip(query.tolist(), target.tolist(), strict=True))


def brute(names: list[str], queries: list[str]) -> list[tuple[int, int]]:
    caps = caps_of(names)
    return [
        (q, t)
        for q, query in enumerate(queries)
        for t, target in enumerate(names)
        if OSA.distance(query, target) <= caps[t]
    ]


@st.composite
def near(draw: st.DrawFn, names: list[str]) -> str:
    """A name with a few edits; swaps above all, for they straddle the borders of segments."""
    letters = list(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, max(len(letters) - 1, 0)))
        edit = draw(st.sampled_from(["swap", "swap", "drop", "add", "replace"]))
        if edit == "swap" and place + 1 < len(letters):
            letters[place : place + 2] = letters[place : place + 2][::-1]
        elif edit == "drop" and letters:
            letters.pop(place)
        elif edit == "add":
            letters.insert(place, draw(st.sampled_from("ABC")))
        elif edit == "replace" and letters:
            letters[place] = draw(st.sampled_from("ABC"))
    return "".join(letters)


names = st.lists(
    st.one_of(st.text("AB", max_size=6), st.text("ABC", max_size=20), st.text("AZ", max_size=40)),
    min_size=1,
    max_size=12,
)


@given(names, st.data())
def test_the_join_finds_what_brute_force_finds(listed: list[str], data: st.DataObject) -> None:
    queries = data.draw(st.lists(st.one_of(near(listed), st.text("ABC", max_size=9)), max_size=12))
    at_once = data.draw(st.sampled_from([1, 50, joins._BLOCK]))
    assert found(listed, queries, at_once=at_once) == brute(listed, queries)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(names, st.data())
def test_the_join_finds_what_brute_force_finds_at_length(
    listed: list[str], data: st.DataObject
) -> None:
    queries = data.draw(st.lists(st.one_of(near(listed), st.text("ABC", max_size=9)), max_size=12))
    at_once = data.draw(st.sampled_from([1, 50, joins._BLOCK]))
    assert found(listed, queries, at_once=at_once) == brute(listed, queries)


@pytest.mark.parametrize(
    ("target", "query"),
    [
        ("ABCDEFGH", "ABDCEFGH"),  # a swap across the first border of three segments
        ("ABCDEFGH", "ABDCFEGH"),  # one across each border
        ("ABCDEFGHIJKLMNOP", "ABCEDFGIHJKMLNOP"),  # one across each of three borders
        ("ABC", "BAC"),
        ("ABC", "ACB"),
        ("A" * 300, "A" * 299),
    ],
)
def test_swaps_across_borders_and_long_names_are_found(target: str, query: str) -> None:
    assert found([target], [query]) == [(0, 0)]


def test_no_names_and_no_queries_make_no_pairs() -> None:
    assert found([], ["MARIA"]) == []
    assert found(["MARIA"], []) == []


def test_a_cap_that_would_leave_no_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="cap must be below the length"):
        EditIndex(Packed.of(["AB"]), np.array([2]))


def test_a_negative_cap_is_never_found() -> None:
    index = EditIndex(Packed.of(["AB"]), np.array([-1]))
    assert index.pairs(Packed.of(["AB"]))[0].tolist() == []


def test_distances_of_nothing_are_none() -> None:
    assert distances(strings_of([]), strings_of([])).tolist() == []


def one_edit_away(name: str) -> set[str]:
    """All that a single edit makes of a name, with letters that it has and a letter it lacks."""
    places = range(len(name))
    return {
        *(name[:p] + name[p + 1 :] for p in places),
        *(name[:p] + letter + name[p:] for p in range(len(name) + 1) for letter in "AQ"),
        *(name[:p] + letter + name[p + 1 :] for p in places for letter in "AQ"),
        *(name[:p] + name[p : p + 2][::-1] + name[p + 2 :] for p in places[1:]),
    }


@pytest.mark.parametrize(
    ("name", "cap"),
    [("MAR", 1), ("MARIA", 1), ("BELOMOR", 1), ("BELOMORS", 2), ("BELOMORSKIYT", 2),
     ("GOLDENOCEANSTARX", 3), ("ABCDEFGHIKLMNOPRSTUV", 3), ("AABBAABBAABBAABB", 2)],
)  # fmt: skip
def test_whatever_an_edit_or_two_make_of_a_name_finds_it(name: str, cap: int) -> None:
    index = EditIndex(Packed.of([name]), np.array([cap]))
    queries = sorted(one_edit_away(name))
    if cap > 1:
        queries = sorted({far for near in queries[::3] for far in one_edit_away(near)})
    query, _ = index.pairs(Packed.of(queries))
    wanted = [q for q, text in enumerate(queries) if OSA.distance(text, name) <= cap]
    assert query.tolist() == wanted
    assert [q for q, text in enumerate(queries) if index.near(text)] == wanted
