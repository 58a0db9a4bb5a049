"""What is planted follows from the seed."""

from __future__ import annotations

import vscreen
from vscreen import Kind
from vscreen.selftesting.distortions import named
from vscreen.selftesting.planting import choose as choose_plants
from vscreen.selftesting.planting import missing_fields


def test_what_is_planted_depends_on_the_seed_and_on_no_order() -> None:
    lists = vscreen.bundled_lists()
    fields = ["vessel", "imo", "shipper"]

    def drawn(seed: int, some: list[str]) -> set[tuple[str, str]]:
        plants, _ = choose_plants(lists, some, per_distortion=3, seed=seed)
        return {(one.distortion.name, one.listed.entry) for one in plants}

    assert drawn(1, fields) == drawn(1, fields)
    assert drawn(1, fields) != drawn(2, fields)
    assert missing_fields(named("exact"), Kind.PERSON, ["vessel", "imo"]) == ["party"]
