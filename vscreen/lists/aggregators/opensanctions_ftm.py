"""OpenSanctions' FollowTheMoney files: ``entities.ftm.json``, ``targets.nested.json``.

One JSON object a line. A ship, company or person is one, and so is each sanction against it and
each link between two; these stand before or after what they bind, or (nested) inside it. Only what
OpenSanctions calls a target is an entry: ``"target": false`` marks owners, positions and ships that
were merely detained. A sanction or an ownership that has ended is told in the remarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.json import Record, first_record, json_lines, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.aggregators.opensanctions import KINDS, LIST, PAGE
from vscreen.lists.reader import Contents, Reader, each_file
from vscreen.lists.reading import Entry, read_date
from vscreen.lists.split_names import misspelt
from vscreen.schema import Kind, NameKind, Relation, Scheme

# From whom to whom each link goes; it is told of the latter.
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
    "Sanction": ("", "entity"),
}
RELATIONS: Final = {
    "manager": Relation.MANAGER,
    "operator": Relation.OPERATOR,
    "owner": Relation.OWNER,
    "owned": Relation.OWNER,
}
NAME_KINDS: Final = {
    "name": NameKind.STRONG_ALIAS,
    "alias": NameKind.STRONG_ALIAS,
    "previousName": NameKind.FORMER,
    "weakAlias": NameKind.WEAK_ALIAS,
    "abbreviation": NameKind.WEAK_ALIAS,
}
SCHEMES: Final = {
    "mmsi": Scheme.MMSI, "callSign": Scheme.CALL_SIGN, "leiCode": Scheme.LEI,
    "innCode": Scheme.TAX, "taxNumber": Scheme.TAX, "vatCode": Scheme.TAX,
    "ogrnCode": Scheme.REGISTRATION, "registrationNumber": Scheme.REGISTRATION,
    "okpoCode": Scheme.REGISTRATION, "kppCode": Scheme.REGISTRATION,
    "uscCode": Scheme.REGISTRATION, "crsNumber": Scheme.OTHER, "passportNumber": Scheme.OTHER,
    "idNumber": Scheme.OTHER, "swiftBic": Scheme.OTHER, "dunsCode": Scheme.OTHER,
    "serialNumber": Scheme.OTHER,
}  # fmt: skip
COLUMNS: Final = {
    "flag": "flag", "pastFlags": "flag", "country": "countries", "jurisdiction": "countries",
    "mainCountry": "countries", "nationality": "countries", "citizenship": "countries",
    "type": "vessel_type", "birthDate": "birth_date", "programId": "programs",
    "program": "programs", "sourceUrl": "source_url",
}  # fmt: skip
TONNAGES: Final = ("grossRegisteredTonnage", "tonnage")
SAID: Final = ("topics", "position", "address", "deadweightTonnage", "notes", "summary")


@dataclass
class _File:
    """What the lines of a file hold, gathered before it is put together."""

    subjects: dict[str, Record] = field(default_factory=dict)
    edges: list[Record] = field(default_factory=list)
    captions: dict[str, str] = field(default_factory=dict)
    seen: str = ""


def _recognises(source: Source) -> bool:
    """Return whether the first line is an entity, or a change to one (which is refused later)."""
    first = first_record(source)
    return {"schema", "properties"} <= first.keys() or {"op", "entity"} <= first.keys()


def relation_of(role: str, usual: Relation) -> Relation:
    """Return what a role such as ``commercial manager`` makes of a link, else what is usual.

    Examples
    --------
    >>> relation_of("Owned or Controlled By", Relation.LINKED_TO)
    <Relation.OWNER: 'owner'>
    """
    words = role.lower().split()
    return next((relation for word, relation in RELATIONS.items() if word in words), usual)


def _read_one(source: Source) -> Contents:
    """Return what the file holds.

    Refused if a line is no entity, one id is given to two, the last line does not end, or the
    file holds changes and no list. Empty if there are no targets.
    """
    file = _gather(source)
    # What is past is past on the day of the file, not today.
    today = file.seen[:10]
    entries: dict[str, Entry] = {}
    others: Counter[str] = Counter()
    for key, record in file.subjects.items():
        kind = KINDS.get(text(record["schema"]))
        if record.get("target") is False:
            others["ships that are no targets"] += kind == Kind.VESSEL
        elif kind is None and misspelt(text(record["schema"]), KINDS):
            raise source.refuse(f"{key} has the schema {text(record['schema'])!r}: misspelt")
        elif kind is None:
            others[f"{text(record['schema'])} that is no ship, company or person"] += 1
        else:
            entries[key] = _entry(source, key, kind, record)
    for edge in file.edges:
        _add_edge(entries, file.captions, edge, today)
    counted = ", ".join(f"{count} {what}" for what, count in sorted(others.items()) if count)
    return Contents(
        entries=list(entries.values()),
        sources=[source],
        published=read_date(source, "last_seen", today) if today else None,
        warnings=[f"{source.path}: left out {counted}"] if counted else (),
    )


def _gather(source: Source) -> _File:
    file = _File()
    for line, record in json_lines(source):
        if "op" in record:
            raise source.refuse("it holds changes to a list and not the list", "get the whole list")
        named = text(record.get("id")) and text(record.get("schema"))
        if not named or not isinstance(record.get("properties"), dict):
            raise source.refuse(f"line {line} is no entity: it lacks an id, schema or properties")
        for one in _unnest(record):
            _sort(source, line, file, one)
    return file


def _unnest(record: Record, parent: str = "") -> Iterator[Record]:
    """Yield a record and those inside its properties; a link that lacks an end gets its parent."""
    properties = record.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    key = text(record.get("id"))
    ends = ENDS.get(text(record.get("schema")), ())
    lacking = [end for end in ends if end and parent and not properties.get(end)]
    yield {**record, "properties": {**properties, **dict.fromkeys(lacking[:1], parent)}}
    for value in properties.values():
        for inner in records(value):
            if text(inner.get("id")) and text(inner.get("schema")):
                yield from _unnest({"target": False, **inner}, key)


def _sort(source: Source, line: int, file: _File, record: Record) -> None:
    key, schema = text(record.get("id")), text(record.get("schema"))
    file.seen = max(file.seen, text(record.get("last_seen")))
    if schema in ENDS:
        file.edges.append(record)
        return
    file.captions.setdefault(key, text(record.get("caption")))
    known = file.subjects.setdefault(key, record)
    if known.get("target") is False and record.get("target") is not False:
        file.subjects[key] = record  # met before inside another one
    elif known != record and record.get("target") is not False:
        raise source.refuse(f"line {line} gives the id {key!r} to a second subject")


def _entry(source: Source, key: str, kind: Kind, record: Record) -> Entry:
    said: Record = record["properties"]
    name = text(record.get("caption")) or text(said.get("name"))
    if not name:
        raise source.refuse(f"the entity {key!r} has no name")
    entry = Entry(key, kind, name)
    for one, name_kind in NAME_KINDS.items():
        for spelling in texts(said.get(one)):
            entry.add_name(spelling, name_kind)
    for value in texts(said.get("imoNumber")):
        entry.add_imo(value)
    for one, scheme in SCHEMES.items():
        for value in texts(said.get(one)):
            entry.add_identifier(scheme, f"{one} {value}" if scheme == Scheme.OTHER else value)
    for one, column in COLUMNS.items():
        for value in texts(said.get(one)):
            entry.add_fact(column, value)
    _add_numbers(entry, said)
    entry.add_fact("source_url", PAGE + key)
    for one in SAID:
        if texts(said.get(one)):
            entry.add_fact("remarks", f"{one}: {'; '.join(texts(said.get(one)))}")
    entry.add_fact("remarks", f"Dataset: {', '.join(texts(record.get('datasets')))}")
    return entry


def _add_numbers(entry: Entry, said: Record) -> None:
    for one in TONNAGES:
        if any(entry.add_number("gross_tonnage", value) for value in texts(said.get(one))):
            break
    built = text(said.get("buildDate"))
    if built and not entry.add_number("build_year", built[:4]):
        entry.add_fact("remarks", f"buildDate: {built}")


def _add_edge(
    entries: dict[str, Entry], captions: dict[str, str], edge: Record, today: str
) -> None:
    said: Record = edge["properties"]
    schema = text(edge["schema"])
    from_end, to_end = ENDS[schema]
    ended = text(said.get("endDate"))
    usual = Relation.OWNER if schema == "Ownership" else Relation.LINKED_TO
    past = bool(ended and today and ended < today[: len(ended)])
    for key in _keys(said.get(to_end)):
        entry = entries.get(key)
        if entry is None:
            continue
        if schema == "Sanction":
            _add_sanction(entry, said, past=past)
        for other in _keys(said.get(from_end)):
            name = captions.get(other, "")
            if past:
                entry.add_fact("remarks", f"Until {ended}: {text(said.get('role'))} {name}")
            else:
                entry.add_link(relation_of(text(said.get("role")), usual), name)


def _keys(value: object) -> list[str]:
    return [*texts(value), *(text(one.get("id")) for one in records(value))]


def _add_sanction(entry: Entry, said: Record, *, past: bool) -> None:
    program = texts(said.get("programId")) or texts(said.get("program"))
    dates = [*texts(said.get("listingDate")), *texts(said.get("startDate"))]
    basis = [text(said.get(one)) for one in ("authority", "program", "reason")]
    printed = ", ".join(part for part in (*basis, *dates[:1]) if part)
    if past:
        entry.add_fact("remarks", f"Until {text(said.get('endDate'))}: {printed}")
        return
    for one in program:
        entry.add_fact("programs", one)
    entry.add_fact("legal_basis", printed)
    known = [*entry.facts.get("listed_on", ()), *dates]
    entry.facts["listed_on"] = [min(known)] if known else []
    for url in texts(said.get("sourceUrl")):
        entry.add_fact("source_url", url)


READER: Final = Reader(
    id="opensanctions",
    version="1",
    publisher="OpenSanctions",
    recognises=_recognises,
    read_all=each_file(_read_one),
    list_id=LIST,
)
