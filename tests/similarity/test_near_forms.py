"""The forms of a long text that may agree with a name: all that score are among them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vscreen import Kind, NameKind, Policy
from vscreen.scoring.judge import NO_NAME, BestName, best_name
from vscreen.scoring.parties import Entry, Party
from vscreen.similarity.name_scores import party_name_score, vessel_name_score
from vscreen.similarity.near_forms import FEW_FORMS, NearForms
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.vessel_names import vessel_forms

SHIPS = [
    "LADY R", "LADY RR", "LADI R", "OCEAN BELOMORSKIY", "O BELOMORSKIY", "BELOMORSKIY", "BLMRSK",
    "ANGARA", "ANAGRA", "АНГАРА", "アンガラ", "안가라", "أنغارا", "SUN 5", "SUN 6", "5",
    "STAR NO. II", "S0LARIS", "HEROII", "BELOMORSKIY OCEAN", "BEROMORUSUKI",
    "ベロモルスキー", "MARIA", "MAR1A",
]  # fmt: skip
FIRMS = [
    "ALMAZ-ANTEY CORP", "ALMAZ ANTEY TELECOMMUNICATIONS LLC", "SIS D.O.O.", "SIS LLC", "NPK", "NPC",
    "KOVALEVSKIJ TRADING", "KOVALEVSKY TRDG CO", "KOREA MINING DEVELOPMENT TRADING CORPORATION",
    "KOREA MINING DEVELOPMENT", "ООО «МГ-Флот»", "MG FLOT", "조선무역", "CHOSON MUYOK",
    "12 STOREEZ", "شركة النقل", "ALNQL CO", "KIM JONG GIL", "GIL, Jong Kim", "KRMNG",
    "TO ORDER OF SIS DOO",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SHIPS), max_size=30), st.sampled_from(SHIPS))
def test_every_form_of_a_ships_text_that_scores_is_found(texts: list[str], name: str) -> None:
    forms = [form for text in texts for form in vessel_forms(text)]
    for listed in vessel_forms(name):
        found = NearForms(forms, party=False).of(listed)
        assert found == sorted(set(found))
        scores = [vessel_name_score(form, listed).score for form in forms]
        assert {at for at, score in enumerate(scores) if score > 0} <= {*found}


@settings(max_examples=60)
@given(st.lists(st.sampled_from(FIRMS), max_size=30), st.sampled_from(FIRMS))
def test_every_form_of_a_firms_text_that_scores_is_found(texts: list[str], name: str) -> None:
    forms = [form for text in texts for form in party_forms(text)]
    for listed in name_forms(name):
        found = NearForms(forms, party=True).of(listed)
        assert found == sorted(set(found))
        scores = [party_name_score(form, listed).score for form in forms]
        assert {at for at, score in enumerate(scores) if score > 0} <= {*found}


def plainly(party: Party, entry: Entry) -> BestName:
    """The entry's name that agrees best, each form beside each."""
    score_of = party_name_score if party.field == "party" else vessel_name_score
    best = NO_NAME
    for (name, kind), forms in zip(entry.names, entry.forms, strict=True):
        for score in (score_of(form, listed) for form in party.forms for listed in forms):
            if score.rank > best.rank:
                best = BestName(score.score, name, kind, score)
    return best


@pytest.mark.parametrize(
    ("field", "kind", "names"),
    [
        ("vessel", Kind.VESSEL, SHIPS),
        ("free_text", Kind.VESSEL, SHIPS),
        ("party", Kind.ORGANIZATION, FIRMS),
    ],
)
def test_the_best_name_of_a_cell_of_many_names_is_that_of_each_form_beside_each(
    field: str, kind: Kind, names: list[str]
) -> None:
    party = Party(field, "; ".join(names))
    assert len(party.forms) > FEW_FORMS
    for name in names:
        entry = Entry(
            "own:1", "own", kind, name, ((name, NameKind.PRIMARY), ("X Y", NameKind.FORMER))
        )
        assert best_name(party, entry, Policy(), backed=False) == plainly(party, entry)


def test_forms_that_cannot_agree_are_left_out() -> None:
    forms = [form for text in SHIPS for form in vessel_forms(text)]
    (listed,) = vessel_forms("OCEAN BELOMORSKIY")
    found = NearForms(forms, party=False).of(listed)
    assert 0 < len(found) < len(forms) / 2
