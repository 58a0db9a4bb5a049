from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from vscreen import Lists, Policy, Screener, bundled_lists, schema
from vscreen.errors import ListError, ManifestError
from vscreen.screening.arguments import as_lists, as_manifest, as_policy


@pytest.fixture(scope="module")
def lists() -> Lists:
    return bundled_lists()


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "m.csv"
    path.write_text("Thing,IMO\nLADY R,9161003\nEVER GIVEN,9811000\n")
    return path


def test_a_manifest_that_is_read_leaves_no_columns_to_tell(manifest: Path) -> None:
    read, columns = as_manifest(manifest, {"Thing": "vessel"})
    assert columns is None
    assert read.columns == {"Thing": "vessel", "IMO": "imo"}
    assert as_manifest(read, {"Thing": None})[1] == {"Thing": None}


def test_the_path_of_no_file_is_refused() -> None:
    with pytest.raises(ManifestError, match=r"nowhere\.csv"):
        as_manifest("nowhere.csv")
    with pytest.raises(ListError, match=r"nowhere\.csv"):
        as_lists("nowhere.csv")


def test_what_is_right_already_is_handed_on(lists: Lists) -> None:
    frame, policy = pd.DataFrame({"vessel": ["LADY R"]}), Policy(review=80)
    assert as_lists(lists) is lists
    assert as_manifest(frame)[0] is frame
    assert as_policy(policy) is policy
    assert as_policy(None) == Policy()


def test_a_look_up_has_a_keyword_for_each_field_and_no_other(lists: Lists) -> None:
    parameters = list(inspect.signature(Screener.lookup).parameters.values())[1:]
    assert tuple(parameter.name for parameter in parameters) == schema.FIELDS
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    with pytest.raises(TypeError, match="ship"):
        Screener(lists, cache=None).lookup(ship="LADY R")


def test_a_look_up_reads_each_field_as_a_column_of_that_name(lists: Lists) -> None:
    screener = Screener(lists, cache=None)
    texts: dict[str, Any] = {field: f"X {field}" for field in schema.FIELDS}
    looked_up, screened = screener.lookup(**texts), screener.screen(pd.DataFrame([texts]))
    assert looked_up.run.columns == screened.run.columns == dict(zip(texts, texts, strict=True))
    pd.testing.assert_frame_equal(looked_up.verdicts, screened.verdicts)
    pd.testing.assert_frame_equal(looked_up.hits, screened.hits)
