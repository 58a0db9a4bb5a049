"""Made lists and manifests: seeded, so that two runs do the same work, and nothing is anybody's.

Names are drawn from the words of the package's own tables (`words.csv`, `ship_names.csv`,
`legal_forms.csv`) as often as they stand in real names, and from words invented letter by letter,
each as often as it follows the two before it in those words: in real names most words are rare. A
manifest repeats its parties as real ones do: a few make up most rows (Zipf). Its shape is that of
the measurements the goals were set by: 14 columns, a ship and four parties; distinct ships 2 % of
rows, distinct parties 15 %; 0.1 % of the rows carry a listed name with one or two letters changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from vscreen import Kind, Lists, Scheme
from vscreen.data import read_table
from vscreen.lists.reading import ListEntry, assemble
from vscreen.snapshots.read import take_snapshot

SEED: Final = 20240524
PLANTED: Final = 0.001
SHIPS: Final = 0.02
PARTIES: Final = 0.15
INVENTED: Final = 0.85
"""Share of first words that are in no table."""
LONGEST: Final = 11
ROLES: Final = ("Shipper", "Consignee", "Notify Party", "Owner")
PORTS: Final = (
    "Busan", "Vladivostok", "Rason", "Nampo", "Qingdao", "Singapore", "Rotterdam", "Santos",
    "Jebel Ali", "Piraeus", "Novorossiysk", "Houston", "Mundra", "Durban", "Yokohama", "Antwerp",
)  # fmt: skip
GOODS: Final = (
    "STEEL COILS", "FROZEN FISH", "COAL IN BULK", "AUTO PARTS", "RICE IN BAGS", "CRUDE OIL",
    "MACHINERY", "TIMBER", "FERTILISER", "HOUSEHOLD GOODS", "COTTON YARN", "CEMENT",
)  # fmt: skip

Texts = npt.NDArray[np.object_]


# --- names ---------------------------------------------------------------------------------------


class Names:
    """Makes ships' and companies' names, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        words = [row for row in read_table("words.csv") if len(row["word"]) > 1]
        ships = Counter(
            word
            for row in read_table("ship_names.csv")
            for word in row["name"].split()
            if len(word) > 1 and word.isalpha()
        )
        self.words = _array([row["word"] for row in words])
        self.share = _shares([1.02 - float(row["weight"]) for row in words])
        self.ship_words = _array(list(ships))
        self.ship_share = _shares(list(ships.values()))
        self.follows = _follows([*self.words, *self.ship_words])
        self.legal = _array(sorted({row["class"] for row in read_table("legal_forms.csv")}))

    def ships(self, count: int) -> Texts:
        """Return ``count`` different ships' names: one to three words, some with a number."""
        return self._different(count, self._ships)

    def companies(self, count: int) -> Texts:
        """Return ``count`` different companies' names: two to five words and a legal form."""
        return self._different(count, self._companies)

    def _different(self, count: int, make: object) -> Texts:
        found: Texts = np.empty(0, object)
        while len(found) < count:
            more = make(int(1.2 * (count - len(found))) + 10)  # type: ignore[operator]
            found = np.concatenate([found, more])
            found = found[np.sort(np.unique(found.astype(str), return_index=True)[1])]
        return found[:count]

    def _ships(self, count: int) -> Texts:
        words = [self._drawn(count, self.ship_words, self.ship_share, invented) for invented in
                 (INVENTED, 0.2, 0.2)]  # fmt: skip
        length = self.rng.choice([1, 2, 3], count, p=[0.25, 0.6, 0.15])
        names = words[0]
        for place in (1, 2):
            names = np.where(length > place, names + " " + words[place], names)
        number = _array([f" {n}" for n in self.rng.integers(1, 60, count)])
        return np.where(self.rng.random(count) < 0.12, names + number, names)

    def _companies(self, count: int) -> Texts:
        words = [self._drawn(count, self.words, self.share, invented) for invented in
                 (INVENTED, 0.5, 0.2, 0.2)]  # fmt: skip
        length = self.rng.choice([2, 3, 4], count, p=[0.4, 0.4, 0.2])
        names = words[0]
        for place in (1, 2, 3):
            names = np.where(length > place, names + " " + words[place], names)
        legal = " " + self.rng.choice(self.legal, count)
        return np.where(self.rng.random(count) < 0.85, names + legal, names)

    def _drawn(
        self, count: int, table: Texts, share: npt.NDArray[np.float64], invented: float
    ) -> Texts:
        one = self.rng.choice(table, count, p=share)
        return np.where(self.rng.random(count) < invented, self.invented(count), one)

    def invented(self, count: int) -> Texts:
        """Return words of which each letter follows the two before it as often as in real ones."""
        letters = np.zeros((count, LONGEST + 2), np.int64)
        for place in range(2, LONGEST + 2):
            follows = self.follows[letters[:, place - 2] * 27 + letters[:, place - 1]]
            if place < 5:  # no word ends before its third letter
                follows = follows - follows[:, :1]
            drawn = self.rng.random(count)[:, None] * follows[:, -1:]
            letters[:, place] = np.minimum((drawn >= follows).sum(axis=1), 26)
            ended = (letters[:, place - 1] == 0) & (place > 2)
            letters[ended, place] = 0
        signs = np.where(letters[:, 2:] > 0, letters[:, 2:] + 64, 0).astype(np.uint32)
        return signs.view(f"<U{LONGEST}").ravel().astype(object)


