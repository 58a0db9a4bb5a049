"""Records of FollowTheMoney files: lines, what stands inside them, and how many there are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vscreen.files.source import Source
from vscreen.lists.aggregators.ftm_records import count, gather, name_of
from vscreen.lists.slips import Slips

keys = st.sampled_from("abcd")
subjects = st.builds(
    lambda key, schema, name, target: {
        "id": key, "schema": schema, "caption": name, "target": target,
        "properties": {"name": [name]},
    },
    keys, st.sampled_from(["Vessel", "Person"]), st.sampled_from(["X", "Y"]), st.booleans(),
)  # fmt: skip


def nested(outer: dict[str, Any], inner: list[dict[str, Any]]) -> dict[str, Any]:
    link = {"id": "l", "schema": "UnknownLink", "properties": {"subject": inner}}
    return {**outer, "properties": {**outer["properties"], "links": [link]}}


lines = st.lists(subjects | st.builds(nested, subjects, st.lists(subjects, max_size=3)), min_size=1)


@given(lines)
def test_every_line_and_every_target_without_one_is_counted_once(found: list[Any]) -> None:
    for data in ("\n".join(map(json.dumps, found)), json.dumps(found)):
        file = Source(Path("x.json"), data.encode())
        records = gather(file, Slips(file, "entities"), [])
        of_lines = sum(subject.lines for some in records.subjects.values() for subject in some)
        assert of_lines == len(found)
        assert sum(subject.lines for subject in records.all()) == count(file)


def test_a_record_is_called_by_its_caption_else_by_a_name_or_a_number() -> None:
    properties = {"imoNumber": ["IMO9000003"], "alias": ["Heron"]}
    assert name_of({"caption": "BLUE HERON", "properties": properties}) == "BLUE HERON"
    assert name_of({"properties": properties}) == "Heron"
    assert name_of({"properties": "none"}) == ""
