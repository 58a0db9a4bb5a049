"""What is planted of an entry: its names, its numbers, and the table of all distortions."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from vscreen.identifiers.imo import clean_imo, is_valid_imo_ship, near_imo
from vscreen.identifiers.in_text import find_identifiers
from vscreen.schema import FREE_TEXT, VESSEL_FIELDS, Kind, NameKind, Scheme
from vscreen.selftesting import rewriting
from vscreen.selftesting.distortions import (
    DISTORTIONS,
    GROUPS,
    KIND_PLURALS,
    NAME,
    NUMBER_TEXTS,
    PARTY_TEXTS,
    SHIP_TEXTS,
    TESTED,
    Distortion,
    FieldTexts,
    ListedEntry,
    named,
    of_name,
)

NAMES = st.one_of(
    st.sampled_from(["LADY R", "KIM, Chol Su", "SUN 5", "마리아", "O", "5", "Ångström CO., LTD."]),
    st.text(min_size=1, max_size=60),
)
SEEDS = st.integers(0, 10_000)
LADY = ListedEntry(
    "x:1", "x", Kind.VESSEL, "LADY R",
    (
        ("LADY R", NameKind.PRIMARY), ("SLOMAN PRODUCER", NameKind.FORMER),
        ("레이디 R", NameKind.NATIVE), ("LADY R", NameKind.WEAK_ALIAS), ("R", NameKind.WEAK_ALIAS),
    ),
    "9161003", "273212120", "UBDT8",
)  # fmt: skip
NUMBERLESS = ListedEntry("x:2", "x", Kind.VESSEL, "LADY R")
by_name = pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda of: of.name)


def random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def planted(distortion: str, entry: ListedEntry, seed: int) -> FieldTexts:
    texts = named(distortion).variant(entry, random(seed))
    assert texts is not None
    return texts


def every(distortion: str, entry: ListedEntry, field: str, seeds: int = 200) -> set[str]:
    return {planted(distortion, entry, seed)[field] for seed in range(seeds)}


# --- the table -----------------------------------------------------------------------------------


@by_name
@given(name=NAMES, seed=SEEDS)
def test_the_same_seed_plants_the_same_and_only_exact_leaves_the_name_as_it_is(
    distortion: Distortion, name: str, seed: int
) -> None:
    names = ((name, NameKind.PRIMARY), ("OTHER", NameKind.STRONG_ALIAS))
    entry = ListedEntry(
        "x:1", "x", distortion.kinds[0], name, names, "9161003", "273212120", "UBDT8"
    )
    texts, again = (distortion.variant(entry, random(seed)) for _ in range(2))
    assert texts == again
    if texts is not None:
        assert tuple(texts) == distortion.fields
        assert all(texts.values())
        assert distortion.name == "exact" or texts != {NAME: name}


@by_name
def test_each_has_its_own_name_a_sentence_a_group_and_fields_that_exist(
    distortion: Distortion,
) -> None:
    assert [other.name for other in DISTORTIONS].count(distortion.name) == 1
    assert distortion.sentence.endswith(".")
    assert "\n" not in distortion.sentence
    assert distortion.group in GROUPS
    assert set(distortion.fields) <= {NAME, FREE_TEXT, *VESSEL_FIELDS}
    assert set(distortion.kinds) <= set(TESTED)


def test_every_kind_and_every_group_has_distortions_in_the_order_of_the_groups() -> None:
    assert {kind for distortion in DISTORTIONS for kind in distortion.kinds} == set(TESTED)
    assert tuple(dict.fromkeys(distortion.group for distortion in DISTORTIONS)) == GROUPS
    assert set(KIND_PLURALS) == set(Kind)


def test_what_only_ships_have_is_planted_for_ships_alone() -> None:
    for distortion in DISTORTIONS:
        if set(distortion.fields) & set(VESSEL_FIELDS) or distortion.name in {
            "prefix",
            "free_text_imo",
        }:
            assert distortion.kinds == (Kind.VESSEL,), distortion.name
    assert named("legal_form").kinds == named("no_legal_form").kinds == (Kind.ORGANIZATION,)
    assert named("given_name_first").kinds == named("given_initial").kinds == (Kind.PERSON,)


def test_the_sentence_is_the_first_line_of_what_the_variant_says_of_itself() -> None:
    def variant(listed: ListedEntry, rng: Random) -> FieldTexts:
        """The name in brackets.

        Nobody writes it so.
        """
        return {NAME: f"({listed.name})"}

    assert Distortion("brackets", GROUPS[0], variant).sentence == "The name in brackets."


def test_a_name_that_no_distortion_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="spelling"):
        named("spelling")


@by_name
def test_an_entry_without_numbers_or_other_names_is_planted_by_its_name_or_not_at_all(
    distortion: Distortion,
) -> None:
    bare = ListedEntry("x:1", "x", distortion.kinds[0], "A")
    texts = distortion.variant(bare, random(1))
    assert texts is None or set(texts) <= {NAME, FREE_TEXT}


# --- names ---------------------------------------------------------------------------------------


def test_a_rewritten_name_is_planted_with_the_sentence_of_its_rewriter() -> None:
    assert of_name(rewriting.case)(LADY, random(1)) == {NAME: "Lady R"}
    assert named("case").sentence == "Capitals for small letters, or small for capitals."


@pytest.mark.parametrize("rewritten", [None, "", "LADY R"])
def test_a_name_that_a_rewriter_leaves_as_it_is_is_not_planted(rewritten: str | None) -> None:
    assert of_name(lambda _, __: rewritten)(LADY, random(1)) is None


def test_a_rewriter_is_given_the_primary_name() -> None:
    assert of_name(lambda name, _: f"<{name}>")(LADY, random(1)) == {NAME: "<LADY R>"}


@given(seed=SEEDS)
def test_the_other_names_are_the_entry_s_own_of_their_kind_and_of_no_other(seed: int) -> None:
    assert planted("exact", LADY, seed) == {NAME: "LADY R"}
    assert planted("former", LADY, seed) == {NAME: "SLOMAN PRODUCER"}
    assert planted("native", LADY, seed) == {NAME: "레이디 R"}
    assert planted("weak_alias", LADY, seed) == {NAME: "R"}
    assert named("strong_alias").variant(LADY, random(seed)) is None


def test_every_name_of_a_kind_is_drawn() -> None:
    aliases = ("EVER MADE", "GREY HULL", "QUIET HARBOUR")
    names = tuple((name, NameKind.STRONG_ALIAS) for name in aliases)
    entry = ListedEntry("x:1", "x", Kind.PERSON, "LADY R", names)
    assert every("strong_alias", entry, NAME) == set(aliases)


# --- free text -----------------------------------------------------------------------------------


def test_a_ship_s_name_stands_in_lines_on_ships_and_a_company_s_in_lines_on_parties() -> None:
    company = ListedEntry("x:3", "x", Kind.ORGANIZATION, "MG-FLOT LLC")
    ships, companies = (
        every("free_text_name", entry, FREE_TEXT) for entry in (NUMBERLESS, company)
    )
    assert ships == {text.format("LADY R") for text in SHIP_TEXTS}
    assert companies == {text.format("MG-FLOT LLC") for text in PARTY_TEXTS}


def test_a_number_in_free_text_is_found_there() -> None:
    texts = every("free_text_imo", LADY, FREE_TEXT)
    assert texts == {text.format("9161003") for text in NUMBER_TEXTS}
    assert all((Scheme.IMO_SHIP, "9161003") in find_identifiers(text) for text in texts)
    assert named("free_text_imo").variant(NUMBERLESS, random(1)) is None


# --- numbers -------------------------------------------------------------------------------------


@given(seed=SEEDS)
def test_a_slip_in_a_number_is_one_edit_that_its_check_digit_shows(seed: int) -> None:
    texts = planted("imo_slip", LADY, seed)
    assert texts[NAME] == "LADY R"
    assert near_imo(texts["imo"], "9161003")
    assert not is_valid_imo_ship(texts["imo"])
    both = planted("imo_and_name_slip", LADY, seed)
    assert OSA.distance(both[NAME], "LADY R") == 1
    assert near_imo(both["imo"], "9161003")


def test_a_number_slips_by_a_wrong_digit_by_two_digits_swapped_and_by_a_digit_left_out() -> None:
    slips = every("imo_slip", LADY, "imo", seeds=2_000)
    assert {len(slip) for slip in slips} == {6, 7}
    swapped = {slip for slip in slips if sorted(slip) == sorted("9161003")}
    assert "9160103" in swapped
    assert "9161004" in slips


@given(seed=SEEDS)
def test_another_ship_s_number_is_valid_and_not_the_entry_s(seed: int) -> None:
    texts = planted("imo_of_another", LADY, seed)
    assert texts[NAME] == "LADY R"
    assert is_valid_imo_ship(texts["imo"])
    assert texts["imo"] != "9161003"
    same = ListedEntry("x:3", "x", Kind.VESSEL, "LADY R", imo=texts["imo"])
    assert named("imo_of_another").variant(same, random(seed)) is None


def test_a_number_is_written_in_five_ways_that_are_all_read_as_the_number() -> None:
    forms = every("imo_written", LADY, "imo")
    assert len(forms) == 5
    assert {clean_imo(form) for form in forms} == {"9161003"}
    assert "9161003" not in forms


def test_a_number_under_another_name_is_planted_without_a_name() -> None:
    assert planted("imo_other_name", LADY, 1) == {"imo": "9161003"}
    assert planted("mmsi_other_name", LADY, 1) == {"mmsi": "273212120"}
    assert planted("call_sign_other_name", LADY, 1) == {"call_sign": "UBDT8"}


@pytest.mark.parametrize(
    "distortion",
    [distortion for distortion in DISTORTIONS if distortion.group == "numbers"],
    ids=lambda of: of.name,
)
def test_a_ship_without_numbers_is_planted_by_none(distortion: Distortion) -> None:
    assert distortion.variant(NUMBERLESS, random(1)) is None
