"""What the tests of list readers share: reading as one reader's files, and looking up one entry."""

from __future__ import annotations

from pathlib import Path

from vscreen.lists import Source, find_reader
from vscreen.lists.reader import Reader
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists


def read_as(reader: Reader, path: Path) -> Lists:
    """The lists of a file or folder, all of whose files this reader recognises."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    assert {find_reader(Source.open(file)) for file in files} == {reader}
    return read_lists(path)


def names(lists: Lists, entry: str) -> dict[str, str]:
    """An entry's names, each with its kind."""
    found = lists.names[lists.names["entry"] == entry]
    return dict(zip(found["name"], found["kind"], strict=True))


def identifiers(lists: Lists, entry: str) -> set[tuple[str, str]]:
    """An entry's identifiers: scheme and value."""
    found = lists.identifiers[lists.identifiers["entry"] == entry]
    return set(zip(found["scheme"], found["value"], strict=True))


def numbers(lists: Lists) -> list[tuple[str, ...]]:
    """All identifiers: the entry's name, scheme and value."""
    named = lists.identifiers.merge(lists.entries[["entry", "name"]])
    return [tuple(row) for row in named[["name", "scheme", "value"]].to_numpy()]


def links(lists: Lists, entry: str) -> set[tuple[str, str, str]]:
    """An entry's links: relation, printed name, and the entry of that name."""
    found = lists.links[lists.links["entry"] == entry]
    return set(zip(found["relation"], found["to_name"], found["to_entry"], strict=True))


def edited(path: Path, folder: Path, old: str, new: str, *, encoding: str = "utf-8") -> Path:
    """A copy of a file in a folder, in which every `old` is `new`."""
    data = path.read_bytes()
    assert old.encode(encoding) in data
    (folder / path.name).write_bytes(data.replace(old.encode(encoding), new.encode(encoding)))
    return folder / path.name
