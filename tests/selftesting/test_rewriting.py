from __future__ import annotations

import unicodedata
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Indel

from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship, near_imo
from vscreen.identifiers.in_text import find_identifiers
from vscreen.schema import FREE_TEXT, VESSEL_FIELDS, Kind, NameKind, Scheme
from vscreen.selftesting.distortions import (
    DISTORTIONS,
    GROUPS,
    NAME,
    Distortion,
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


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def written(distortion: str, name: str, seed: int) -> str | None:
    made = named(distortion).variant(ListedEntry("x:1", "x", Kind.VESSEL, name), chance(seed))
    return made[NAME] if made else None


# --- of all of them ------------------------------------------------------------------------------


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
@given(name=NAMES, seed=SEEDS)
def test_the_same_seed_writes_the_same_and_nothing_is_left_as_it_was(
    distortion: Distortion, name: str, seed: int
) -> None:
    listed = ListedEntry(
        "x:1", "x", distortion.kinds[0], name,
        ((name, NameKind.PRIMARY), ("OTHER", NameKind.STRONG_ALIAS), ("FOE", NameKind.WEAK_ALIAS)),
        "9161003", "273212120", "UBDT8",
    )  # fmt: skip
    one, other = (distortion.variant(listed, chance(seed)) for _ in range(2))
    assert one == other
    if one is not None:
        assert tuple(one) == distortion.fields
        assert all(one.values())
        assert distortion.name == "exact" or one != {NAME: name}


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_each_has_its_own_name_a_sentence_a_group_and_fields_that_exist(
    distortion: Distortion,
) -> None:
    assert [one.name for one in DISTORTIONS].count(distortion.name) == 1
    assert distortion.sentence.endswith(".")
    assert distortion.group in GROUPS
    assert set(distortion.fields) <= {NAME, FREE_TEXT, *VESSEL_FIELDS}


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_an_entry_without_numbers_or_other_names_is_planted_by_its_name_or_not_at_all(
    distortion: Distortion,
) -> None:
    bare = ListedEntry("x:1", "x", distortion.kinds[0], "A")
    made = distortion.variant(bare, chance(1))
    assert made is None or set(made) <= {NAME, FREE_TEXT}


WRITES_MOST_NAMES = (
    "typo_substitution", "typo_deletion", "typo_insertion", "typo_double", "typo_swap", "typo_two",
    "case", "full_width", "invisible", "diacritics", "word_order", "dropped_word", "split_word",
    "joined_words", "cut_20", "cut_35", "party_text_typo",
)  # fmt: skip


@pytest.mark.parametrize("distortion", WRITES_MOST_NAMES)
def test_what_the_properties_below_look_at_is_written_of_a_long_name(distortion: str) -> None:
    name = "GOLDEN OCEAN GRACE OF THE NORTHERN SEAS"
    assert all(written(distortion, name, seed) not in (None, name) for seed in range(20))


# --- of each -------------------------------------------------------------------------------------


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
        assert [sign for sign in hidden if unicodedata.category(sign) != "Cf"] == list(name)
    if accented is not None:
        apart = unicodedata.normalize("NFD", accented)
        assert "".join(sign for sign in apart if not unicodedata.combining(sign)) == name


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
def test_a_look_alike_differs_in_one_or_two_places_and_is_not_latin_there(
    name: str, seed: int
) -> None:
    text = written("look_alike", name, seed)
    if text is not None:
        strange = [sign for sign, own in zip(text, name, strict=True) if sign != own]
        assert 1 <= len(strange) <= 2
        assert all("CYRILLIC" in unicodedata.name(sign) for sign in strange)


@pytest.mark.parametrize("script", ["cyrillic", "greek", "arabic", "katakana", "hangul"])
@given(name=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=20), seed=SEEDS)
def test_another_script_leaves_no_latin_letter(script: str, name: str, seed: int) -> None:
    text = written(script, name, seed)
    if text is not None:
        assert all(script.upper() in unicodedata.name(sign) for sign in text)


