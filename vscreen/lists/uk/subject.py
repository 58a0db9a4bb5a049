"""A subject of the UK's lists: its kind, its names, and the rows that are about it.

What the publisher spells otherwise costs a fact, not the subject: a type that is not known is told
by what else the rows say, a name of an unknown type is an alias, and rows of one id that are about
two kinds of subjects are two entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from vscreen.lists.reading import ListEntry
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import KINDS, Slips, look_up
from vscreen.lists.uk.facts import Row, note_row, remarks_of
from vscreen.schema import Kind, NameKind

NAMELESS: Final = "without a name"
NAME_COLUMNS: Final = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
OF_SHIPS: Final = ("IMO number", "Type of ship", "Current believed flag of ship", "Tonnage of ship")
OF_PERSONS: Final = ("D.O.B", "Gender", "Passport number", "Town of birth")

PRIMARY: Final = ("primary name", "prime alias", "")
ALIASES: Final = ("alias", "primary name variation", "aka", "a.k.a", "a.k.a.")
FORMER: Final = re.compile(r"\bf\.?k\.?a\b|\bformer|\bprevious", re.IGNORECASE)
WEAK: Final = re.compile(r"\blow\b|\bweak\b", re.IGNORECASE)


def find_kind(slips: Slips, key: str, printed: str, rows: Sequence[Row]) -> Kind:
    """Return the kind of a subject: by its type, else by what else its rows say.

    Parameters
    ----------
    slips
        Gets a note if the type is not known.
    key, printed, rows
        The subject's key, its type and its rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> from vscreen.files.source import Source
    >>> slips = Slips(Source(Path("x.csv"), b""), "rows")
    >>> find_kind(slips, "RUS1", "Boat", [{"IMO number": "IMO9358010"}])
    <Kind.VESSEL: 'vessel'>
    >>> slips.warnings()
    ["x.csv: rows with the type 'Boat', read as a ship for its IMO number: RUS1"]
    """
    return slips.kind(
        key,
        printed,
        ship=[row.get(column, "") for row in rows for column in OF_SHIPS],
        person=[row.get(column, "") for row in rows for column in OF_PERSONS],
    )


def name_kind(slips: Slips, key: str, printed: str, strength: str = "") -> NameKind:
    """Return the kind of a name from its type and strength as printed; blank is a primary name.

    Parameters
    ----------
    slips
        Gets a note if the type is not known: such a name is an alias.
    key, printed, strength
        The subject's key, and the type and strength of the name.

    Examples
    --------
    >>> from pathlib import Path
    >>> from vscreen.files.source import Source
    >>> slips = Slips(Source(Path("x.csv"), b""), "rows")
    >>> str(name_kind(slips, "RUS1", "ALias", "Low quality a.k.a"))
    'weak_alias'
    """
    folded = printed.strip().lower()
    if folded in PRIMARY:
        return NameKind.PRIMARY
    if not FORMER.search(folded) and folded not in ALIASES:
        slips.note(key, f"with a name of the type {printed!r}, read as an alias")
    if WEAK.search(strength) or WEAK.search(folded):
        return NameKind.WEAK_ALIAS
    return NameKind.FORMER if FORMER.search(folded) else NameKind.STRONG_ALIAS


def join_name(row: Row) -> str:
    """Return the parts of a name in reading order.

    Examples
    --------
    >>> join_name({"Name 6": "TESTOV", "Name 1": "Ivan", "Name 2": ""})
    'Ivan TESTOV'
    """
    return " ".join(filter(None, (row.get(column, "") for column in NAME_COLUMNS)))


def names_of(slips: Slips, key: str, rows: Sequence[Row]) -> list[tuple[str, NameKind]]:
    """Return the names of rows with their kinds; the parameters are those of `name_kind`."""
    return [
        (name, name_kind(slips, key, row.get("Name type", ""), row.get("Alias strength", "")))
        for row in rows
        if (name := join_name(row))
    ]


def read_groups(
    slips: Slips,
    groups: Mapping[str, Sequence[Row]],
    build: Callable[[Slips, str, Kind, Sequence[Row]], ListEntry | None],
) -> tuple[list[ListEntry], list[SetAside]]:
    """Return the entries of a table, and the rows that name nobody.

    Parameters
    ----------
    slips
        Gets a note for whatever is odd.
    groups
        Key -> its rows, under the headings of the list's CSV.
    build
        Makes an entry of a key, a kind and rows; None if they name nobody.
    """
    entries: list[ListEntry] = []
    aside: list[SetAside] = []
    for key, kind, rows in by_kind(slips, groups):
        entry = build(slips, key, kind, rows)
        if entry is None:
            aside += [SetAside(key, NAMELESS)] * len(rows)
        else:
            entry.records = len(rows)
            entries.append(entry)
    return entries, aside


def by_kind(
    slips: Slips, groups: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[str, Kind, Sequence[Row]]]:
    """Yield the key, kind and rows of each subject; those of the rarer kind get a key of their own.

    Rows of one key that are of two kinds are two subjects: a wrong type, or a wrong key.
    """
    for key, rows in groups.items():
        types = [row.get("Designation Type", "") for row in rows]
        known = [look_up(printed, KINDS) for printed in types]
        counted = Counter(kind for kind in known if kind)
        if len(counted) < 2:
            printed = next(
                (text for text, kind in zip(types, known, strict=True) if kind), types[0]
            )
            yield key, find_kind(slips, key, printed, rows), rows
            continue
        slips.note(key, f"of the types {' and '.join(sorted(counted))}, kept as an entry of each")
        main = counted.most_common(1)[0][0]
        for kind in counted:
            own = [row for row, each in zip(rows, known, strict=True) if (each or main) == kind]
            yield (key if kind == main else f"{key}-{kind}"), kind, own


def entry_of_rows(slips: Slips, key: str, kind: Kind, rows: Sequence[Row]) -> ListEntry | None:
    """Return the entry of rows, as `build_entry` does with their own names."""
    return build_entry(slips, key, kind, names_of(slips, key, rows), rows)


def build_entry(
    slips: Slips,
    key: str,
    kind: Kind,
    names: Sequence[tuple[str, NameKind]],
    rows: Sequence[Row],
) -> ListEntry | None:
    """Return an entry with its names and all other facts of its rows; None if it names nobody.

    Parameters
    ----------
    slips, key, kind, names, rows
        As for `lead_entry`.
    """
    entry = lead_entry(slips, key, kind, names, rows)
    if entry is not None:
        for row in rows:
            note_row(entry, row)
        remarks = (remark for row in rows for remark in remarks_of(row))
        entry.add_fact("remarks", "; ".join(dict.fromkeys(remarks)))
    return entry


def lead_entry(
    slips: Slips,
    key: str,
    kind: Kind,
    names: Sequence[tuple[str, NameKind]],
    rows: Sequence[Row],
) -> ListEntry | None:
    """Return an entry with its names; None if it has none.

    Without a primary name the first name becomes primary; a ship without any is called by its IMO
    number.

    Parameters
    ----------
    slips
        Gets a note for whatever is odd.
    key, kind, names
        The key and kind of the entry, and its names with their kinds.
    rows
        Cells by heading of the CSV; any heading may be missing.

    Examples
    --------
    >>> from pathlib import Path
    >>> from vscreen.files.source import Source
    >>> slips = Slips(Source(Path("x.csv"), b""), "rows")
    >>> names = [("MARIA 1", NameKind.STRONG_ALIAS), ("MARIA", NameKind.PRIMARY)]
    >>> lead_entry(slips, "RUS1", Kind.VESSEL, names, []).name
    'MARIA'
    """
    numbers = [row["IMO number"] for row in rows if row.get("IMO number")]
    native = [row["Name non-latin script"] for row in rows if row.get("Name non-latin script")]
    primaries = [name for name, name_kind in names if name and name_kind == NameKind.PRIMARY]
    ranked = (*primaries, *(name for name, _ in names if name), *native)
    called = ranked[0] if ranked else slips.name(key, [], numbers[0] if numbers else "")
    if not called:
        return None
    entry = ListEntry(key, kind, called)
    entry.may_be_ship = slips.may_be_ship(key)
    for name, alias_kind in names:
        # A second primary name is as strong as an alias can be.
        is_primary = alias_kind == NameKind.PRIMARY
        entry.add_name(name, NameKind.STRONG_ALIAS if is_primary else alias_kind)
    return entry
