from __future__ import annotations

import pytest

from vscreen.identifiers.in_text import numbers_in_cell
from vscreen.identifiers.registry import RULES_OF
from vscreen.policy import Policy
from vscreen.schema import Kind, NameKind, Scheme, Verdict
from vscreen.scoring.judge import Hit, hit_sentence, judge
from vscreen.scoring.parties import Entry, Party
from vscreen.scoring.reasons import Evidence, Reason

LADY_R = Entry(
    "kr-mofa:lady-r", "kr-mofa", Kind.VESSEL, "LADY R",
    (
        ("LADY R", NameKind.PRIMARY), ("SLOMAN PRODUCER", NameKind.FORMER),
        ("레이디 알", NameKind.NATIVE), ("LADY", NameKind.WEAK_ALIAS),
    ),
    (
        (Scheme.IMO_SHIP, "9161003"), (Scheme.MMSI, "273212120"), (Scheme.CALL_SIGN, "UBDT8"),
    ),
    flags=("RU",), vessel_type="Ro-Ro Cargo", gross_tonnage=7260, build_year=2004,
)  # fmt: skip
NO_NUMBER = Entry(
    "own:1", "own", Kind.VESSEL, "MAR AZUL", (("MAR AZUL", NameKind.PRIMARY),)
)  # fmt: skip
FLOT = Entry(
    "jp-mofa:mg-flot", "jp-mofa", Kind.ORGANIZATION, "MG-FLOT LLC",
    (("MG-FLOT LLC", NameKind.PRIMARY), ("TRANSMORFLOT LLC", NameKind.FORMER)),
    ((Scheme.IMO_COMPANY, "6016988"), (Scheme.LEI, "5493001KJTIIGC8Y1R12")),
    countries=("Russia",),
)  # fmt: skip
OTHER_IMO = "9811000"
POLICY = Policy()


def ship(name: str = "", **fields: str) -> Party:
    return Party("vessel", name, **fields)


def judged(party: Party, entry: Entry, policy: Policy = POLICY) -> Hit:
    hit = judge(party, entry, policy)
    assert hit is not None
    return hit


def reasons(hit: Hit) -> list[Reason]:
    return [one.reason for one in hit.evidence]


# --- IMO -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "imo", ["9161003", "IMO9161003", "IMO: 9161003", "9161003.0", "９１６１００３"]
)
def test_an_equal_imo_number_is_a_hit_whatever_the_name(imo: str) -> None:
    renamed = judged(ship("SOMETHING ELSE", imo=imo), LADY_R)
    assert (renamed.verdict, renamed.score, renamed.field) == (Verdict.HIT, 95, "imo")
    assert reasons(renamed)[0] == Reason.IMO_EQUAL
    assert judged(ship("LADY R", imo=imo), LADY_R).score == 100
    assert judged(ship("", imo=imo), LADY_R).verdict == Verdict.HIT


def test_a_different_valid_imo_number_leaves_an_equal_name_a_review() -> None:
    hit = judged(ship("LADY R", imo=OTHER_IMO), LADY_R)
    assert (hit.verdict, hit.score) == (Verdict.REVIEW, 92)
    assert Reason.IMO_CONFLICT in reasons(hit)[:2]
    assert judge(ship("LADY K", imo=OTHER_IMO), LADY_R, POLICY) is None


def test_a_number_one_slip_off_speaks_for_the_entry() -> None:
    for slip in ("9161004", "9116003", "916103", "91610033"):
        assert judged(ship("LADY R", imo=slip), LADY_R).verdict == Verdict.HIT
        similar = judged(ship("LADI", imo=slip), LADY_R)
        assert (similar.verdict, Reason.IMO_NEAR in reasons(similar)) == (Verdict.REVIEW, True)
        assert judged(ship("", imo=slip), LADY_R).verdict == Verdict.REVIEW
        assert judge(ship("BELOMORSKIY", imo=slip), LADY_R, POLICY) is None


