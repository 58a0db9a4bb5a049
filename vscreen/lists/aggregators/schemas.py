"""What OpenSanctions' schemas and topics mean: which records are subjects, and which are listed.

Its data model, FollowTheMoney, has some seventy schemas. Few of them are ships, companies, persons
or aircraft; the others are what is known about these (addresses, positions, documents) or connect
them (sanctions, ownership). Not everybody in its data is sanctioned: the topics of a subject say
whether it is, or is of the shadow fleet, was detained in a port, or holds a public office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from vscreen.files.source import Source
from vscreen.lists.slips import Slips
from vscreen.lists.split_names import misspelt
from vscreen.schema import Kind

KINDS: Final = {
    "vessel": Kind.VESSEL,
    "company": Kind.ORGANIZATION,
    "organization": Kind.ORGANIZATION,
    "legalentity": Kind.ORGANIZATION,
    "publicbody": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "airplane": Kind.AIRCRAFT,
}
"""Schema in small letters -> kind."""
NO_SUBJECTS: Final = {
    "address", "article", "assessment", "associate", "audio", "bankaccount", "call",
    "callfortenders", "contract", "contractaward", "courtcase", "courtcaseparty", "cryptowallet",
    "debt", "directorship", "document", "documentation", "economicactivity", "email", "employment",
    "event", "family", "folder", "hypertext", "identification", "image", "interest", "interval",
    "license", "membership", "mention", "message", "note", "occupancy", "ownership", "package",
    "page", "pages", "passport", "payment", "plaintext", "position", "post", "project",
    "projectparticipant", "realestate", "representation", "sanction", "security", "similar",
    "succession", "table", "taxroll", "trip", "unknownlink", "useraccount", "vehicle", "video",
    "workbook",
}  # fmt: skip
"""Schemas that are no ship, company, person or aircraft, in small letters."""
SHIP_FACTS: Final = {"imoNumber", "mmsi", "callSign", "grossRegisteredTonnage", "pastFlags"}
PERSON_FACTS: Final = {
    "birthDate", "birthPlace", "firstName", "lastName", "passportNumber", "nationality",
    "citizenship", "gender",
}  # fmt: skip
SANCTION: Final = "sanction"
"""The topic of who is sanctioned; `sanction.linked` is somebody close, `sanction.counter` too."""


def kind_of(slips: Slips, where: str, schema: str, facts: Collection[str] = ()) -> Kind | None:
    r"""Return the kind of a record by its schema, None if it is no ship, company or person.

    A schema in other letters, misspelt or new costs a note, not the record: one that nobody knows
    is kept as what the record's properties make of it, and as a ship too if they make nothing.

    Parameters
    ----------
    slips
        Gets a note of an odd schema.
    where
        Which record, for people.
    schema
        Its schema as printed.
    facts
        The names of its properties.

    Examples
    --------
    >>> from pathlib import Path
    >>> slips = Slips(Source(Path("x.json"), b""), "entities")
    >>> kind_of(slips, "line 7", "Position"), kind_of(slips, "line 8", "Vesdel")
    (None, <Kind.VESSEL: 'vessel'>)
    >>> slips.warnings()
    ["x.json: entities of the schema 'Vesdel', read as vessel: line 8"]
    """
    known = schema.strip().casefold()
    if known in KINDS:
        return KINDS[known]
    ship, person = bool(SHIP_FACTS & {*facts}), bool(PERSON_FACTS & {*facts})
    if known in NO_SUBJECTS and not ship:
        return None
    near = misspelt(known, KINDS)
    evident = Kind.VESSEL if ship else Kind.PERSON if person else Kind.ORGANIZATION
    kind = KINDS[near] if near else evident
    slips.doubtful |= {} if near else {where: kind}
    of = f"of the schema {schema!r}" if known else "without a schema"
    slips.note(where, f"{of}, read as {kind}")
    return kind


def with_columns(
    source: Source,
    rows: Iterator[tuple[int, dict[str, str]]],
    columns: Collection[str],
    warnings: list[str],
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table that hold anything, with columns that it may lack, then empty.

    Parameters
    ----------
    source, rows
        The file, and the line and cells of each row.
    columns
        Columns that other editions lack, or call otherwise.
    warnings
        Gets a sentence about those that this one lacks.

    Examples
    --------
    >>> from pathlib import Path
    >>> file, warnings = Source(Path("x.csv"), b""), []
    >>> list(with_columns(file, iter([(2, {"id": "1"}), (3, {"id": ""})]), ["flag"], warnings))
    [(2, {'flag': '', 'id': '1'})]
    >>> warnings
    ['x.csv: it has no column flag, so nothing of it is known']
    """
    empty = dict.fromkeys(columns, "")
    lacking: list[str] | None = None
    for line, row in rows:
        if lacking is None:
            lacking = [column for column in columns if column not in row]
        if any(row.values()):
            yield line, {**empty, **row}
    warnings += [
        f"{source.path}: it has no column {column}, so nothing of it is known"
        for column in lacking or ()
    ]


def newest_day(days: Mapping[str, int]) -> str:
    """Return the newest day that several records have, so that one wrong day decides nothing.

    Parameters
    ----------
    days
        ISO day -> how many records were seen on it.

    Examples
    --------
    >>> newest_day({"2026-03-12": 3, "2026-03-13": 40, "2126-03-13": 1}), newest_day({})
    ('2026-03-13', '')
    """
    return max((day for day, count in days.items() if count > 1), default=max(days, default=""))


def is_sanctioned(topics: Iterable[str]) -> bool:
    """Return whether topics say that a subject is sanctioned.

    Examples
    --------
    >>> is_sanctioned(["poi", "sanction"]), is_sanctioned(["mare.shadow"])
    (True, False)
    """
    return SANCTION in topics


def warn_of_unsanctioned(
    source: Source, topics: Sequence[Collection[str]], datasets: Iterable[str], *, entries: int
) -> list[str]:
    """Return a warning if a file holds entries that it does not call sanctioned.

    Parameters
    ----------
    source
        The file.
    topics
        The topics of each such entry.
    datasets
        The datasets that the file's entries come from.
    entries
        How many entries the file holds in all.

    Examples
    --------
    >>> from pathlib import Path
    >>> file = Source(Path("x.json"), b"")
    >>> warn_of_unsanctioned(file, [["mare.shadow"], []], ["ua"], entries=3)[0]
    'x.json: 2 of 3 entries are not marked as sanctioned (1 mare.shadow, 1 without a topic)'
    """
    if not topics:
        return []
    named = Counter(topic for some in topics for topic in (some or ["without a topic"]))
    counted = ", ".join(f"{count:,} {topic}" for topic, count in sorted(named.items()))
    if len(topics) < entries:
        return [
            f"{source.path}: {len(topics):,} of {entries:,} entries are not marked as sanctioned "
            f"({counted})"
        ]
    some = ", ".join(sorted(set(datasets))[:3])
    return [
        f"{source.path}: none of its {entries:,} entries is marked as sanctioned ({counted}), so "
        f"it is no sanctions list but one of others, such as persons in public office; it comes "
        f"from {some or 'an unknown dataset'}"
    ]
