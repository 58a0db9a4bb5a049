from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists and manifests, which lies beside the repository."""
    if not (SHARED / "lists" / "MANIFEST.csv").is_file():
        pytest.skip(f"the real lists are not at hand: no {SHARED.name}/lists beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def list_fixtures() -> Path:
    return HERE / "fixtures" / "lists"
