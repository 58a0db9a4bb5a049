"""A hash of all that a list says of an entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any


def fingerprint(
    facts: dict[str, Any],
    names: Iterable[Sequence[str]],
    identifiers: Iterable[Sequence[str]],
    links: Iterable[Sequence[str]],
) -> str:
    """Return 16 hex digits that change when any fact of an entry changes.

    The order of names, identifiers and links does not matter, nor do unknown facts.

    Examples
    --------
    >>> fingerprint({"name": "A"}, [("B", "x"), ("C", "x")], [], []) == fingerprint(
    ...     {"name": "A", "flag": ""}, [("C", "x"), ("B", "x")], [], [])
    True
    """
    known = {column: str(value) for column, value in facts.items() if value not in ("", None)}
    content = [known, *(sorted(map(list, rows)) for rows in (names, identifiers, links))]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
