"""Synthetic lists and manifests: seeded, so that two runs do the same work; no real data.

Names are drawn from the words of the package's tables (`words.csv`, `ship_names.csv`,
`legal_forms.csv`), with their frequency in real names, and from invented words, because most words
of real names are rare. The letters of invented words are drawn with the frequencies of letter
triples in the tables. A few parties make up most rows of a manifest (Zipf), as in real manifests.
The goals were set on this shape: 14 columns, a ship and four parties; distinct ships 2 % of the
rows, distinct parties 15 %; 0.1 % of the rows have a listed name with a slip or two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
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
"""Share of first words that are invented."""
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
    """Generates ships' and companies' names, the same for the same seed."""

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
        self.word_shares = _shares([1.02 - float(row["weight"]) for row in words])
        self.ship_words = _array(list(ships))
        self.ship_word_shares = _shares(list(ships.values()))
        self.transitions = _transitions([*self.words, *self.ship_words])
        self.legal = _array(sorted({row["class"] for row in read_table("legal_forms.csv")}))

    def ships(self, count: int) -> Texts:
        """Return ``count`` distinct ships' names: one to three words, some with a number."""
        return self._distinct(count, self._ships)

    def companies(self, count: int) -> Texts:
        """Return ``count`` distinct companies' names: two to four words, most with a legal form."""
        return self._distinct(count, self._companies)

    def _distinct(self, count: int, generate: Callable[[int], Texts]) -> Texts:
        names: Texts = np.empty(0, object)
        while len(names) < count:
            more = generate(int(1.2 * (count - len(names))) + 10)
            names = np.concatenate([names, more])
            names = names[np.sort(np.unique(names.astype(str), return_index=True)[1])]
        return names[:count]

    def _ships(self, count: int) -> Texts:
        words = [self._words(count, self.ship_words, self.ship_word_shares, invented)
                 for invented in (INVENTED, 0.2, 0.2)]  # fmt: skip
        length = self.rng.choice([1, 2, 3], count, p=[0.25, 0.6, 0.15])
        names = words[0]
        for position in (1, 2):
            names = np.where(length > position, names + " " + words[position], names)
        number = _array([f" {n}" for n in self.rng.integers(1, 60, count)])
        return np.where(self.rng.random(count) < 0.12, names + number, names)

    def _companies(self, count: int) -> Texts:
        words = [self._words(count, self.words, self.word_shares, invented)
                 for invented in (INVENTED, 0.5, 0.2, 0.2)]  # fmt: skip
        length = self.rng.choice([2, 3, 4], count, p=[0.4, 0.4, 0.2])
        names = words[0]
        for position in (1, 2, 3):
            names = np.where(length > position, names + " " + words[position], names)
        legal = " " + self.rng.choice(self.legal, count)
        return np.where(self.rng.random(count) < 0.85, names + legal, names)

    def _words(
        self, count: int, table: Texts, shares: npt.NDArray[np.float64], invented: float
    ) -> Texts:
        """Return words of the table, an ``invented`` share of them replaced by invented words."""
        words = self.rng.choice(table, count, p=shares)
        return np.where(self.rng.random(count) < invented, self.invented(count), words)

    def invented(self, count: int) -> Texts:
        """Return words whose letters are drawn given the two letters before, as in real words."""
        letters = np.zeros((count, LONGEST + 2), np.int64)
        for position in range(2, LONGEST + 2):
            cumulated = self.transitions[letters[:, position - 2] * 27 + letters[:, position - 1]]
            if position < 5:  # no word ends before its third letter
                cumulated = cumulated - cumulated[:, :1]
            drawn = self.rng.random(count)[:, None] * cumulated[:, -1:]
            letters[:, position] = np.minimum((drawn >= cumulated).sum(axis=1), 26)
            ended = (letters[:, position - 1] == 0) & (position > 2)
            letters[ended, position] = 0
        codes = np.where(letters[:, 2:] > 0, letters[:, 2:] + 64, 0).astype(np.uint32)
        return codes.view(f"<U{LONGEST}").ravel().astype(object)


