from __future__ import annotations

from datetime import timedelta

import pytest

from vscreen import Policy
from vscreen.errors import PolicyError
from vscreen.policy import parse_age


def test_a_policy_is_frozen_and_hashed_by_its_content() -> None:
    assert Policy(review=80).hash == Policy(review=80).hash != Policy().hash
    with pytest.raises(ValueError, match="frozen"):
        Policy().review = 3  # type: ignore[misc]


def test_a_policy_comes_back_from_its_json() -> None:
    policy = Policy(review=80, lists=("us-sdn",), max_age="48h")
    assert Policy.model_validate_json(policy.model_dump_json()) == policy


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"review": 0}, "review"), ({"hit": 101}, "hit"), ({"review": 95, "hit": 90}, "at least"),
        ({"fields": ("colour",)}, "fields must be some of"), ({"fields": ()}, "fields must be"),
        ({"weak_aliases": "maybe"}, "weak_aliases"), ({"max_age": "soon"}, "48h"),
        ({"max_age": "-3h"}, "positive"), ({"max_age": "NaT"}, "48h"), ({"max_age": ""}, "48h"),
        ({"review": 10**5000}, "a number of thousands of digits"),
        ({"max_age": 10**5000}, "a number of thousands of digits"),
    ],
)  # fmt: skip
def test_a_policy_that_makes_no_sense_says_why(asked: dict[str, object], said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        Policy(**asked)


@pytest.mark.parametrize("text", ['{"treshold": 3}', '{"fields": null}', '{"lists": "us-sdn"}'])
def test_a_policy_of_a_file_that_makes_no_sense_is_refused_alike(text: str) -> None:
    with pytest.raises(PolicyError, match="the policy makes no sense"):
        Policy.model_validate_json(text)


def test_names_of_lists_and_fields_come_in_any_sequence() -> None:
    wanted = Policy(lists=("us-sdn",), fields=("vessel", "imo"))
    assert Policy(lists=["us-sdn"], fields=iter(["vessel", "imo"])) == wanted
    with pytest.raises(PolicyError, match="fields"):
        Policy(fields="vessel")


def test_ages_are_read() -> None:
    assert parse_age("48h") == timedelta(days=2)
    assert parse_age("7D") == timedelta(days=7)
    assert parse_age(None) is None
    assert parse_age(timedelta(hours=1)) == timedelta(hours=1)
