"""The names that authorities really print, and who is one subject: from a folder of their lists.

Two entries of different lists are one subject if they print one identifier: ships the IMO number;
organizations a tax or registration number of 9 to 15 signs, an LEI or a company's IMO number;
persons an identity number of 9 to 14 digits. A number that stands on more than `SHARED` entries
names nobody. A few of the numbers in the lists are wrong, so no matcher finds all.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

import vscreen
from vscreen.errors import VscreenError

AGGREGATED: Final = ("opensanctions", "os-")
"""How the ids of aggregators' lists begin."""
SHARED: Final = 8
"""Entries up to which a number names one subject."""
NUMBERS: Final = {
    "vessel": {"imo_ship": r"(\d{7})"},
    "organization": {
        **dict.fromkeys(("tax", "registration", "other"), r"(?<!\w)(\d{9,15})(?!\w)"),
        "lei": r"([0-9A-Z]{18}\d{2})", "imo_company": r"(\d{7})",
    },
    "person": dict.fromkeys(
        ("tax", "other", "passport", "national_id"), r"(?<!\w)(\d{9,14})(?!\w)"
    ),
}  # fmt: skip
"""The schemes that decide for each kind, and the number in what is printed."""
COLUMNS: Final = {
    "primary": "aliases", "strong_alias": "aliases", "weak_alias": "weak_aliases",
    "former": "former_names", "native": "native_names",
}  # fmt: skip
"""The column of a user's own list for each kind of name."""


def plain(name: str) -> str:
    """Return a name's letters and digits in upper case, without accents: alike is what is equal.

    Examples
    --------
    >>> plain("Ocean-Maid, S.à r.l.")
    'OCEAN MAID S A R L'
    """
    apart = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign)).upper()
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())


def script(name: str) -> str:
    """Return the script of most letters of a name, ``LATIN`` or ``CYRILLIC``; empty for none.

    Examples
    --------
    >>> script("ООО Mayak"), script("12")
    ('LATIN', '')
    """
    scripts = [unicodedata.name(sign, "?").split()[0] for sign in name if sign.isalpha()]
    return max(sorted(set(scripts)), key=scripts.count, default="")


@dataclass(frozen=True)
class RealNames:
    """The names of many lists.

    Attributes
    ----------
    lists
        The lists.
    names
        Columns ``entry``, ``list``, ``authority`` (``us``, ``eu``), ``kind``, ``name``,
        ``name_kind``, ``plain`` and ``script``, and ``subject``, empty for an entry without a
        number that another entry prints as well.
    imos
        All ships' numbers.
    """

    lists: vscreen.Lists
    names: pd.DataFrame
    imos: frozenset[str]

    def of(self, kind: str) -> pd.DataFrame:
        """Return the names of entries of a kind."""
        return self.names[self.names["kind"] == kind]


def read_real_names(folder: Path) -> RealNames:
    """Return the names of the lists in the folders of a folder; of several editions, the longest.

    Aggregators' files are left out: they copy what authorities print.
    """
    editions: dict[str, vscreen.Snapshot] = {}
    for path in sorted(folder.iterdir()):
        for snapshot in _read(path):
            known = editions.get(snapshot.list)
            if known is None or len(known.entries) < len(snapshot.entries):
                editions[snapshot.list] = snapshot
    lists = vscreen.Lists(
        tuple(each for each in editions.values() if not each.list.startswith(AGGREGATED))
    )
    names = pd.concat([_names_of(each) for each in lists], ignore_index=True)
    numbers = pd.concat([_numbers_of(each) for each in lists])
    subject = _subjects(numbers)
    imos = frozenset(numbers.loc[numbers["kind"] == "vessel", "number"].str[1:])
    return RealNames(lists, names.assign(subject=names["entry"].map(subject).fillna("")), imos)


def _read(path: Path) -> Iterable[vscreen.Snapshot]:
    if not path.is_dir() or path.name.startswith("_"):
        return ()
    try:
        return vscreen.read_lists(path)
    except VscreenError:  # a folder of parts that no list can be made of
        return ()


def _names_of(snapshot: vscreen.Snapshot) -> pd.DataFrame:
    kinds, names = snapshot.entries.set_index("entry")["kind"], snapshot.names
    frame = pd.DataFrame(
        {
            "entry": names["entry"].astype(str), "list": snapshot.list,
            "authority": snapshot.list.split("-")[0],
            "kind": names["entry"].map(kinds).astype(str), "name": names["name"].astype(str),
            "name_kind": names["kind"].astype(str),
        }
    )  # fmt: skip
    frame["plain"], frame["script"] = frame["name"].map(plain), frame["name"].map(script)
    return frame[frame["plain"] != ""]


def _numbers_of(snapshot: vscreen.Snapshot) -> pd.DataFrame:
    kinds = snapshot.entries.set_index("entry")["kind"]
    numbers = snapshot.identifiers.astype(str)
    numbers = numbers.assign(kind=numbers["entry"].map(kinds).astype(str))
    parts = [
        rows.assign(number=rows["value"].str.upper().str.extract(pattern)[0])
        for kind, schemes in NUMBERS.items()
        for scheme, pattern in schemes.items()
        for rows in (numbers[(numbers["kind"] == kind) & (numbers["scheme"] == scheme)],)
    ]
    every = pd.concat(parts)[["entry", "kind", "number"]].dropna().drop_duplicates()
    return every.assign(number=every["kind"].str[0] + every["number"])


def _subjects(numbers: pd.DataFrame) -> dict[str, str]:
    """Return the subject of each entry that shares a number with another, told by an entry."""
    shared = numbers.groupby("number")["entry"].agg(list)
    return joined(entries for entries in shared if 1 < len(entries) <= SHARED)


def joined(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return, for each member of some groups, one that stands for all that are joined by groups.

    Examples
    --------
    >>> joined([["a", "b"], ["c", "b"], ["d"]])
    {'a': 'c', 'b': 'c', 'c': 'c', 'd': 'd'}
    """
    above: dict[str, str] = {}

    def find(key: str) -> str:
        while above.setdefault(key, key) != key:
            key = above[key]
        return key

    for group in groups:
        for member in group:
            above[find(member)] = find(group[0])
    return {member: find(member) for member in list(above)}


def own_list(names: pd.DataFrame) -> vscreen.Lists:
    """Return names of entries of one kind as vscreen reads a user's own list, ids unchanged."""
    first = names.sort_values("name_kind", key=lambda kinds: kinds != "primary", kind="stable")
    own = first.drop_duplicates("entry").set_index("entry")[["kind", "name"]]
    named = names.assign(name=names["name"].map(_quoted))
    for heading in dict.fromkeys(COLUMNS.values()):
        others = named[named["name_kind"].map(COLUMNS) == heading]
        joined = others.groupby("entry")["name"].agg(lambda every: ";".join(dict.fromkeys(every)))
        own[heading] = joined.reindex(own.index, fill_value="")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        own.assign(name=own["name"].map(_quoted)).rename_axis("id").to_csv(path)
        return vscreen.read_lists(path)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if ";" in name or '"' in name else name


def half(keys: Iterable[str]) -> list[bool]:
    """Return whether each key falls into the first of two halves, the same in every run."""
    return [zlib.crc32(key.encode()) % 2 == 0 for key in keys]