def test_scripts_are_written_as_people_there_write_them() -> None:
    told = {script: written(script, "CHONG CHON GANG", 1) for script in ("cyrillic", "hangul")}
    assert told == {"cyrillic": "ЧОНГ ЧОН ГАНГ", "hangul": "총 촌 강"}
    assert written("katakana", "MARIA", 1) == "マリア"
    assert written("greek", "MARIA", 1) == "ΜΑΡΙΑ"
    assert written("arabic", "KHALIFEH", 1) == "خاليفه"


@given(seed=SEEDS)
def test_numbers_slip_once_and_show_it_and_another_s_number_is_valid(seed: int) -> None:
    lady = ListedEntry("x:1", "x", Kind.VESSEL, "LADY R", imo="9161003")
    slipped = named("imo_slip").variant(lady, chance(seed))
    false = named("imo_of_another").variant(lady, chance(seed))
    spelled = named("imo_written").variant(lady, chance(seed))
    inside = named("free_text_imo").variant(lady, chance(seed))
    assert slipped is not None
    assert near_imo(slipped["imo"], "9161003")
    assert not is_valid_imo_ship(slipped["imo"])
    assert false is not None
    assert is_valid_imo_ship(false["imo"])
    assert false["imo"] != "9161003"
    assert spelled is not None
    assert clean_imo(spelled["imo"]) == "9161003"
    assert inside is not None
    assert (Scheme.IMO_SHIP, "9161003") in find_identifiers(inside[FREE_TEXT])


@given(seed=SEEDS)
def test_the_other_names_are_the_entry_s_own_and_of_their_kind(seed: int) -> None:
    names = (
        ("LADY R", NameKind.PRIMARY), ("SLOMAN PRODUCER", NameKind.FORMER),
        ("레이디 R", NameKind.NATIVE), ("LADY R", NameKind.WEAK_ALIAS), ("R", NameKind.WEAK_ALIAS),
    )  # fmt: skip
    lady = ListedEntry("x:1", "x", Kind.VESSEL, "LADY R", names)
    told = {
        way: named(way).variant(lady, chance(seed)) for way in ("former", "native", "weak_alias")
    }
    assert told == {
        "former": {NAME: "SLOMAN PRODUCER"}, "native": {NAME: "레이디 R"},
        "weak_alias": {NAME: "R"},
    }  # fmt: skip
    assert named("strong_alias").variant(lady, chance(seed)) is None


def test_legal_forms_are_written_otherwise_or_left_out() -> None:
    firm = ListedEntry("x:1", "x", Kind.ORGANIZATION, "MG-FLOT LLC")
    changed = {named("legal_form").variant(firm, chance(seed))[NAME] for seed in range(20)}  # type: ignore[index]
    assert changed == {"MG-FLOT L.L.C.", "MG-FLOT LIMITED LIABILITY COMPANY"}
    assert named("no_legal_form").variant(firm, chance(1)) == {NAME: "MG-FLOT"}
    ship = ListedEntry("x:2", "x", Kind.ORGANIZATION, "CORPORACION")
    assert named("legal_form").variant(ship, chance(1)) is None


def test_a_number_stays_the_number_it_is() -> None:
    texts = {written("number_form", "SUN 5", seed) for seed in range(30)}
    assert texts == {"SUN NO.5", "SUN 05", "SUN-5", "SUN V"}
    assert written("number_form", "ANGARA", 1) is None


def test_persons_are_turned_round_and_cut_at_the_given_name() -> None:
    person = ListedEntry("x:1", "x", Kind.PERSON, "KIM, Chol Su")
    assert named("given_name_first").variant(person, chance(1)) == {NAME: "Chol Su KIM"}
    assert named("given_initial").variant(person, chance(1)) == {NAME: "KIM, C. S."}


@given(name=st.text("ABCDEFGHIKLMNOPRSTUVYZ ", min_size=6, max_size=40), seed=SEEDS)
def test_a_name_amid_text_stands_there_whole(name: str, seed: int) -> None:
    for distortion in ("prefix", "party_text"):
        assert name in str(written(distortion, name, seed))
    text = written("party_text_typo", name, seed)
    assert text is None or Indel.distance(name, text) >= len(text) - len(name)
