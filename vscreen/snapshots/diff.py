"""What changed from one snapshot of a list to the next: added, removed, changed, renamed.

Two snapshots are compared by their facts, not by their bytes: a fact of an entry is a value of a
field, and a fact that is in a single snapshot is a change. So two editions of a list, such as CSV
and XML, can be compared. A column that an edition never fills in (OFAC's XML has no year of build)
is no change. Neither are the remarks of different editions: OFAC's XML has elements for facts that
its CSV has in the remarks. `Changes.not_compared` names such fields.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import pandas as pd

from vscreen.schema import Kind, NameKind, Scheme
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import Snapshot

FACTS: Final = (
    "entry", "kind", "name", "programs", "listed_on", "flag", "countries", "vessel_type",
    "gross_tonnage", "build_year", "birth_date", "legal_basis", "remarks", "source_url",
)  # fmt: skip
SEVERAL: Final = ("programs", "flag", "countries", "birth_date", "source_url")
FACT: Final = ["entry", "field", "value"]
SAME: Final = ["entry", "field", "meaning"]
BETWEEN: Final = "; "
IMO_LENGTH: Final = 7
# OFAC's CSV says when a passport was issued and expires, its XML does not.
PRINTED_ALONE: Final = r",? (?:issued|expires|expired|dated) \d.*$"


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed between two snapshots.

    Attributes
    ----------
    added, removed
        Entries that only the new, or only the old snapshot has: frames like `Lists.entries`.
    changed
        A row per entry and field that changed: ``entry``, ``name``, ``field``, ``old`` (the
        removed values), ``new`` (the added values), ``; `` between them. Fields are the columns of
        the entries frame, the kinds of names, the schemes of identifiers and the relations of
        links.
    renamed
        Entries whose primary name changed, ships first: ``entry``, ``kind``, ``imo``,
        ``old``, ``new``. They are in ``changed`` too.
    unchanged
        How many entries did not change.
    not_compared
        Fields (``list: field``) that either snapshot never gives, so they can't be compared.
    """

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame
    renamed: pd.DataFrame
    unchanged: int
    not_compared: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(len(self.added) or len(self.removed) or len(self.changed))

    def summary(self) -> dict[str, int]:
        """Return how many entries were added, removed, changed, renamed, and left as they were."""
        return {
            "added": len(self.added),
            "removed": len(self.removed),
            "changed": self.changed["entry"].nunique(),
            "renamed": len(self.renamed),
            "unchanged": self.unchanged,
        }


def diff(old: Lists | Snapshot, new: Lists | Snapshot) -> Changes:
    """Return what changed from ``old`` to ``new``.

    An entry is the same if it has the same id; or, among those left over, the same ship's IMO
    number on the same list, for some publishers number their entries anew. Case and blanks do not
    matter, nor do the kind of quotes, a passport's dates of issue and the order of values.

    Parameters
    ----------
    old, new
        Snapshots, or several lists at once. Of a list that a single side has, every entry
        was added or removed.

    Examples
    --------
    >>> from vscreen import bundled_lists
    >>> diff(bundled_lists(), bundled_lists()).summary()
    {'added': 0, 'removed': 0, 'changed': 0, 'renamed': 0, 'unchanged': 86}
    """
    before, after = _as_lists(old), _as_lists(new)
    ids = _same_entries(before, after)
    gone = before.entries[~before.entries["entry"].isin(ids["old"])]
    come = after.entries[~after.entries["entry"].isin(ids["new"])]
    touched = ids[ids["old_print"] != ids["new_print"]]
    old_facts = _facts(before, dict(zip(touched["old"], touched["new"], strict=True)))
    new_facts = _facts(after, dict(zip(touched["new"], touched["new"], strict=True)))
    silent = _silent(before, after)
    changed = _changed(old_facts, new_facts, silent)
    names = dict(zip(after.entries["entry"], after.entries["name"], strict=True))
    named = pd.Series([names[entry] for entry in changed["entry"]], dtype="str")
    changed.insert(1, "name", named)
    return Changes(
        added=come.reset_index(drop=True),
        removed=gone.reset_index(drop=True),
        changed=changed,
        renamed=_renamed(changed, after),
        unchanged=len(ids) - changed["entry"].nunique(),
        not_compared=tuple(sorted(f"{name}: {column}" for name, column in silent)),
    )


def _as_lists(side: Lists | Snapshot) -> Lists:
    return Lists((side,)) if isinstance(side, Snapshot) else side


