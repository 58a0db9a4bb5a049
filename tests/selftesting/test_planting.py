"""What is planted follows from the seed."""

from __future__ import annotations

import vscreen
from vscreen import Kind, Lists
from vscreen.selftesting.distortions import named
from vscreen.selftesting.planting import choose as choose_plants
from vscreen.selftesting.planting import missing_fields


def test_what_is_planted_depends_on_the_seed_and_on_no_order() -> None:
    lists = vscreen.bundled_lists()
    fields = ["vessel", "imo", "shipper"]

    def drawn(seed: int, lists: Lists) -> set[tuple[str, str]]:
        plants, _ = choose_plants(lists, fields, per_distortion=3, seed=seed)
        return {(plant.distortion.name, plant.listed.entry) for plant in plants}

    assert drawn(1, lists) == drawn(1, Lists(tuple(reversed(lists.snapshots))))
    assert drawn(1, lists) != drawn(2, lists)
    assert missing_fields(named("exact"), Kind.PERSON, ["vessel", "imo"]) == ["party"]
