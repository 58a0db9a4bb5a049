"""OpenSanctions' FollowTheMoney files: ``entities.ftm.json``, ``targets.nested.json``.

Each line is a JSON object: a ship, company or person, a sanction against it, or a link between two
of them. Only what OpenSanctions calls a target is an entry: ``"target": false`` marks owners,
positions, and ships that were merely detained. A sanction or ownership that has ended goes into the
remarks. The topics of a subject are among its programmes: ``sanction`` if it is sanctioned,
``mare.shadow`` for the shadow fleet, ``role.pep`` for persons in public office.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from vscreen.files.json import Record, first_record, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.aggregators.ftm_records import (
    ENDS,
    Subject,
    count,
    gather,
    name_of,
    properties_of,
)
from vscreen.lists.aggregators.opensanctions import LIST, PAGE
from vscreen.lists.aggregators.schemas import (
    KINDS,
    SANCTION,
    is_sanctioned,
    kind_of,
    newest_day,
    warn_of_unsanctioned,
)
from vscreen.lists.reader import Contents, Reader, each_file, opens_with
from vscreen.lists.reading import ListEntry, read_date
from vscreen.lists.receipt import SetAside
from vscreen.lists.slips import Slips
from vscreen.schema import Kind, NameKind, Relation, Scheme

SIGNATURE: Final = (b'"id"', b'"schema"', b'"properties"')
DOCUMENTS: Final = ("Passport", "Identification")
RELATIONS: Final = {
    "manager": Relation.MANAGER,
    "operator": Relation.OPERATOR,
    "owner": Relation.OWNER,
    "owned": Relation.OWNER,
}
NAME_KINDS: Final = {
    "name": NameKind.STRONG_ALIAS,
    "alias": NameKind.STRONG_ALIAS,
    "aliases": NameKind.STRONG_ALIAS,
    "fullName": NameKind.STRONG_ALIAS,
    "birthName": NameKind.STRONG_ALIAS,
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
NUMBER_ENDS: Final = ("Code", "Number", "Id")
NO_NUMBERS: Final = ("imoNumber", "wikidataId", "programId", "postalCode", "countryCode")
COLUMNS: Final = {
    "flag": "flag", "pastFlags": "flag", "country": "countries", "jurisdiction": "countries",
    "mainCountry": "countries", "nationality": "countries", "citizenship": "countries",
    "type": "vessel_type", "birthDate": "birth_date", "programId": "programs",
    "program": "programs", "topics": "programs", "sourceUrl": "source_url",
}  # fmt: skip
TONNAGES: Final = ("grossRegisteredTonnage", "tonnage")
IN_BASIS: Final = ("authority", "authorityId", "unscId", "program", "reason")
IN_REMARKS: Final = (
    "position", "address", "deadweightTonnage", "registrationPort", "birthPlace", "title",
    "description", "notes", "summary",
)  # fmt: skip


@dataclass
class _List:
    """What becomes of the records: entries by id, with their topics, and what none comes from."""

    entries: defaultdict[str, list[ListEntry]] = field(default_factory=lambda: defaultdict(list))
    topics: dict[str, list[str]] = field(default_factory=dict)
    datasets: dict[str, None] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)

    def listed(self, value: object) -> list[ListEntry]:
        """Return the entries that an end of a link names."""
        return [entry for key in _keys(value) for entry in self.entries.get(key, ())]


def _recognises(source: Source) -> bool:
    """Return whether the first record is an entity, or a change to an entity (refused later)."""
    if opens_with(source, b"["):
        return all(key in source.head for key in SIGNATURE)
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

    Refused if a line is no JSON object, the last line is not whole, or the file holds changes and
    no list. Empty if there are no targets.
    """
    slips, warnings, result = Slips(source, "entities"), list[str](), _List()
    found = gather(source, slips, warnings)
    # Whether a link has ended is decided by the day of the file, not by today.
    today = newest_day(found.days)
    for subject in found.all():
        _add_subject(result, slips, found.names, subject)
    for where, link in found.links:
        _add_link(result, found.names, where, link, today)
    entries = slips.unique((entry for some in result.entries.values() for entry in some), "id")
    unlisted = [topics for topics in result.topics.values() if not is_sanctioned(topics)]
    warnings += warn_of_unsanctioned(source, unlisted, result.datasets, entries=len(entries))
    return Contents(
        entries=entries,
        sources=[source],
        published=read_date(source, "last_seen", today) if today else None,
        warnings=[*warnings, *slips.warnings()],
        set_aside=result.set_aside,
    )


