"""Tests of search/word_index: heavy words, and the pairs that share them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vscreen.search.word_index import WordIndex, heavy_words
from vscreen.similarity.name_scores import party_name_score
from vscreen.similarity.word_alignment import heavy_words as plain_heavy_words
from vscreen.text.forms_bulk import PARTY_NAME, forms_of_many

WORDS = [
    "CONCERN", "ALMAZ", "ANTEY", "SHIPPING", "COMPANY", "TRADING", "STAR", "GOLDEN", "AL", "HERON",
    "TECHNOLOGY", "BANK", "KOVALEVSKY", "KOVALEVSKIJ", "INTERNATIONAL", "OF", "NPK",
]  # fmt: skip
names = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), max_size=6)


@given(names)
def test_the_heavy_words_of_many_names_are_those_of_each(texts: list[str]) -> None:
    table = forms_of_many(texts, PARTY_NAME)
    form, code = heavy_words(table)
    words = table.words.distinct[code].tolist()
    found = [{w for f, w in zip(form.tolist(), words, strict=True) if f == row}
             for row in range(len(table))]  # fmt: skip
    assert found == [set(plain_heavy_words(form)) for form in table.forms()]


@given(names, names, st.sampled_from([60.0, 75.0, 90.0]))
def test_every_pair_whose_words_reach_a_score_is_found(
    listed: list[str], given_names: list[str], least: float
) -> None:
    theirs, ours = forms_of_many(listed, PARTY_NAME), forms_of_many(given_names, PARTY_NAME)
    our, their = WordIndex(theirs).pairs(ours, least)
    found = set(zip(our.tolist(), their.tolist(), strict=True))
    for t, entry in enumerate(theirs.forms()):
        for o, party in enumerate(ours.forms()):
            score = party_name_score(party, entry)
            assert score.view != "words" or score.score < least or (o, t) in found


def test_a_word_misspelt_at_its_beginning_is_found_beside_a_heavy_word() -> None:
    rare = ["ALMAZ", "HERON", "POKLONSKAYA", "SERDYUKOV", "ANTEYA", "BELOMORSKIY"]
    listed = [f"{first} {second}" for first in rare for second in rare if first != second]
    party = [f"{text[1]}{text[0]}{text[2:]} TELECOMMUNICATIONS" for text in listed]
    theirs, ours = forms_of_many(listed, PARTY_NAME), forms_of_many(party, PARTY_NAME)
    our, their = WordIndex(theirs).pairs(ours, 60)
    found = set(zip(our.tolist(), their.tolist(), strict=True))
    assert found >= {(row, row) for row in range(len(listed))}
    scores = [party_name_score(p, e) for p, e in zip(ours.forms(), theirs.forms(), strict=True)]
    assert min(score.score for score in scores) >= 60
