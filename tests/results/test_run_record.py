"""What a run remembers comes back from its JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pandas as pd
import pytest

import vscreen
from vscreen.results.run_record import ListRecord, RunRecord, list_record


def test_a_run_record_comes_back_from_its_json_and_tells_cautions_of_its_lists() -> None:
    run = vscreen.screen(pd.DataFrame({"vessel": ["MARIA"]}), vscreen.bundled_lists()).run
    assert RunRecord.model_validate_json(run.model_dump_json()) == run
    assert list(run.cautions) == [record.caution for record in run.lists if record.caution]
    with pytest.raises(ValueError, match="frozen"):
        run.hits = 5


@pytest.mark.parametrize(
    ("facts", "caution"),
    [
        ({}, ""),
        ({"nature": "watch_list"}, "us-x is a watch list, not a sanction."),
        (
            {"nature": "watch_list", "verified": False},
            "us-x was read without a count of its records and is a watch list, not a sanction.",
        ),
    ],
)
def test_the_caution_of_a_list_names_what_weakens_it(facts: dict[str, Any], caution: str) -> None:
    texts = dict.fromkeys(("title", "reader", "reader_version", "hash", "published", "fetched"), "")
    assert ListRecord(list="us-x", counts={}, **texts, **facts).caution == caution


def test_the_record_of_a_list_repeats_what_was_stated_and_waived() -> None:
    days = {"kr-mofa": "2024-05-24"}
    korea = vscreen.bundled_lists().stating(accept_edition=days).snapshots[1]
    record = list_record(korea, timedelta(hours=48))
    assert (record.official, record.files) == ("kr-mofa", ("kr-mofa.csv",))
    assert record.stated == {"accept_edition": "2024-05-24"}
    assert "and at most 48 hours is asked for" in record.waived[0]
    assert list_record(korea).waived == ()