def _same_entries(old: Lists, new: Lists) -> pd.DataFrame:
    """Return the ids of each entry on both sides, and its fingerprints."""
    left = old.entries[["entry", "fingerprint"]].set_axis(["old", "old_print"], axis=1)
    right = new.entries[["entry", "fingerprint"]].set_axis(["new", "new_print"], axis=1)
    both = left.merge(right, left_on="old", right_on="new")
    rest = left[~left["old"].isin(both["old"])], right[~right["new"].isin(both["new"])]
    left, right = (
        part.assign(ship=part[side].map(_ship_numbers(lists)))
        .dropna(subset=["ship"])
        .astype({"ship": "str"})
        .drop_duplicates("ship", keep=False)
        for part, side, lists in zip(rest, ("old", "new"), (old, new), strict=True)
    )
    renumbered = left.merge(right, on="ship").drop(columns="ship")
    # An entry that takes a new id has a new fingerprint too, but its facts are compared anyway.
    return pd.concat([both, renumbered], ignore_index=True)


def _ship_numbers(lists: Lists) -> pd.Series:
    """Return ``list:imo`` of each entry with a single ship's number."""
    numbers = lists.identifiers
    complete = numbers["value"].str.len() == IMO_LENGTH
    numbers = numbers[(numbers["scheme"] == str(Scheme.IMO_SHIP)) & complete]
    single = numbers.drop_duplicates("entry", keep=False).set_index("entry", drop=False)
    return single["entry"].str.replace(":.*", "", regex=True) + ":" + single["value"]


def _facts(lists: Lists, ids: dict[str, str]) -> pd.DataFrame:
    """Return a row per fact of the entries ``ids`` names: ``entry``, ``field``, ``value``."""
    entries = lists.entries[lists.entries["entry"].isin(ids)]
    parts = [_column(entries, column) for column in FACTS]
    names = lists.names[lists.names["kind"] != str(NameKind.PRIMARY)]
    for frame, field, value in (
        (names, "kind", "name"),
        (lists.identifiers, "scheme", "value"),
        (lists.links, "relation", "to_name"),
    ):
        part = frame.loc[frame["entry"].isin(ids), ["entry", field, value]]
        parts.append(part.set_axis(FACT, axis=1))
    facts = pd.concat(parts, ignore_index=True)
    facts["entry"] = facts["entry"].map(ids)
    plain = facts["value"].str.replace(PRINTED_ALONE, "", regex=True).str.replace('"', "'")
    facts["meaning"] = plain.str.split().str.join(" ").str.casefold().str.rstrip(".")
    return facts[facts["meaning"] != ""].drop_duplicates(SAME)


def _column(entries: pd.DataFrame, column: str) -> pd.DataFrame:
    values = entries[column].astype("str").where(entries[column].notna(), "")
    facts = pd.DataFrame({"entry": entries["entry"], "field": column, "value": values})
    facts["field"] = facts["field"].astype("str")
    if column in SEVERAL:
        facts["value"] = facts["value"].str.split(";")
        facts = facts.explode("value")
    return facts


def _silent(old: Lists, new: Lists) -> set[tuple[str, str]]:
    """Return, by list, the columns that can't be compared.

    A side fills them in and the other never does, or they are remarks of different editions.
    """
    sides = [
        {
            (snapshot.list, column)
            for snapshot in lists
            for column in FACTS
            if snapshot.entries[column].replace("", pd.NA).notna().any()
        }
        for lists in (old, new)
    ]
    editions = [
        {snapshot.list: (snapshot.reader, snapshot.edition) for snapshot in lists}
        for lists in (old, new)
    ]
    both = editions[0].keys() & editions[1].keys()
    other = {(name, "remarks") for name in both if editions[0][name] != editions[1][name]}
    return {pair for pair in sides[0] ^ sides[1] if pair[0] in both} | other


def _changed(old: pd.DataFrame, new: pd.DataFrame, silent: set[tuple[str, str]]) -> pd.DataFrame:
    gone, come = _alone(old, new), _alone(new, old)
    rows = [
        (*key, BETWEEN.join(gone.get(key, ())), BETWEEN.join(come.get(key, ())))
        for key in sorted(gone.keys() | come.keys())
        if (key[0].partition(":")[0], key[1]) not in silent
    ]
    return pd.DataFrame(rows, columns=["entry", "field", "old", "new"], dtype="str")


def _alone(side: pd.DataFrame, other: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """Return the values that only ``side`` has, by entry and field."""
    both = side.merge(other[SAME], on=SAME, how="left", indicator=True)
    alone = both[both["_merge"] == "left_only"]
    values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry, field, value in zip(alone["entry"], alone["field"], alone["value"], strict=True):
        values[entry, field].append(value)
    return values


def _renamed(changed: pd.DataFrame, new: Lists) -> pd.DataFrame:
    kinds = dict(zip(new.entries["entry"], new.entries["kind"], strict=True))
    numbers = _ship_numbers(new).str.split(":", n=1).str[1].to_dict()
    names = changed[changed["field"] == "name"]
    rows = [
        (entry, kinds[entry], numbers.get(entry, ""), old, now)
        for entry, old, now in zip(names["entry"], names["old"], names["new"], strict=True)
    ]
    rows.sort(key=lambda row: row[1] != str(Kind.VESSEL))
    return pd.DataFrame(rows, columns=["entry", "kind", "imo", "old", "new"], dtype="str")
