from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from vscreen import Lists, Policy, Screener, bundled_lists, schema, screen, selftest
from vscreen.errors import ListError, ManifestError
from vscreen.screening.arguments import as_lists, as_manifest, as_policy, refuse_no_lists


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


MISTAKES: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"manifest": "gone.csv"}, ManifestError, "gone.csv"),
    ({"manifest": {"vessel": []}}, TypeError, r"pass pd.DataFrame"),
    ({"manifest": pd.DataFrame({"Other": ["x"]})}, ManifestError, "Thing"),
    ({"columns": {"Thing": "nothing"}}, ManifestError, "nothing"),
    ({"columns": {"Gone": "vessel"}}, ManifestError, "Gone"),
    ({"policy": {"review": 85}}, TypeError, r"Policy\(\*\*policy\)"),
]


@pytest.mark.parametrize(("wrong", "error", "message"), MISTAKES)
@pytest.mark.parametrize("verb", [screen, selftest])
def test_mistakes_are_told_before_lists_are_read(
    wrong: dict[str, Any],
    error: type[Exception],
    message: str,
    verb: Callable[..., object],
    manifest: Path,
) -> None:
    damaged = manifest.parent / "damaged.csv"
    damaged.write_text("id,kind,name\n1,vessel\n")
    right = {"manifest": str(manifest), "lists": [damaged], "columns": {"Thing": "vessel"}}
    with pytest.raises(error, match=message):
        verb(**{**right, **wrong})
    with pytest.raises(ListError, match=r"damaged\.csv"):
        verb(**right)


@pytest.mark.parametrize("lists", [None, 5, [], ["a.csv", 5], pd.DataFrame()])
def test_what_cannot_be_lists_is_told_before_the_manifest_is_read(lists: Any) -> None:
    with pytest.raises(TypeError, match="lists"):
        screen("gone.csv", lists)
    with pytest.raises(TypeError, match="lists"):
        refuse_no_lists(lists)


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