def _transitions(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return, for each pair of letters, the cumulated counts of the next letter (0: the end)."""
    counts = np.zeros((27 * 27, 27), np.int64)
    for word in words:
        if word.isascii() and word.isalpha() and len(word) > 2:
            codes = [0, 0, *(ord(letter) - 64 for letter in word), 0]
            for first, second, third in zip(codes, codes[1:], codes[2:], strict=False):
                counts[first * 27 + second, third] += 1
    return counts.cumsum(axis=1)


def slips(names: Sequence[str], rng: np.random.Generator) -> Texts:
    """Return each name with one or two letters replaced, dropped, doubled or swapped."""
    return _array([_slip(_slip(n, rng), rng) if rng.random() < 0.4 else _slip(n, rng)
                   for n in names])  # fmt: skip


def _slip(name: str, rng: np.random.Generator) -> str:
    start = int(rng.integers(max(len(name) - 1, 1)))
    pair = name[start : start + 2]
    changed = ("X" + pair[1:], pair[1:], pair[:1] + pair, pair[::-1])[int(rng.integers(4))]
    return name[:start] + changed + name[start + 2 :]


def _shares(weights: Sequence[float]) -> npt.NDArray[np.float64]:
    share = np.array(weights)
    return share / share.sum()


def _array(texts: Sequence[str]) -> Texts:
    array = np.empty(len(texts), object)
    array[:] = texts
    return array


# --- lists ---------------------------------------------------------------------------------------


def synthetic_list(size: int, *, list_id: str = "made") -> Lists:
    """Return a list of ``size`` entries, a third of them ships with an IMO number."""
    names = Names(SEED)
    ships = names.ships(size // 3)
    companies = names.companies(size - len(ships))
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
    """Return ``count`` distinct IMO numbers with a valid check digit."""
    bodies = [f"{(start * 10 + 97 * n) % 900_000 + 100_000}" for n in range(count)]
    weights = (7, 6, 5, 4, 3, 2)
    return [
        body + str(sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 10)
        for body in bodies
    ]


# --- manifests -----------------------------------------------------------------------------------


def synthetic_manifest(rows: int, lists: Lists | None = None) -> pd.DataFrame:
    """Return ``rows`` shipments as a frame of texts, some of them with a name from ``lists``.

    Columns: Ref, Date, Vessel, IMO, MMSI, Call Sign, Flag, the four `ROLES`, Loaded, Discharged
    and Goods.
    """
    names = Names(SEED + 1)
    rng = names.rng
    fleet = synthetic_fleet(names, max(int(rows * SHIPS), 20))
    parties = names.companies(max(int(rows * PARTIES), 50))
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


def synthetic_fleet(names: Names, ships: int) -> pd.DataFrame:
    """Return distinct ships with their numbers and flags, a row each."""
    rng = names.rng
    flags = np.array(["Panama", "Liberia", "Malta", "Greece", "China", "Russia", "Singapore"])
    return pd.DataFrame(
        {
            "Vessel": names.ships(ships),
            "IMO": imo_numbers(ships, start=10_000),
            "MMSI": _array([f"{n}" for n in rng.integers(201_000_000, 775_999_999, ships)]),
            "Call Sign": _array([f"V{n:04d}A" for n in rng.integers(2000, 9999, ships)]),
            "Flag": rng.choice(flags, ships),
        }
    )


def zipf(count: int, draws: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Draw ``draws`` numbers below ``count``, small numbers more often, each at least once."""
    shares = 1 / np.arange(1, count + 1)
    drawn = rng.choice(count, draws, p=shares / shares.sum())
    once = rng.permutation(draws)[:count]
    drawn[once] = np.arange(len(once))
    return drawn


def plant(frame: dict[str, Texts], lists: Lists, rng: np.random.Generator) -> None:
    """Write listed names with a slip or two into some rows, half of them ships without numbers."""
    kinds = lists.names["entry"].map(lists.entries.set_index("entry")["kind"]).to_numpy()
    names = lists.names["name"].to_numpy()
    rows = len(frame["Ref"])
    count = max(int(rows * PLANTED / 2), 2)
    for field, kind in (("Vessel", "vessel"), ("Shipper", "organization")):
        listed = names[kinds == kind]
        if not len(listed):
            continue
        chosen = rng.choice(rows, count, replace=False)
        frame[field][chosen] = slips(rng.choice(listed, count), rng)
        if field == "Vessel":
            for number in ("IMO", "MMSI", "Call Sign"):
                frame[number][chosen] = ""
