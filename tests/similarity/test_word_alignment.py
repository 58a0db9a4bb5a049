"""Tests of similarity/word_alignment: what a word loses, and the words view."""

from __future__ import annotations

import numpy as np
import pytest

from vscreen.similarity.name_scores import party_name_score
from vscreen.similarity.word_alignment import word_loss
from vscreen.similarity.word_alignment_bulk import losses
from vscreen.text.forms_bulk import PARTY_NAME, forms_of_many
from vscreen.text.party_names import name_forms, party_forms


# All words weigh 1, the name 2: shares of the score, times the 3/4 that parties' costs count.
@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("PIRAEUS GOLDSHTEYN KRAVETS", 0.02 + 0.10),
        ("GOLDSHTEYN KRAVETS PIRAEUS", 0.02 + 0.05),
        ("PIRAEUS GOLDSHTEYN KRAVETS GREECE", 0.02 + 0.10 + 0.05),
        ("GOLDSHTEYN PIRAEUS KRAVETS", 0.02 + 0.6 * 1 / 2),
        ("GOLDSHTEYN", 0.02 + 0.4 * 1 / 2),
        ("PIRAEUS GOLDSHTEYN", 0.02 + 1 / 2 + 0.10),
        ("GOLDSHTEYN PIRAEUS", 0.02 + 1 / 2 + 0.05),
    ],
)
def test_each_word_around_between_and_left_out_costs_what_is_written(
    text: str, lost: float
) -> None:
    (entry,) = name_forms("GOLDSHTEYN KRAVETS")
    best = max((party_name_score(form, entry) for form in party_forms(text)), key=lambda s: s.rank)
    assert (best.score, best.view) == (pytest.approx(100 * (1 - 0.75 * lost)), "words")


@pytest.mark.parametrize(
    ("entry", "party", "loss"),
    [
        ("FLOTA", "FLT", 0.2),  # three consonants are a word without its vowels
        ("FAL", "FL", 1.0),  # two are too few to say so
        ("FLOTILIYA", "FLTL", 0.2),
        ("FLOTA", "FLOT", 0.25),  # it begins with that
    ],
)
def test_a_word_without_its_vowels_stands_for_it_from_three_letters_on(
    entry: str, party: str, loss: float
) -> None:
    assert word_loss(entry, party) == pytest.approx(loss)


WORDS = [
    *("KOVALEVSKAYA"[:size] for size in range(1, 13)), "KVLVSK", "KOVALEVSKIJ", "KAVALEFSKY",
    "OVALEVSKAYA", "KOVALEVSKAYAOVICH", "STAR", "STRA", "STARS", "STR", "SEASTAR", "ANTEY", "ANT",
    "ANTEI", "NATEY", "A", "B", "AN", "MARIAMARIA", "AMAR",
]  # fmt: skip


def test_each_word_beside_each_other_loses_what_the_plain_way_says() -> None:
    table = forms_of_many([" ".join(WORDS)], PARTY_NAME).words
    entry, party = (side.ravel() for side in np.meshgrid(table.code, table.code))
    found = losses(table, party, table, entry).tolist()
    pairs = zip(table.distinct[entry].tolist(), table.distinct[party].tolist(), strict=True)
    assert found == pytest.approx([word_loss(listed, given) for listed, given in pairs], abs=1e-9)
