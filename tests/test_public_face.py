"""The front door: which names it shows, what it accepts, and how it refuses what it can't take."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

import vscreen
from vscreen.schema import FIELDS, FieldName

FACE = Path(__file__).parent / "typing" / "public_face.py"
MOST_NAMES = 45
OWN = "id,kind,name,imo\n1,vessel,GREY HULL,9074729\n"
FRAME = pd.DataFrame({"vessel": ["GREY HULL", "EVER GIVEN"]})


@pytest.fixture(scope="module")
def lists() -> vscreen.Lists:
    return vscreen.bundled_lists()


def refused() -> set[int]:
    lines = FACE.read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if line.endswith("# refused")}


def test_the_front_door_shows_its_names_and_nothing_internal() -> None:
    assert dir(vscreen) == sorted(vscreen.__all__)
    assert len(vscreen.__all__) <= MOST_NAMES
    shown = "import vscreen; print(dir(vscreen) == sorted(vscreen.__all__))"
    fresh = subprocess.run(  # noqa: S603  # our own interpreter on our own code
        [sys.executable, "-c", f"import vscreen.cli.main; {shown}"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert fresh.stdout == "True\n"


def test_a_function_is_no_wing_whatever_was_imported_first() -> None:
    code = "import vscreen.cli.main, vscreen; print(callable(vscreen.selftest))"
    fresh = subprocess.run(  # noqa: S603  # our own interpreter on our own code
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert fresh.stdout == "True\n"


def test_the_names_of_fields_are_the_same_for_type_checkers() -> None:
    assert get_args(FieldName) == FIELDS


def test_mypy_refuses_what_the_front_door_does_not_take(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy is not installed")
    told, _, _ = api.run(
        ["--strict", "--output", "json", "--cache-dir", str(tmp_path), str(FACE)]
    )  # fmt: skip
    errors = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert {error["line"] for error in errors if error["severity"] == "error"} == refused()


def test_pyright_refuses_what_the_front_door_does_not_take() -> None:
    pyright = shutil.which("pyright", path=str(Path(sys.executable).parent))
    if pyright is None:
        pytest.skip("pyright is not installed")
    done = subprocess.run(  # noqa: S603  # a type checker on our own file
        [pyright, "--outputjson", "--pythonpath", sys.executable, str(FACE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not done.stdout.startswith("{"):
        pytest.skip("pyright can't run here: it needs Node.js")
    found = json.loads(done.stdout)["generalDiagnostics"]
    assert {one["range"]["start"]["line"] + 1 for one in found} == refused()


# --- paths ---------------------------------------------------------------------------------------


def test_paths_are_read_as_lists_and_as_manifest(tmp_path: Path) -> None:
    own, more, may = tmp_path / "own.csv", tmp_path / "more.csv", tmp_path / "may.csv"
    own.write_text(OWN, encoding="utf-8")
    more.write_text(OWN.replace("GREY", "PALE"), encoding="utf-8")
    FRAME.to_csv(may, index=False)
    wanted = ["hit", "clear"]
    for manifest in (may, str(may), FRAME):
        for given in (own, str(own), [own], (str(own), more), vscreen.read_lists(own)):
            result = vscreen.screen(manifest, given)
            assert result.verdicts["verdict"].tolist() == wanted
    assert vscreen.Screener(own, cache=None).screen(may).run.manifest == "may.csv"
    assert not vscreen.selftest(may, own, per_distortion=1).recall.empty


def test_columns_are_named_for_a_path_as_for_a_frame(tmp_path: Path, lists: vscreen.Lists) -> None:
    may = tmp_path / "may.csv"
    pd.DataFrame({"Hull": ["MARIA"], "Ship": ["EVER GIVEN"]}).to_csv(may, index=False)
    result = vscreen.screen(may, lists, columns={"Hull": "vessel", "Ship": None})
    assert result.run.columns == {"Hull": "vessel"}
    assert result.verdicts["verdict"].tolist() == ["hit"]


# --- wrong kinds of argument ---------------------------------------------------------------------


def snapshot(lists: vscreen.Lists) -> vscreen.Snapshot:
    return lists.snapshots[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (lambda lists: (lists, FRAME), "the manifest comes first, the lists second"),
        (lambda _: (FRAME, FRAME), "the manifest comes first, the lists second"),
        (lambda lists: (FRAME, [lists, lists]), r"joined by \+: pass first \+ second"),
        (lambda lists: (FRAME, [snapshot(lists)]), r"pass Lists\(tuple_of_snapshots\)"),
        (lambda lists: (FRAME, snapshot(lists)), r"pass Lists\(\(snapshot,\)\)"),
        (lambda _: (FRAME, None), "there are no lists"),
        (lambda _: (FRAME, []), "or paths, not list"),
        (lambda _: (FRAME, ["lists/", None]), "or paths, not list"),
        (lambda _: (FRAME, 5), "or paths, not int"),
        (lambda lists: (None, lists), "or a path, not None"),
        (lambda lists: ({"vessel": ["MARIA"]}, lists), r"not dict; pass pd.DataFrame\(...\)"),
        (lambda lists: (FRAME["vessel"], lists), "or a path, not Series"),
        (lambda lists: (FRAME, lists, {"review": 85}), r"pass Policy\(\*\*policy\)"),
        (lambda lists: (FRAME, lists, "strict"), r"made by Policy\(review=85, ...\), not str"),
    ],
)
def test_a_wrong_kind_of_argument_is_refused_with_what_to_pass(
    given: Any, message: str, lists: vscreen.Lists
) -> None:
    with pytest.raises(TypeError, match=message):
        vscreen.screen(*given(lists))
    with pytest.raises(TypeError, match=message):
        vscreen.selftest(*given(lists))


def test_a_misspelt_field_or_threshold_is_refused(lists: vscreen.Lists) -> None:
    with pytest.raises(vscreen.errors.PolicyError, match="reveiw"):
        vscreen.Policy(reveiw=85)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="ship"):
        vscreen.Screener(lists).lookup(ship="LADY R")  # type: ignore[call-arg]
    with pytest.raises(vscreen.errors.ManifestError, match="no column"):
        vscreen.Screener(lists).lookup()
