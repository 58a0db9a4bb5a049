"""OpenSanctions' FollowTheMoney files: ``entities.ftm.json``, ``targets.nested.json``.

Each line is a JSON object: a ship, company or person, a sanction against it, or a link between two
of them. Sanctions and links come before or after the subjects that they connect, or (nested) inside
them. Only what OpenSanctions calls a target is an entry: ``"target": false`` marks owners,
positions, and ships that were merely detained. A sanction or ownership that has ended goes into the
remarks.
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
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.split_names import misspelt
from vscreen.schema import Kind, NameKind, Relation, Scheme

# The properties that a link goes from and to; it is noted on the entry that it goes to.
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
IN_REMARKS: Final = ("topics", "position", "address", "deadweightTonnage", "notes", "summary")


@dataclass
class _File:
    """The records of a file, before entries are built from them."""

    subjects: dict[str, Record] = field(default_factory=dict)
    edges: list[Record] = field(default_factory=list)
    captions: dict[str, str] = field(default_factory=dict)
    last_seen: str = ""


def _recognises(source: Source) -> bool:
    """Return whether the first line is an entity, or a change to an entity (refused later)."""
    first = first_record(source)
    return {"schema", "properties"} <= first.keys() or {"op", "entity"} <= first.keys()


def relation_of(role: str, usual: Relation) -> Relation:
    """Return the relation of a link with a role such as ``commercial manager``.

    Parameters
    ----------
    role
        The role as printed.
    usual
        The relation for a role without a known word.

    Examples
    --------
    >>> relation_of("Owned or Controlled By", Relation.LINKED_TO)
    <Relation.OWNER: 'owner'>
    """
    words = role.lower().split()
    return next((relation for word, relation in RELATIONS.items() if word in words), usual)


def _read_file(source: Source) -> Contents:
    """Return the entries of the file.

    Refused if a line is no entity, two entities have the same id, the last line does not end, or
    the file holds changes and no list. Empty if there are no targets.
    """
    file = _gather(source)
    # Whether a link has ended is decided by the day of the file, not by today.
    today = file.last_seen[:10]
    entries: dict[str, ListEntry] = {}
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
        for unnested in _unnest(record):
            _add_record(source, line, file, unnested)
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


def _add_record(source: Source, line: int, file: _File, record: Record) -> None:
    key, schema = text(record.get("id")), text(record.get("schema"))
    file.last_seen = max(file.last_seen, text(record.get("last_seen")))
    if schema in ENDS:
        file.edges.append(record)
        return
    file.captions.setdefault(key, text(record.get("caption")))
    known = file.subjects.setdefault(key, record)
    if known.get("target") is False and record.get("target") is not False:
        file.subjects[key] = record  # known so far only from inside another record
    elif known != record and record.get("target") is not False:
        raise source.refuse(f"line {line} gives the id {key!r} to a second subject")


def _entry(source: Source, key: str, kind: Kind, record: Record) -> ListEntry:
    properties: Record = record["properties"]
    name = text(record.get("caption")) or text(properties.get("name"))
    if not name:
        raise source.refuse(f"the entity {key!r} has no name")
    entry = ListEntry(key, kind, name)
    for label, name_kind in NAME_KINDS.items():
        for spelling in texts(properties.get(label)):
            entry.add_name(spelling, name_kind)
    for value in texts(properties.get("imoNumber")):
        entry.add_imo(value)
    for label, scheme in SCHEMES.items():
        for value in texts(properties.get(label)):
            entry.add_identifier(scheme, f"{label} {value}" if scheme == Scheme.OTHER else value)
    for label, column in COLUMNS.items():
        for value in texts(properties.get(label)):
            entry.add_fact(column, value)
    _add_numbers(entry, properties)
    entry.add_fact("source_url", PAGE + key)
    for label in IN_REMARKS:
        if texts(properties.get(label)):
            entry.add_fact("remarks", f"{label}: {'; '.join(texts(properties.get(label)))}")
    entry.add_fact("remarks", f"Dataset: {', '.join(texts(record.get('datasets')))}")
    return entry


def _add_numbers(entry: ListEntry, properties: Record) -> None:
    for value in (each for label in TONNAGES for each in texts(properties.get(label))):
        if entry.add_number("gross_tonnage", value):
            break
    built = text(properties.get("buildDate"))
    if built and not entry.add_number("build_year", built[:4]):
        entry.add_fact("remarks", f"buildDate: {built}")


def _add_edge(
    entries: dict[str, ListEntry], captions: dict[str, str], edge: Record, today: str
) -> None:
    properties: Record = edge["properties"]
    schema = text(edge["schema"])
    from_end, to_end = ENDS[schema]
    role = text(properties.get("role"))
    ended = text(properties.get("endDate"))
    usual = Relation.OWNER if schema == "Ownership" else Relation.LINKED_TO
    past = bool(ended and today and ended < today[: len(ended)])
    for key in _keys(properties.get(to_end)):
        entry = entries.get(key)
        if entry is None:
            continue
        if schema == "Sanction":
            _add_sanction(entry, properties, past=past)
        for other in _keys(properties.get(from_end)):
            name = captions.get(other, "")
            if past:
                entry.add_fact("remarks", f"Until {ended}: {role} {name}")
            else:
                entry.add_link(relation_of(role, usual), name)


def _keys(value: object) -> list[str]:
    return [*texts(value), *(text(record.get("id")) for record in records(value))]


def _add_sanction(entry: ListEntry, properties: Record, *, past: bool) -> None:
    programs = texts(properties.get("programId")) or texts(properties.get("program"))
    dates = [*texts(properties.get("listingDate")), *texts(properties.get("startDate"))]
    basis = [text(properties.get(label)) for label in ("authority", "program", "reason")]
    printed = ", ".join(part for part in (*basis, *dates[:1]) if part)
    if past:
        entry.add_fact("remarks", f"Until {text(properties.get('endDate'))}: {printed}")
        return
    for program in programs:
        entry.add_fact("programs", program)
    entry.add_fact("legal_basis", printed)
    for date in dates:
        entry.add_listing_date(date)
    for url in texts(properties.get("sourceUrl")):
        entry.add_fact("source_url", url)


READER: Final = Reader(
    id="opensanctions",
    version="1",
    publisher="OpenSanctions",
    recognises=_recognises,
    read_all=each_file(_read_file),
    list_id=LIST,
)
