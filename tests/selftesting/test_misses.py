"""Why a planted entry is not found."""

from __future__ import annotations

from vscreen.policy import Policy
from vscreen.schema import Kind
from vscreen.selftesting.distortions import ListedEntry, named
from vscreen.selftesting.misses import why_missed
from vscreen.selftesting.planting import Plant

SHIP = ListedEntry("own:1", "own", Kind.VESSEL, "LADY R", imo="9161003")


def test_a_field_that_the_policy_leaves_out_is_the_reason() -> None:
    plant = Plant(named("imo_other_name"), SHIP, {"imo": "9161003"})
    score, why = why_missed(plant, {"imo": "9161003"}, Policy(fields=("vessel",)))
    assert (score, why) == (0.0, "the policy does not screen imo")


def test_a_name_unlike_the_entry_s_scores_nothing() -> None:
    plant = Plant(named("exact"), SHIP, {"name": "QUIET HARBOUR"})
    score, why = why_missed(plant, {"vessel": "QUIET HARBOUR"}, Policy())
    assert (score, why) == (0.0, "nothing of the name agrees well enough to score")
