"""Made lists and manifests: seeded, so that two runs do the same work."""

from __future__ import annotations

import numpy as np
import pandas as pd

from vscreen import Kind, Lists
from vscreen.data import read_table
from vscreen.lists.reading import Entry, assemble
from vscreen.snapshot import take_snapshot

SEED = 20240524
PLANTED = 0.001
"""Share of rows that carry a listed name with one letter changed."""


def made_names(count: int, seed: int) -> list[str]:
    """Return distinct-ish names of two to four words, common words oftener than rare ones."""
    rng = np.random.default_rng(seed)
    table = read_table("words.csv")
    words = np.array([row["word"] for row in table])
    share = np.array([1.05 - float(row["weight"]) for row in table])
    sizes = rng.integers(2, 5, count)
    drawn = rng.choice(words, sizes.sum(), p=share / share.sum())
    return [" ".join(part) for part in np.split(drawn, np.cumsum(sizes)[:-1])]


def made_list(names: int) -> Lists:
    """Return one list of ``names`` entries, half of them ships."""
    entries = [
        Entry(str(key), Kind.VESSEL if key % 2 else Kind.ORGANIZATION, name)
        for key, name in enumerate(made_names(names, SEED))
    ]
    reading = assemble("made", entries, reader="made", version="1", sources=())
    return Lists((take_snapshot(reading),))


def made_manifest(rows: int, names: int) -> pd.DataFrame:
    """Return ``rows`` rows of vessel and shipper; a few names make up most rows, as in life."""
    rng = np.random.default_rng(SEED + 1)
    listed, pool = made_names(names, SEED), made_names(max(rows // 5, 10), SEED + 2)
    frame = pd.DataFrame(
        {field: rng.choice(pool, rows, p=_zipf(len(pool))) for field in ("vessel", "shipper")}
    )
    for place in rng.choice(rows, max(int(rows * PLANTED), 4), replace=False):
        key = int(rng.integers(names))
        field = "vessel" if key % 2 else "shipper"
        frame.loc[place, field] = _with_slip(listed[key], rng)
    return frame


def _zipf(count: int) -> np.ndarray:
    share = 1 / np.arange(1, count + 1)
    return share / share.sum()


def _with_slip(name: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(len(name)))
    return name[:place] + "X" + name[place + 1 :]
