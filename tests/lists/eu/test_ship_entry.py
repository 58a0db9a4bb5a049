"""What the EU says of a ship: dates, reasons and what it forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.lists import Source
from vscreen.lists.eu.ship_entry import (
    Ship,
    listing_dates,
    port_ban_sentence,
    reason_letters,
    ship_entries,
)

OIL = (
    "Article 3s(2), point (b): transport crude oil. Article 3s(2), point (f): are operated in such "
    "a way as to facilitate the violation of this Regulation."
)
SERVICES = (
    "Article 3s(2), point (h): provide services to vessels designated under points (a) to (g)"
)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (OIL, ["b", "f"]),
        (SERVICES, ["h"]),
        ("Article 3s, paragraph 2(2), point (b): transport crude oil", ["b"]),
        ("Article 3s(2)(g)", ["g"]),
        ("Article 3s(2), points (a) and (g): carry goods", ["a", "g"]),
        ("(c)", ["c"]),
        ("B, C", ["b", "c"]),
        ("a and b", ["a", "b"]),
        ("Article 3s (Council Regulation 833/2014)", []),
        ("", []),
    ],
)
def test_the_letters_of_a_reason_are_those_that_article_3s_names(
    text: str, letters: list[str]
) -> None:
    assert reason_letters(text) == letters


def test_dates_of_a_cell_are_read_if_each_is_a_date() -> None:
    assert listing_dates("24.07.2026; 25.06.2024") == ["2026-07-24", "2024-06-25"]
    assert listing_dates("July 24, 2026") == ["2026-07-24"]
    assert listing_dates("24.07.26") == ["2026-07-24"]
    assert listing_dates("on publication, soon") == ["on publication, soon"]


def test_what_is_forbidden_is_said_with_date_and_reasons() -> None:
    assert port_ban_sentence("2026-07-24", ["b", "c", "f"]) == (
        "EU: no port access or services since 24 July 2026 (reasons b, c and f)"
    )
    assert port_ban_sentence("soon", []) == "EU: no port access or services since soon"


def test_a_ship_listed_for_two_reasons_at_two_times_has_both(tmp_path: Path) -> None:
    warnings: list[str] = []
    rows = [
        Ship(2, "HERON", "9000003", "19.12.2025", reason=OIL),
        Ship(3, "HERON", "IMO No. 9000003", "24.7.2026", reason=SERVICES),
        Ship(4, "STORK (ex HERON)", "9000003", "24.7.2026", reason=SERVICES),
    ]
    (ship,) = ship_entries(Source(tmp_path / "x.csv", b""), rows, warnings)
    assert (ship.records, ship.key) == (3, "9000003")
    assert ship.facts["forbids"] == [
        "EU: no port access or services since 19 December 2025 (reasons b and f)",
        "EU: no port access or services since 24 July 2026 (reason h)",
    ]
    assert ship.facts["measures"] == ["port_ban", "services_ban"]
    assert ship.facts["listed_on"] == ["2025-12-19"]
    assert list(ship.names) == ["STORK"]
