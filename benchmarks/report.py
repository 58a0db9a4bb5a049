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
    """Return what the figures were taken on."""
    told = {"python": platform.python_version(), "machine": platform.machine()}
    return told | {name: version(name) for name in ("vscreen", "pandas", "numpy", "rapidfuzz")}


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""
    rows = list(rows)
    if not rows:
        return ""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    lines = [heads, ["---"] * len(heads), *([str(row.get(h, "")) for h in heads] for row in rows)]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def save(figures: Mapping[str, Any], path: Path) -> None:
    """Write the figures as JSON."""
    path.write_text(json.dumps(figures, indent=2, default=_plain) + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def worse(earlier: Path, ratios: Mapping[str, float]) -> list[str]:
    """Return the ratios that are worse than in an earlier run; they are better the smaller.

    Parameters
    ----------
    earlier
        What `save` wrote; its ``ratios`` are compared, those that both runs have.
    ratios
        Our time or memory over that of what it is measured against.
    """
    before = json.loads(earlier.read_text(encoding="utf-8"))["ratios"]
    return [
        f"{name}: {now:.3g}, and was {before[name]:.3g}"
        for name, now in ratios.items()
        if name in before and now > WORSE * before[name]
    ]