def test_a_number_that_fails_its_check_digit_is_held_against_nobody() -> None:
    hit = judged(ship("LADY R", imo="1234568"), LADY_R)
    assert (hit.verdict, hit.score) == (Verdict.HIT, 100)
    assert Reason.IMO_INVALID in reasons(hit)


def test_no_number_on_either_side_is_said() -> None:
    assert Reason.IMO_ABSENT in reasons(judged(ship("LADY R"), LADY_R))
    assert Reason.IMO_UNLISTED in reasons(judged(ship("MAR AZUL", imo=OTHER_IMO), NO_NUMBER))


def test_a_number_inside_the_name_is_found_and_speaks_against_only_if_called_imo() -> None:
    assert judged(ship("SOMETHING ELSE IMO 9161003"), LADY_R).verdict == Verdict.HIT
    assert judged(ship("LADY R (9811000)"), LADY_R).verdict == Verdict.HIT
    conflict = judged(ship("LADY R / IMO 9811000"), LADY_R, Policy(review=50, hit=50))
    assert conflict.verdict == Verdict.REVIEW


def test_several_numbers_in_one_cell_are_all_compared() -> None:
    found = numbers_in_cell(RULES_OF[Scheme.IMO_SHIP], "9811000 / 9161003")
    assert found == ((Scheme.IMO_SHIP, "9811000"), (Scheme.IMO_SHIP, "9161003"))
    assert judged(ship("", imo="9811000 / 9161003"), LADY_R).verdict == Verdict.HIT
    assert numbers_in_cell(RULES_OF[Scheme.IMO_SHIP], "") == ()


def test_a_companys_imo_number_is_read_as_one_in_the_column_of_ships_numbers() -> None:
    hit = judged(ship("", imo="6016988"), FLOT)
    assert (hit.verdict, hit.field, hit.text) == (Verdict.HIT, "imo", "6016988")
    hit = judged(Party("party", "SOME FIRM, IMO 6016988"), FLOT)
    assert (hit.verdict, reasons(hit)[0]) == (Verdict.HIT, Reason.COMPANY_NUMBER_EQUAL)


def test_an_imo_number_in_another_column_is_read_and_the_column_said() -> None:
    for field in ("call_sign", "mmsi", "eni"):
        hit = judged(ship("NEW NAME", **{field: "9161003"}), LADY_R)
        assert (hit.verdict, hit.field, hit.text) == (Verdict.HIT, field, "9161003")


def test_a_number_in_a_column_of_other_numbers_does_not_speak_against() -> None:
    assert judged(ship("LADY R", mmsi="9811000"), LADY_R).verdict == Verdict.HIT
    assert judged(ship("LADY R", imo="9811000"), LADY_R).verdict == Verdict.REVIEW


# --- weaker numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "reason", "score"),
    [
        ("mmsi", "273212120", Reason.MMSI_EQUAL, 85),
        ("call_sign", "UBDT-8", Reason.CALL_SIGN_EQUAL, 84),
    ],
)
def test_mmsi_and_call_sign_are_enough_for_a_review_and_with_a_name_for_a_hit(
    field: str, value: str, reason: Reason, score: float
) -> None:
    alone = judged(ship("BELOMORSKIY", **{field: value}), LADY_R)
    assert (alone.verdict, alone.score, alone.field) == (Verdict.REVIEW, score, field)
    named = judged(ship("LADY RA", **{field: value}), LADY_R)
    assert named.verdict == Verdict.HIT
    assert reason in reasons(named)
    against = judged(ship("LADY RA", imo=OTHER_IMO, **{field: value}), LADY_R)
    assert against.verdict == Verdict.REVIEW


def test_an_equal_lei_is_a_hit() -> None:
    hit = judged(Party("party", "Some firm, LEI 5493001KJTIIGC8Y1R12"), FLOT)
    assert (hit.verdict, reasons(hit)[0]) == (Verdict.HIT, Reason.LEI_EQUAL)


