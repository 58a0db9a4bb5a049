"""Why a cell could not be read."""

from __future__ import annotations

import pytest

from vscreen.screening.why_unread import why_unread


@pytest.mark.parametrize(
    "field", ["vessel", "consignee", "subject", "imo", "owner_imo", "free_text"]
)
@pytest.mark.parametrize("nothing", ["", " ", "N/A", "-"])
def test_a_cell_that_says_nothing_is_read(field: str, nothing: str) -> None:
    assert why_unread(field, nothing) == ""


@pytest.mark.parametrize("name", ["LADY R", "МАРИЯ", "삼성", "7", "A", "SUN 5"])
def test_a_name_in_any_script_is_read(name: str) -> None:
    assert why_unread("vessel", name) == why_unread("consignee", name) == ""


@pytest.mark.parametrize("signs", ["???", "!", "\u200b!", "***"])
def test_signs_alone_are_no_name(signs: str) -> None:
    assert why_unread("vessel", signs)
