"""What publishers' words for a measure mean."""

from __future__ import annotations

import pytest

from vscreen.lists.measure_words import measures_in, note_measures
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Measure


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Asset freeze", [Measure.ASSET_FREEZE]),
        ("ASSET FREEZE", [Measure.ASSET_FREEZE]),
        ("Funds are frozen", [Measure.ASSET_FREEZE]),
        ("Travel Ban", [Measure.TRAVEL_BAN]),
        ("Prohibition of port entry", [Measure.PORT_BAN]),
        ("Port entry ban (Council Regulation 2017/1509)", [Measure.PORT_BAN]),
        ("Shipping sanctions", [Measure.PORT_BAN]),
        ("Deflag", [Measure.SERVICES_BAN]),
        ("Transportation restrictions", [Measure.PORT_BAN]),
        ("Chartering of ships", [Measure.SERVICES_BAN]),
        ("Crew servicing of ships and aircraft", [Measure.SERVICES_BAN]),
        ("Technical assistance related to aircraft", [Measure.SERVICES_BAN]),
        ("Closure of representative offices", [Measure.SERVICES_BAN]),
        ("Trust services sanctions", [Measure.NOTICE]),
        ("Director disqualification sanction", [Measure.NOTICE]),
        ("Export control", [Measure.LICENCE_REQUIREMENT]),
        ("Financial restrictions", [Measure.FINANCIAL_RESTRICTIONS]),
        ("Investment ban", [Measure.FINANCIAL_RESTRICTIONS]),
        ("Targeted arms embargo", [Measure.TRADE_BAN]),
        ("Prevention of business arrangements", [Measure.TRADE_BAN]),
        ("prohibition to load, transport or discharge", [Measure.PORT_BAN, Measure.TRADE_BAN]),
        ("Something new", [Measure.NOTICE]),
    ],
)
def test_words_name_their_measures(words: str, expected: list[Measure]) -> None:
    assert measures_in(words) == expected


def test_blank_words_add_nothing() -> None:
    ship = ListEntry("1", Kind.VESSEL, "HERON")
    note_measures(ship, "  ", "UK: ")
    assert not ship.facts
