"""Figures as tables and as JSON, and the comparison with an earlier run."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

WORSE = 1.15
"""A ratio this many times as bad as in the earlier run fails the comparison."""


def machine() -> dict[str, str]:
    """Return the machine and versions that the figures were measured with."""
    platform_names = {"python": platform.python_version(), "machine": platform.machine()}
    return platform_names | {
        name: version(name) for name in ("vscreen", "pandas", "numpy", "rapidfuzz")
    }


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""
    rows = list(rows)
    if not rows:
        return ""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [[str(row.get(column, "")) for column in columns] for row in rows]
    lines = [columns, ["---"] * len(columns), *cells]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def save(figures: Mapping[str, Any], path: Path) -> None:
    """Write the figures as JSON."""
    path.write_text(json.dumps(figures, indent=2, default=_plain) + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def worse(earlier: Path, ratios: Mapping[str, float]) -> list[str]:
    """Return the ratios that are worse than in an earlier run; smaller is better.

    Parameters
    ----------
    earlier
        A file written by `save`; its ``ratios`` are compared, where both runs have them.
    ratios
        The time or memory of vscreen, divided by that of its reference.
    """
    before = json.loads(earlier.read_text(encoding="utf-8"))["ratios"]
    return [
        f"{name}: {now:.3g}, and was {before[name]:.3g}"
        for name, now in ratios.items()
        if name in before and now > WORSE * before[name]
    ]
