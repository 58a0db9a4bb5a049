from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, settings

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"

# No deadline: speed is measured in benchmarks, and a busy machine is no fault.
settings.register_profile(
    "quick", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2_000)
# In CI the examples are the same each time: what changed is then the change that is tested.
settings.register_profile("ci", settings.get_profile("quick"), derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    quick = "ci" if os.environ.get("CI") else "quick"
    settings.load_profile("thorough" if is_thorough(config) else quick)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ``-m slow`` every property runs as well, with thousands of examples."""
    for item in items if is_thorough(config) else ():
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.slow)


def is_thorough(config: pytest.Config) -> bool:
    return config.getoption("markexpr") == "slow"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and manifests, which lies beside the repository."""
    if not (SHARED / "lists" / "MANIFEST.csv").is_file():
        pytest.skip(f"the real lists are not at hand: no {SHARED.name}/lists beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def list_fixtures() -> Path:
    return HERE / "fixtures" / "lists"


@pytest.fixture(scope="session")
def workbook() -> Callable[[Mapping[str, Sequence[Sequence[object]]]], bytes]:
    """Writes an XLSX of sheets of rows, as publishers do; dates become the spreadsheet's dates."""

    def write(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for height, row in enumerate(rows):
                    for width, cell in enumerate(row):
                        if isinstance(cell, date):
                            sheet.write_datetime(height, width, cell, day)
                        elif cell != "":
                            sheet.write(height, width, cell)
        return stream.getvalue()

    return write


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call an archive after its parameter: it holds the time at which it was made.

    Tests that run side by side are collected by several processes, which must call them alike.
    """
    return argname if isinstance(val, bytes) and val.startswith(b"PK") else None