def _follows(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return, for two letters in a row, how often each letter or end follows, summed up."""
    counts = np.zeros((27 * 27, 27), np.int64)
    for word in words:
        if word.isascii() and word.isalpha() and len(word) > 2:
            codes = [0, 0, *(ord(letter) - 64 for letter in word), 0]
            for before, last, after in zip(codes, codes[1:], codes[2:], strict=False):
                counts[before * 27 + last, after] += 1
    return counts.cumsum(axis=1)


def slips(names: Sequence[str], rng: np.random.Generator) -> Texts:
    """Return each name with one or two letters replaced, dropped, doubled or swapped."""
    return _array([_slip(_slip(n, rng), rng) if rng.random() < 0.4 else _slip(n, rng)
                   for n in names])  # fmt: skip


def _slip(name: str, rng: np.random.Generator) -> str:
    at = int(rng.integers(max(len(name) - 1, 1)))
    here = name[at : at + 2]
    changed = ("X" + here[1:], here[1:], here[:1] + here, here[::-1])[int(rng.integers(4))]
    return name[:at] + changed + name[at + 2 :]


def _shares(weights: Sequence[float]) -> npt.NDArray[np.float64]:
    share = np.array(weights)
    return share / share.sum()


def _array(texts: Sequence[str]) -> Texts:
    made = np.empty(len(texts), object)
    made[:] = texts
    return made


# --- lists ---------------------------------------------------------------------------------------


def made_list(names: int, *, list_id: str = "made") -> Lists:
    """Return one list of ``names`` entries, a third of them ships with an IMO number."""
    make = Names(SEED)
    ships = make.ships(names // 3)
    companies = make.companies(names - len(ships))
    numbers = imo_numbers(len(ships), start=80_000)
    entries = []
    for key, name in enumerate([*ships, *companies]):
        kind = Kind.VESSEL if key < len(ships) else Kind.ORGANIZATION
        entry = ListEntry(str(key), kind, name)
        if kind == Kind.VESSEL:
            entry.add_identifier(Scheme.IMO_SHIP, numbers[key])
        entries.append(entry)
    reading = assemble(list_id, entries, reader="made", version="1", sources=())
    return Lists((take_snapshot(reading),))


def imo_numbers(count: int, *, start: int) -> list[str]:
    """Return ``count`` different IMO numbers whose check digit agrees."""
    bodies = [f"{(start * 10 + 97 * n) % 900_000 + 100_000}" for n in range(count)]
    weights = (7, 6, 5, 4, 3, 2)
    return [
        body + str(sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 10)
        for body in bodies
    ]


# --- manifests -----------------------------------------------------------------------------------


def made_manifest(rows: int, lists: Lists | None = None) -> pd.DataFrame:
    """Return ``rows`` shipments as a frame of text, some of them with a listed name.

    Columns: Ref, Date, Vessel, IMO, MMSI, Call Sign, Flag, the four `ROLES`, Loaded, Discharged
    and Goods.
    """
    make = Names(SEED + 1)
    rng = make.rng
    fleet = made_fleet(make, max(int(rows * SHIPS), 20))
    parties = make.companies(max(int(rows * PARTIES), 50))
    ship = zipf(len(fleet), rows, rng)
    frame = {
        "Ref": _array([f"BL{n:08d}" for n in range(rows)]),
        "Date": np.datetime_as_string(np.datetime64("2026-01-01") + np.sort(ship) % 300),
        **{column: fleet[column].to_numpy()[ship] for column in fleet},
    }
    for role in ROLES:
        frame[role] = parties[zipf(len(parties), rows, rng)]
    frame["Loaded"], frame["Discharged"] = rng.choice(PORTS, rows), rng.choice(PORTS, rows)
    frame["Goods"] = rng.choice(GOODS, rows)
    frame = {column: np.asarray(cells, object) for column, cells in frame.items()}
    if lists is not None:
        plant(frame, lists, rng)
    return pd.DataFrame(frame, dtype="str")


def made_fleet(make: Names, ships: int) -> pd.DataFrame:
    """Return different ships with their numbers and flags, each row one."""
    rng = make.rng
    flags = np.array(["Panama", "Liberia", "Malta", "Greece", "China", "Russia", "Singapore"])
    return pd.DataFrame(
        {
            "Vessel": make.ships(ships),
            "IMO": imo_numbers(ships, start=10_000),
            "MMSI": _array([f"{n}" for n in rng.integers(201_000_000, 775_999_999, ships)]),
            "Call Sign": _array([f"V{n:04d}A" for n in rng.integers(2000, 9999, ships)]),
            "Flag": rng.choice(flags, ships),
        }
    )


def zipf(count: int, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return ``draws`` places below ``count``, low ones oftener; every place at least once."""
    share = 1 / np.arange(1, count + 1)
    drawn = rng.choice(count, draws, p=share / share.sum())
    once = rng.permutation(draws)[:count]
    drawn[once] = np.arange(len(once))
    return drawn


def plant(frame: dict[str, Texts], lists: Lists, rng: np.random.Generator) -> None:
    """Give some rows a listed name with a slip or two, half of them ships' (without a number)."""
    kinds = lists.names["entry"].map(lists.entries.set_index("entry")["kind"]).to_numpy()
    names = lists.names["name"].to_numpy()
    rows = len(frame["Ref"])
    count = max(int(rows * PLANTED / 2), 2)
    for field, kind in (("Vessel", "vessel"), ("Shipper", "organization")):
        listed = names[kinds == kind]
        if not len(listed):
            continue
        places = rng.choice(rows, count, replace=False)
        frame[field][places] = slips(rng.choice(listed, count), rng)
        if field == "Vessel":
            for number in ("IMO", "MMSI", "Call Sign"):
                frame[number][places] = ""