def test_numbers_and_ships_names_in_free_text_are_found() -> None:
    assert judged(Party("free_text", "PER MV X IMO 9161003 VOY 12"), LADY_R).verdict == Verdict.HIT
    assert judged(Party("free_text", "PER MV LADY R"), LADY_R).verdict == Verdict.REVIEW


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reason", "kind"),
    [
        ("LADY R", Reason.NAME_EQUAL, "primary"),
        ("LADY RR", Reason.NAME_SOUND, "primary"),
        ("SLOMAN PRODUCER", Reason.NAME_EQUAL, "former"),
        ("SLOMN PRODUCER", Reason.NAME_SPELLING, "former"),
        ("PRODUCER SLOMAN", Reason.NAME_ORDER, "former"),
        ("레이디 알", Reason.NAME_EQUAL, "native"),
        ("ЛЕДИ Р", Reason.NAME_SCRIPT, "primary"),
    ],
)
def test_the_reader_learns_which_name_agreed_and_how(name: str, reason: Reason, kind: str) -> None:
    hit = judged(ship(name), LADY_R)
    assert reason in reasons(hit)
    assert hit.name_kind == kind
    assert hit.field == "vessel"
    assert (Reason.NAME_FORMER in reasons(hit)) == (kind == "former")
    assert (Reason.NAME_NATIVE in reasons(hit)) == (kind == "native")


def test_names_stand_only_for_entries_of_their_kind() -> None:
    assert judge(ship("MG-FLOT LLC"), FLOT, POLICY) is None
    assert judge(Party("party", "LADY R"), LADY_R, POLICY) is None
    plane = Entry("own:2", "own", Kind.AIRCRAFT, "RF-86898", (("RF-86898", NameKind.PRIMARY),))
    assert judge(ship("RF-86898"), plane, POLICY) is None


def test_the_words_of_a_company_are_found_amid_others() -> None:
    hit = judged(Party("party", "TRANSMORFLOT VLADIVOSTOK PORT OFFICE"), FLOT)
    assert {Reason.NAME_WORDS, Reason.NAME_FORMER} <= set(reasons(hit))


def test_thresholds_decide_what_a_name_is_worth() -> None:
    party = ship("LADY Q")  # 75 like LADY R
    assert judge(party, LADY_R, POLICY) is None
    assert judged(party, LADY_R, Policy(review=70)).verdict == Verdict.REVIEW
    assert judged(party, LADY_R, Policy(review=70, hit=70)).verdict == Verdict.HIT


# --- particulars ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"flag": "Russia"}, Reason.FLAG_AGREES),
        ({"flag": "Panama"}, Reason.FLAG_DIFFERS),
        ({"flag": "Panama", "mmsi": "273212120"}, Reason.MMSI_AGAINST_FLAG),
        ({"mmsi": "273000000"}, Reason.MMSI_DIFFERS),
        ({"call_sign": "UBXX9"}, Reason.CALL_SIGN_DIFFERS),
        ({"vessel_type": "ro-ro"}, Reason.TYPE_AGREES),
        ({"vessel_type": "Tug"}, Reason.TYPE_DIFFERS),
        ({"gross_tonnage": "7,300"}, Reason.TONNAGE_AGREES),
        ({"gross_tonnage": "9000.0"}, Reason.TONNAGE_DIFFERS),
        ({"build_year": "2004"}, Reason.BUILD_YEAR_AGREES),
        ({"build_year": "2005"}, Reason.BUILD_YEAR_DIFFERS),
    ],
)
def test_particulars_are_reasons_and_change_no_score(fields: dict, reason: Reason) -> None:
    hit = judged(ship("LADY R", **fields), LADY_R)
    assert reason in reasons(hit)
    assert hit.score == judged(ship("LADY R"), LADY_R).score


@pytest.mark.parametrize(
    ("country", "reason"),
    [("RU", Reason.COUNTRY_AGREES), ("Cyprus", Reason.COUNTRY_DIFFERS)],
)
def test_a_partys_country_is_a_reason(country: str, reason: Reason) -> None:
    assert reason in reasons(judged(Party("party", "MG-FLOT", country=country), FLOT))


