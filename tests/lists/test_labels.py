"""Labelled facts: what a label means for the entry."""

from __future__ import annotations

import pytest

from vscreen import Kind
from vscreen.lists.labels import note, split_label
from vscreen.lists.reading import ListEntry

SHIPS_NUMBER = "Vessel Registration Identification"


def test_the_longest_label_wins_and_an_unknown_one_stays() -> None:
    assert split_label("alt. Tax ID No. 7707083893 (Russia)") == (
        "Tax ID No.",
        "7707083893 (Russia)",
    )
    assert split_label("all offices worldwide") == ("", "all offices worldwide")


@pytest.mark.parametrize(
    ("kind", "label", "value", "identifier"),
    [
        (Kind.VESSEL, SHIPS_NUMBER, "IMO 8517839", ("imo_ship", "8517839")),
        (Kind.VESSEL, SHIPS_NUMBER, "RS 150443", ("registration", "RS 150443")),
        (Kind.ORGANIZATION, SHIPS_NUMBER, "IMO 5963351", ("imo_company", "5963351")),
        (Kind.ORGANIZATION, "Registration Number", "IMO 5963351", ("imo_company", "5963351")),
        (Kind.ORGANIZATION, "Registration Number", "(IMO) 5963351", ("imo_company", "5963351")),
        (Kind.ORGANIZATION, "License", "IMO Company No. 5963351", ("imo_company", "5963351")),
        (Kind.ORGANIZATION, "Registration Number", "(IMO) 8517839", ("imo_mentioned", "8517839")),
        (Kind.ORGANIZATION, "Registration Number", "IMO-77/2019", ("registration", "IMO-77/2019")),
        (Kind.ORGANIZATION, "Tax ID No.", "7707083893 (Russia)", ("tax", "7707083893")),
        (Kind.ORGANIZATION, "Legal Entity Number", "12345", ("registration", "12345")),
        (Kind.PERSON, "Passport", "AB1 (Iran)", ("other", "Passport AB1 (Iran)")),
    ],
)
def test_a_number_goes_where_its_label_and_its_form_say(
    kind: Kind, label: str, value: str, identifier: tuple[str, str]
) -> None:
    entry = ListEntry("1", kind, "MARIA")
    note(entry, label, value)
    assert list(entry.identifiers) == [identifier]


def test_other_labels_give_facts_links_or_nothing() -> None:
    entry = ListEntry("1", Kind.VESSEL, "MARIA")
    for label, value in (
        ("Gender", "Male"), ("no such label", "x"), ("Vessel Flag", "Panama"),
        ("Vessel Year of Build", "1986"), ("Vessel Owner", "ACME"), ("Linked To:", "HERON"),
    ):  # fmt: skip
        note(entry, label, value)
    assert entry.facts == {"flag": ["Panama"], "build_year": ["1986"]}
    assert list(entry.links) == [("owner", "ACME"), ("linked_to", "HERON")]
    assert not entry.identifiers