def _add_subject(result: _List, slips: Slips, names: dict[str, str], subject: Subject) -> None:
    record, schema = subject.record, text(subject.record.get("schema"))
    key, name = text(record.get("id")), name_of(record)
    is_listed = subject.is_target and bool(name)
    kind = kind_of(slips, subject.where, schema, properties_of(record)) if is_listed else None
    if kind is None:
        reason = f"of the schema {schema}"
        if not subject.is_target and schema.casefold() in KINDS:
            reason = "not marked as a target"
        elif subject.is_target and not name and schema.casefold() in {*KINDS, ""}:
            reason = "without a name"
        result.set_aside += [SetAside(key, reason)] * subject.lines
        return
    entry = _entry(key, kind, name, record)
    entry.records, entry.may_be_ship = subject.lines, slips.may_be_ship(subject.where)
    for address in _keys(properties_of(record).get("addressEntity")):
        entry.add_fact("remarks", f"address: {names[address]}" if names.get(address) else "")
    for label in ("owner", "operator"):  # of a ship; mostly these are links of their own
        for other in _keys(properties_of(record).get(label)):
            entry.add_link(RELATIONS[label], names.get(other) or other, key=other)
    result.entries[key].append(entry)
    result.topics.setdefault(key, []).extend(texts(properties_of(record).get("topics")))
    result.datasets.update(dict.fromkeys(texts(record.get("datasets"))))


def _entry(key: str, kind: Kind, name: str, record: Record) -> ListEntry:
    properties = properties_of(record)
    entry = ListEntry(key, kind, name)
    for label, value in properties.items():
        name_kind = NAME_KINDS.get(label.rpartition(":")[2])  # some say `Person:alias`
        for spelling in texts(value) if name_kind else ():
            entry.add_name(spelling, name_kind or NameKind.STRONG_ALIAS)
    for value in texts(properties.get("imoNumber")):
        entry.add_imo(value)
    for label, scheme in {**_other_numbers(properties), **SCHEMES}.items():
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
    datasets = ", ".join(texts(record.get("datasets")))
    entry.add_fact("remarks", f"Dataset: {datasets}" if datasets else "")
    return entry


def _other_numbers(properties: Record) -> dict[str, Scheme]:
    """Return the numbers of a subject that OpenSanctions added since, as numbers of no scheme."""
    labels = (label for label in properties if label.endswith(NUMBER_ENDS))
    return {label: Scheme.OTHER for label in labels if label not in NO_NUMBERS}


def _add_numbers(entry: ListEntry, properties: Record) -> None:
    for value in (each for label in TONNAGES for each in texts(properties.get(label))):
        if entry.add_number("gross_tonnage", value):
            break
    built = text(properties.get("buildDate"))
    if built and not entry.add_number("build_year", built[:4]):
        entry.add_fact("remarks", f"buildDate: {built}")


def _add_link(result: _List, names: dict[str, str], where: str, link: Record, today: str) -> None:
    """Add a sanction, a document or a link to the entries it goes to; else set its line aside.

    Where it goes to nobody listed, the listed end that it comes from gets it: a person owns a ship.
    """
    properties, schema = properties_of(link), text(link["schema"])
    ended = text(properties.get("endDate"))
    past = bool(ended and today and ended < today[: len(ended)])
    origin, goal = ENDS[schema]
    entries, other = result.listed(properties.get(goal)), origin
    if not entries:
        entries, other = result.listed(properties.get(origin)), goal
    for entry in entries:
        if schema == "Sanction":
            _add_sanction(entry, properties, past=past)
            result.topics[entry.key] += [] if past else [SANCTION]
        elif schema in DOCUMENTS:
            parts = (text(properties.get(label)) for label in ("type", "number"))
            printed = " ".join(filter(None, parts)) or text(link.get("caption"))
            entry.add_document(printed, text(properties.get("country")))
        else:
            _add_relation(entry, names, link, other, past=past)
    if where and entries:
        entries[0].records += 1
    elif where:
        result.set_aside.append(SetAside(text(link.get("id")) or where, f"of the schema {schema}"))


def _add_relation(
    entry: ListEntry, names: dict[str, str], link: Record, other_end: str, *, past: bool
) -> None:
    properties, schema = properties_of(link), text(link["schema"])
    role = text(properties.get("role"))
    usual = Relation.OWNER if schema == "Ownership" else Relation.LINKED_TO
    relation = relation_of(role, usual) if other_end == ENDS[schema][0] else Relation.LINKED_TO
    for other in _keys(properties.get(other_end)):
        name = names.get(other, "")
        if past:
            until = text(properties.get("endDate"))
            entry.add_fact("remarks", f"Until {until}: {role} {name or other}")
        elif not name:
            entry.add_fact("remarks", f"{role or schema}: {other}, which the file does not hold")
        elif schema == "Occupancy":
            entry.add_fact("remarks", f"position: {name}")
        else:
            entry.add_link(relation, name, key=other)


def _keys(value: object) -> list[str]:
    return [*texts(value), *(text(record.get("id")) for record in records(value))]


def _add_sanction(entry: ListEntry, properties: Record, *, past: bool) -> None:
    programs = texts(properties.get("programId")) or texts(properties.get("program"))
    dates = [*texts(properties.get("listingDate")), *texts(properties.get("startDate"))]
    basis = [text(properties.get(label)) for label in IN_BASIS]
    basis += texts(properties.get("provisions"))
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
    version="2",
    publisher="OpenSanctions",
    recognises=_recognises,
    read_all=each_file(_read_file),
    list_id=LIST,
    records="entities",
    count=count,
)