def test_a_number_that_is_none_is_no_reason() -> None:
    assert not {Reason.TONNAGE_AGREES, Reason.TONNAGE_DIFFERS} & set(
        reasons(judged(ship("LADY R", gross_tonnage="n/a"), LADY_R))
    )


# --- what people read ----------------------------------------------------------------------------


def test_every_reason_has_a_sentence_with_both_sides() -> None:
    for reason in Reason:
        told = Evidence.of(reason, "OURS", "THEIRS").sentence
        assert "{" not in told
        assert told


def test_the_sentence_names_both_sides_values() -> None:
    told = hit_sentence(LADY_R, judged(ship("LADY R", imo=OTHER_IMO, flag="Panama"), LADY_R))
    for value in ("LADY R (vessel, kr-mofa)", "9811000", "9161003", "Panama", "RU"):
        assert value in told


def test_the_reader_learns_that_a_name_is_unlike_or_missing() -> None:
    assert Reason.NAME_DIFFERS in reasons(judged(ship("X", imo="9161003"), LADY_R))
    assert Reason.NAME_ABSENT in reasons(judged(ship("", imo="9161003"), LADY_R))


def test_evidence_weighs_in_the_order_of_equal_scores() -> None:
    bare, more = judged(ship("LADY R"), LADY_R), judged(ship("LADY R", flag="RU"), LADY_R)
    assert more.weight > bare.weight
    weights = [abs(one.weight) for one in more.evidence]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("name", ["LADYBIRD R", "ROLAND", "PRODUCER SEVEN SEAS"])
def test_a_name_that_shares_a_little_differs(name: str) -> None:
    hit = judged(ship(name, imo="9161003"), LADY_R)
    assert Reason.NAME_DIFFERS in reasons(hit)
    assert 95 <= hit.score < 97.5, "half a name or less"


def test_names_that_share_less_than_half_differ_however_they_agree() -> None:
    heron = Entry("own:2", "own", Kind.VESSEL, "KALRION 5", (("KALRION 5", NameKind.PRIMARY),),
                  ((Scheme.IMO_SHIP, "9161003"),))  # fmt: skip
    hit = judged(ship("KALRION 6", imo="9161003"), heron)
    assert 95 < hit.score < 97.5
    assert Reason.NAME_DIFFERS in reasons(hit)
    assert Reason.NAME_NUMBER not in reasons(hit)


# --- names that tell little -------------------------------------------------------------------

AHMED = Entry(
    "own:2", "own", Kind.PERSON, "AHMED, Ahmed", (("AHMED, Ahmed", NameKind.PRIMARY),),
    ((Scheme.OTHER, "A1234567"),),
)  # fmt: skip
SYNDICATE = Entry(
    "own:3", "own", Kind.ORGANIZATION, "Grey Syndicate",
    (("Grey Syndicate", NameKind.PRIMARY), ("42", NameKind.STRONG_ALIAS)),
    ((Scheme.IMO_COMPANY, "6016988"),),
)  # fmt: skip


def test_a_common_name_is_met_only_where_nothing_else_is_said() -> None:
    assert judge(Party("party", "AHMED AL BARAA"), AHMED, POLICY) is None
    assert judged(Party("party", "AHMED AHMED"), AHMED).verdict == Verdict.HIT
    hit = judged(Party("party", "AHMED AHMED CO"), AHMED)
    assert (hit.verdict, Reason.NAME_COMMON in reasons(hit)) == (Verdict.REVIEW, True)


def test_a_number_for_a_name_confirms_an_equal_identifier_and_convicts_nobody() -> None:
    assert judge(Party("party", "NO: 42, MAIN STREET, KANDY"), SYNDICATE, POLICY) is None
    assert judged(Party("party", "42"), SYNDICATE).verdict == Verdict.REVIEW
    both = judged(Party("party", "NO: 42, MAIN STREET", imo="6016988"), SYNDICATE)
    alone = judged(Party("party", imo="6016988"), SYNDICATE)
    assert both.verdict == alone.verdict == Verdict.HIT
    assert both.score > alone.score
