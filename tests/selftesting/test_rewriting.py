"""How names are rewritten: what each way changes, and what it leaves."""

from __future__ import annotations

import unicodedata
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Indel

from vscreen.schema import Kind
from vscreen.selftesting.distortions import (
    NAME,
    ListedEntry,
    named,
)
from vscreen.selftesting.rewriting import AIS_LETTERS, LINE_LETTERS

NAMES = st.one_of(
    st.sampled_from(
        [
            "LADY R", "MAIA-1", "CHONG CHON GANG", "KIM, Chol Su", "SUN 5", "마리아", "O", "5",
            "SHANDONG HAIYOU PETROCHEMICAL GROUP CO., LTD.", "AL-RAWI, Abu Abd", "Ångström",
        ]
    ),
    st.text(min_size=1, max_size=60),
    st.text("ABCDEFGHIKLMNOPRSTUVYZ -.,'5", min_size=1, max_size=50),
)  # fmt: skip
SEEDS = st.integers(0, 10_000)


def random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def written(distortion: str, name: str, seed: int) -> str | None:
    ship = ListedEntry("x:1", "x", Kind.VESSEL, name)
    texts = named(distortion).variant(ship, random(seed))
    return texts[NAME] if texts else None


WRITES_MOST_NAMES = (
    "typo_substitution", "typo_deletion", "typo_insertion", "typo_double", "typo_swap", "typo_two",
    "case", "full_width", "invisible", "diacritics", "word_order", "dropped_word", "split_word",
    "joined_words", "cut_20", "cut_35", "party_text_typo",
)  # fmt: skip


@pytest.mark.parametrize("distortion", WRITES_MOST_NAMES)
def test_the_distortions_of_the_properties_below_change_a_long_name(distortion: str) -> None:
    name = "GOLDEN OCEAN GRACE OF THE NORTHERN SEAS"
    assert all(written(distortion, name, seed) not in (None, name) for seed in range(20))


@given(name=NAMES, seed=SEEDS)
def test_one_slip_is_one_edit(name: str, seed: int) -> None:
    for distortion, grows in (
        ("typo_substitution", 0), ("typo_deletion", -1), ("typo_insertion", 1), ("typo_double", 1),
    ):  # fmt: skip
        text = written(distortion, name, seed)
        if text is not None:
            assert OSA.distance(name, text) == 1
            assert len(text) == len(name) + grows


@given(name=NAMES, seed=SEEDS)
def test_a_swap_keeps_every_letter_and_two_slips_are_at_most_two_edits(
    name: str, seed: int
) -> None:
    swapped, two = written("typo_swap", name, seed), written("typo_two", name, seed)
    if swapped is not None:
        assert Counter(swapped) == Counter(name)
        assert OSA.distance(name, swapped) == 1
    if two is not None:
        assert 1 <= OSA.distance(name, two) <= 2


@given(name=st.text("ABCDEFGHIKLMNOPRSTUVYZ 5", min_size=4, max_size=40), seed=SEEDS)
def test_what_only_looks_different_is_the_same_beneath(name: str, seed: int) -> None:
    cased, wide = written("case", name, seed), written("full_width", name, seed)
    hidden, accented = written("invisible", name, seed), written("diacritics", name, seed)
    assert cased is None or cased.upper() == name
    assert wide is None or unicodedata.normalize("NFKC", wide) == name
    if hidden is not None:
        assert [letter for letter in hidden if unicodedata.category(letter) != "Cf"] == list(name)
    if accented is not None:
        decomposed = unicodedata.normalize("NFD", accented)
        assert "".join(part for part in decomposed if not unicodedata.combining(part)) == name


@given(name=st.text("ABCDEFGHIKLMNOPRSTUVYZ ", min_size=4, max_size=40), seed=SEEDS)
def test_words_are_turned_split_joined_and_dropped_but_never_made_up(name: str, seed: int) -> None:
    words = name.split()
    turned, dropped = written("word_order", name, seed), written("dropped_word", name, seed)
    assert turned is None or Counter(turned.split()) == Counter(words)
    if dropped is not None:
        assert Counter(dropped.split()) < Counter(words)
        assert dropped.split()[0] == words[0]
    for distortion in ("split_word", "joined_words"):
        text = written(distortion, name, seed)
        assert text is None or text.replace(" ", "") == name.replace(" ", "")


@given(name=NAMES, seed=SEEDS)
def test_a_cut_name_is_a_beginning_no_longer_than_the_field(name: str, seed: int) -> None:
    for distortion, length in (("cut_20", AIS_LETTERS), ("cut_35", LINE_LETTERS)):
        text = written(distortion, name, seed)
        if text is not None:
            assert len(text) <= length < len(name)
            assert name.startswith(text)


@given(name=st.text("ABCDEFGHIKLMNOPRSTUVYZ ", min_size=6, max_size=40), seed=SEEDS)
def test_a_look_alike_differs_in_one_or_two_letters_which_are_cyrillic(
    name: str, seed: int
) -> None:
    text = written("look_alike", name, seed)
    if text is not None:
        changed = [new for new, old in zip(text, name, strict=True) if new != old]
        assert 1 <= len(changed) <= 2
        assert all("CYRILLIC" in unicodedata.name(letter) for letter in changed)


def test_legal_forms_are_written_otherwise_or_left_out() -> None:
    firm = ListedEntry("x:1", "x", Kind.ORGANIZATION, "MG-FLOT LLC")
    changed = {named("legal_form").variant(firm, random(seed))[NAME] for seed in range(20)}  # type: ignore[index]
    assert changed == {"MG-FLOT L.L.C.", "MG-FLOT LIMITED LIABILITY COMPANY"}
    assert named("no_legal_form").variant(firm, random(1)) == {NAME: "MG-FLOT"}
    without = ListedEntry("x:2", "x", Kind.ORGANIZATION, "CORPORACION")
    assert named("legal_form").variant(without, random(1)) is None


def test_a_number_stays_the_number_it_is() -> None:
    texts = {written("number_form", "SUN 5", seed) for seed in range(30)}
    assert texts == {"SUN NO.5", "SUN 05", "SUN-5", "SUN V"}
    assert written("number_form", "ANGARA", 1) is None


def test_persons_are_turned_round_and_cut_at_the_given_name() -> None:
    person = ListedEntry("x:1", "x", Kind.PERSON, "KIM, Chol Su")
    assert named("given_name_first").variant(person, random(1)) == {NAME: "Chol Su KIM"}
    assert named("given_initial").variant(person, random(1)) == {NAME: "KIM, C. S."}


@given(name=st.text("ABCDEFGHIKLMNOPRSTUVYZ ", min_size=6, max_size=40), seed=SEEDS)
def test_a_name_in_a_longer_text_is_whole(name: str, seed: int) -> None:
    for distortion in ("prefix", "party_text"):
        assert name in str(written(distortion, name, seed))
    text = written("party_text_typo", name, seed)
    assert text is None or Indel.distance(name, text) >= len(text) - len(name)
