"""The records of a FollowTheMoney file, gathered before anything is made of them.

A line is a subject, or a link between subjects: a sanction, an ownership, a document. Inside a
subject of a nested file stand its links, and in them other subjects, shortened: mostly these have a
line of their own too. Lines with one id, schema and name are one subject in pieces.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from sys import intern
from typing import Any, Final

from vscreen.files.dates import parse_day
from vscreen.files.json import Record, json_records, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.counting import count_items, count_lines
from vscreen.lists.reader import opens_with
from vscreen.lists.slips import Slips

ENDS: Final = {
    "Ownership": ("owner", "asset"),
    "UnknownLink": ("subject", "object"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
    "Membership": ("member", "organization"),
    "Representation": ("agent", "client"),
    "Succession": ("predecessor", "successor"),
    "Associate": ("associate", "person"),
    "Family": ("relative", "person"),
    "Occupancy": ("post", "holder"),
    "Sanction": ("", "entity"),
    "Passport": ("", "holder"),
    "Identification": ("", "holder"),
}
"""Schema of a link -> the properties that it goes from and to."""
KEPT: Final = ("id", "schema", "caption", "target", "datasets", "last_seen")
"""What is kept of a record, beside its properties."""
NAMES: Final = ("name", "alias", "previousName", "weakAlias", "abbreviation")
NUMBERS: Final = ("imoNumber", "mmsi", "callSign", "registrationNumber", "taxNumber", "idNumber")


@dataclass
class Subject:
    """A subject: where it stands first, its record, and how many lines it came from."""

    where: str
    record: Record
    lines: int = 1

    @property
    def is_target(self) -> bool:
        """Whether it is listed; older and newer files than of 2022 to 2026 may not say so."""
        return self.record.get("target") is not False


@dataclass
class Records:
    """The records of a file.

    ``subjects`` have lines of their own, by id; ``inside`` are those that only stand in others.
    ``links`` each have their line, or nothing where they stand in a subject. ``names`` are those of
    all subjects, by id; ``days`` counts the records that were last seen on a day.
    """

    subjects: defaultdict[str, list[Subject]] = field(default_factory=lambda: defaultdict(list))
    inside: dict[str, Subject] = field(default_factory=dict)
    links: list[tuple[str, Record]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    days: Counter[str] = field(default_factory=Counter)

    def all(self) -> Iterator[Subject]:
        """Yield the subjects, and the targets that have no line of their own."""
        for subjects in self.subjects.values():
            yield from subjects
        for key, subject in self.inside.items():
            if key not in self.subjects and subject.record["target"] is True:
                yield subject


def gather(source: Source, slips: Slips, warnings: list[str]) -> Records:
    r"""Return the records of a file.

    Parameters
    ----------
    source
        The file: an object on each line, or a list of objects.
    slips, warnings
        Get notes of odd records, and a sentence about a last line without an end.

    Raises
    ------
    ListFormatError
        If the JSON is not whole, or the file holds changes to a list and not the list.

    Examples
    --------
    >>> from pathlib import Path
    >>> ship = b'{"id": "1", "schema": "Vessel", "caption": "MARIA", "properties": {}}\n'
    >>> file = Source(Path("x.json"), ship + ship)
    >>> [subject.lines for subject in gather(file, Slips(file, "entities"), []).all()]
    [2]
    """
    found = Records()
    for where, record in json_records(source, warnings):
        if "op" in record and "entity" in record:
            raise source.refuse("it holds changes to a list and not the list", "get the whole list")
        for place, unnested in enumerate(_unnest(record)):
            _add(found, slips, "" if place else where, unnested)
    return found


def count(source: Source) -> int:
    r"""Return how many records a file has: its objects, and targets that only stand in others.

    Examples
    --------
    >>> from pathlib import Path
    >>> count(Source(Path("x.json"), b'{"id": "1"}\n\n{"id": "2"}\n'))
    2
    """
    objects = count_items()(source) if opens_with(source, b"[") else count_lines(source)
    if source.data.count(b'"schema"') <= objects:
        return objects
    own, inside = set[str](), set[str]()
    for _, record in json_records(source, []):
        own.add(text(record.get("id")))
        inside.update(
            text(inner.get("id"))
            for inner in _inside(record)
            if inner.get("target") is True and text(inner.get("schema")) not in ENDS
        )
    return objects + len(inside - own)


def properties_of(record: Record) -> Record:
    """Return the properties of a record, none if they are no object.

    Examples
    --------
    >>> properties_of({"properties": {"name": ["MARIA"]}}), properties_of({"properties": None})
    ({'name': ['MARIA']}, {})
    """
    properties = record.get("properties")
    return properties if isinstance(properties, dict) else {}


def name_of(record: Record) -> str:
    """Return what to call a record: its caption, else a name or a number among its properties.

    Examples
    --------
    >>> name_of({"properties": {"imoNumber": ["IMO9161003"]}})
    'IMO9161003'
    """
    properties = properties_of(record)
    named = (name for label in (*NAMES, *NUMBERS) for name in texts(properties.get(label)))
    return text(record.get("caption")) or next(named, "")


def _inside(record: Record) -> Iterator[Record]:
    for value in properties_of(record).values():
        for inner in _subjects_in(value):
            yield inner
            yield from _inside(inner)


def _unnest(record: Record, parent: str = "") -> Iterator[Record]:
    """Yield a record and those inside its properties; a link that lacks an end gets its parent.

    Each stands alone: where it stood in another, its id stays. It is kept small, for a file has
    millions of them: labels are the same text in all, and a single value needs no list.
    """
    properties = properties_of(record)
    ends = ENDS.get(text(record.get("schema")), ())
    lacking = [end for end in ends if end and parent and not properties.get(end)]
    inside = {label: found for label, value in properties.items() if (found := _subjects_in(value))}
    alone = {intern(label): _only(value) for label, value in properties.items()}
    alone |= {label: _ids_of(properties[label], found) for label, found in inside.items()}
    kept: Record = {label: _only(record[label]) for label in KEPT if label in record}
    yield {**kept, "properties": {**alone, **dict.fromkeys(lacking[:1], parent)}}
    for inner in chain.from_iterable(inside.values()):
        yield from _unnest({"target": False, **inner}, text(record.get("id")))


def _only(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _subjects_in(value: object) -> list[Record]:
    found = records(value)
    return [one for one in found if text(one.get("id")) and text(one.get("schema"))]


def _ids_of(value: object, inside: list[Record]) -> list[object]:
    """Return the value of a property with ids in the place of the records that stand in it."""
    others = [one for one in _values(value) if one not in inside]
    return [*others, *(text(one.get("id")) for one in inside)]


def _add(found: Records, slips: Slips, where: str, record: Record) -> None:
    key, seen = text(record.get("id")), text(record.get("last_seen"))[:10]
    if seen in found.days or parse_day(seen):
        found.days[seen] += 1
    elif seen:
        slips.note(where or key, f"last seen on {seen!r}, which is no date")
    if text(record.get("schema")) in ENDS:
        found.links.append((where, record))
        return
    found.names.setdefault(key, name_of(record))
    if not where:
        if record.get("target") is True or key not in found.inside:
            found.inside[key] = Subject(key, record)
        return
    if not key:
        slips.note(where, "without an id, each kept under a key of its own")
        key = where.replace(" ", "-")
    _add_line(found.subjects[key], Subject(where, {**record, "id": key}))


def _add_line(known: list[Subject], line: Subject) -> None:
    """Add a line to the subject of its id, if it is about the same: that has all properties."""
    same = (subject for subject in known if _what(subject) == _what(line))
    subject = next(same, None)
    if subject is None:
        known.append(line)
        return
    properties = properties_of(subject.record)
    for name, value in properties_of(line.record).items():
        old = properties.get(name)
        properties[name] = value if old in (None, value) else [*_values(old), *_values(value)]
    subject.record |= {"properties": properties, "target": subject.is_target or line.is_target}
    subject.lines += 1


def _what(subject: Subject) -> tuple[str, str]:
    return text(subject.record.get("schema")).casefold(), name_of(subject.record)


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
