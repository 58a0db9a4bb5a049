"""What a record without a type is."""

from __future__ import annotations

import pytest

from vscreen.lists.kinds import NOTHING, kind_by_evidence
from vscreen.schema import Kind


@pytest.mark.parametrize(
    ("ship", "person", "kind"),
    [
        (["9161003"], [], Kind.VESSEL),
        (["", "Crude Oil Tanker"], [""], Kind.VESSEL),
        ([""], ["1970"], Kind.PERSON),
        ([], [], Kind.ORGANIZATION),
        (["  "], ["\t"], Kind.ORGANIZATION),
        (["9161003"], ["1970"], Kind.VESSEL),
    ],
)
def test_a_record_is_what_its_cells_say(ship: list[str], person: list[str], kind: Kind) -> None:
    assert kind_by_evidence(ship=ship, person=person) == kind


@pytest.mark.parametrize("word", sorted(NOTHING))
def test_a_word_for_nothing_is_no_evidence_in_whatever_case(word: str) -> None:
    assert kind_by_evidence(ship=[f" {word.upper()} "], person=[word]) == Kind.ORGANIZATION
