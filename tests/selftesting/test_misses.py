"""Why a planted entry is not found: its score against the entry, and the cause."""

from __future__ import annotations

import pytest

import vscreen
from vscreen.policy import Policy
from vscreen.schema import Kind, NameKind
from vscreen.selftesting.distortions import ListedEntry, named
from vscreen.selftesting.frames import MISSED, PLANTED
from vscreen.selftesting.misses import explain_missed, why_missed
from vscreen.selftesting.planting import Plant

SHIP = ListedEntry(
    "own:1", "own", Kind.VESSEL, "LADY R", (("LADY R", NameKind.PRIMARY),),
    imo="9161003", mmsi="273212120",
)  # fmt: skip
COMPANY = ListedEntry(
    "own:2", "own", Kind.ORGANIZATION, "MG-FLOT LLC", (("MG-FLOT LLC", NameKind.PRIMARY),)
)
NOTHING = "nothing of the name agrees well enough to score"


def why(
    fields: dict[str, str],
    entry: ListedEntry = SHIP,
    policy: Policy | None = None,
    distortion: str = "exact",
) -> tuple[float, str]:
    return why_missed(Plant(named(distortion), entry, fields), fields, policy or Policy())


def test_a_field_that_the_policy_leaves_out_is_the_reason() -> None:
    policy = Policy(fields=("vessel",))
    assert why({"imo": "9161003"}, policy=policy) == (0.0, "the policy does not screen imo")
    score, reason = why({"vessel": "LADI R", "imo": "9161003"}, policy=policy)
    assert score == vscreen.compare("LADI R", "LADY R").score  # its number is not looked at
    assert reason == f"scores {score:.1f}, below 82"


def test_a_name_unlike_the_entry_s_scores_nothing() -> None:
    assert why({"vessel": "QUIET HARBOUR"}) == (0.0, NOTHING)


def test_a_score_below_the_threshold_is_the_score_of_compare() -> None:
    score, reason = why({"shipper": "MG FLOAT TRADING"}, COMPANY, Policy(review=90))
    assert 0 < score == vscreen.compare("MG FLOAT TRADING", "MG-FLOT LLC", kind="party").score < 90
    assert reason == f"scores {score:.1f}, below 90"


def test_a_number_that_supports_is_scored_with_the_name() -> None:
    alone, _ = why({"mmsi": "273212120"})
    assert alone == 85.0
    assert why({"vessel": "QUIET HARBOUR", "mmsi": "273212121"}) == (0.0, NOTHING)


def test_another_ship_s_number_outweighs_a_name_that_would_score() -> None:
    name = "LEDY R"
    alone = vscreen.compare(name, "LADY R").score
    assert why({"vessel": name, "imo": "9074729"}) == (
        0.0,
        f"the name scores {alone:.1f}; below the hit threshold 93 the IMO number beside it, "
        "another ship's or none's, outweighs it",
    )
    assert why({"vessel": "QUIET HARBOUR", "imo": "9074729"}) == (0.0, NOTHING)
    assert why({"imo": "9074729"}) == (0.0, NOTHING)


@pytest.mark.parametrize("weak_aliases", ["confirm", "ignore"])
def test_a_weak_alias_alone_is_no_hit_unless_the_policy_screens_it(weak_aliases: str) -> None:
    names = (("LADY R", NameKind.PRIMARY), ("TROMBONE", NameKind.WEAK_ALIAS))
    entry = ListedEntry("own:1", "own", Kind.VESSEL, "LADY R", names)
    fields = {"vessel": "TROMBONE"}
    _, reason = why(fields, entry, Policy(weak_aliases=weak_aliases), "weak_alias")  # type: ignore[arg-type]
    assert reason == f"a weak alias raises nothing alone (weak_aliases={weak_aliases})"
    screened = why(fields, entry, Policy(weak_aliases="screen"), "weak_alias")
    assert screened == (100.0, "scores 100.0, below 82")


def test_a_field_that_is_not_searched_for_names_of_its_kind_is_the_reason() -> None:
    assert why({"free_text": "PAYMENT ON ACCOUNT OF MG-FLOT LLC"}, COMPANY) == (
        0.0, "free_text is not searched for names of organizations",
    )  # fmt: skip
    assert why({"free_text": "LEI 529900T8BM49AURSDO55"}, COMPANY) == (0.0, NOTHING)


def test_a_text_without_a_name_is_the_reason() -> None:
    assert why({"shipper": "..."}, COMPANY) == (0.0, "no name can be read in shipper")


def test_a_party_s_role_makes_no_difference_and_free_text_is_searched_for_ships() -> None:
    assert why({"owner": "MG FLOT"}, COMPANY) == why({"carrier": "MG FLOT"}, COMPANY)
    score, _ = why({"free_text": "TRANSSHIPMENT VIA LADI R V.017W"})
    assert score > 0


def test_the_rows_below_the_review_threshold_are_explained_nearest_first() -> None:
    fields = [{"vessel": "LADY R"}, {"vessel": "QUIET HARBOUR"}, {"vessel": "LADI R"}]
    plants = [Plant(named("exact"), SHIP, texts) for texts in fields]
    planted = PLANTED.build(
        [
            {"row": f"planted-{number}", "entry": "own:1", "text": texts["vessel"], "reach": reach}
            for number, (texts, reach) in enumerate(zip(fields, (82.0, 0.0, 81.9), strict=True))
        ]
    )
    missed = explain_missed(planted, plants, fields, Policy())
    assert missed.columns.tolist() == list(MISSED.columns)
    assert missed["text"].tolist() == ["LADI R", "QUIET HARBOUR"]
    assert missed["row"].tolist() == ["planted-2", "planted-1"]
    assert missed["score"].tolist() == [vscreen.compare("LADI R", "LADY R").score, 0.0]
    assert missed["why"].tolist()[1] == NOTHING
