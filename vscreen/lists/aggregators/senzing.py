"""Senzing records: JSON lines or an array, as OpenSanctions, watchman and others write them.

A record has a source, an id, and features: flat on the record, in lists by kind (``NAMES``,
``IDENTIFIERS``), or all in a list ``FEATURES``. A feature is recognised by its keys alone, wherever
it is. Older files give ships no ``RECORD_TYPE``; others call them organizations. Each
``DATA_SOURCE`` is a list of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from vscreen.files.json import Record, first_record, json_lines, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.aggregators.opensanctions import LIST as OPENSANCTIONS
from vscreen.lists.aggregators.opensanctions_ftm import relation_of
from vscreen.lists.own import slug
from vscreen.lists.reader import Contents, Reader, each_file, opens_with
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, NameKind, Relation, Scheme

SIGNATURE: Final = ("DATA_SOURCE", "RECORD_ID")
KINDS: Final = {
    "VESSEL": Kind.VESSEL,
    "ORGANIZATION": Kind.ORGANIZATION,
    "PERSON": Kind.PERSON,
    "AIRCRAFT": Kind.AIRCRAFT,
}
# Numbers that only a ship has. A company with an IMO number always has a RECORD_TYPE.
SHIP_KEYS: Final = ("MMSI_NUMBER", "CALL_SIGN", "IMO_NUMBER")
PERSON_KEYS: Final = ("NAME_FIRST", "NAME_LAST", "DATE_OF_BIRTH", "GENDER")
SCHEMES: Final = {
    "MMSI_NUMBER": Scheme.MMSI, "CALL_SIGN": Scheme.CALL_SIGN, "LEI_NUMBER": Scheme.LEI,
    "TAX_ID_NUMBER": Scheme.TAX, "NATIONAL_ID_NUMBER": Scheme.REGISTRATION,
    "PASSPORT_NUMBER": Scheme.OTHER, "OFAC_ID": Scheme.OTHER, "DUNS_NUMBER": Scheme.OTHER,
    "OTHER_ID_NUMBER": Scheme.OTHER, "SSN_NUMBER": Scheme.OTHER,
    "DRIVERS_LICENSE_NUMBER": Scheme.OTHER,
}  # fmt: skip
COUNTRIES: Final = ("COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY", "NATIONALITY", "CITIZENSHIP")
NAME_PARTS: Final = ("NAME_LAST", "NAME_FIRST", "NAME_MIDDLE")


def _recognises(source: Source) -> bool:
    """Return whether the first record has a source and an id."""
    if first_record(source):
        return set(SIGNATURE) <= first_record(source).keys()
    keys = [f'"{key}"'.encode() for key in SIGNATURE]
    return opens_with(source, b"[") and all(key in source.head for key in keys)


def _read_file(source: Source) -> list[Contents]:
    """Return the entries of each data source.

    Refused if the JSON is not whole, a record has no source, id or name, its type is unknown,
    or an id comes twice. Empty if there are no records.
    """
    groups: defaultdict[str, dict[str, ListEntry]] = defaultdict(dict)
    records_read = list(_records(source))
    for record in records_read:
        entries = groups[text(record.get("DATA_SOURCE"))]
        entry = _entry(source, record)
        if entry.key in entries:
            raise source.refuse(f"the RECORD_ID {entry.key!r} stands in it twice")
        entries[entry.key] = entry
    for record in records_read:
        _add_links(groups[text(record.get("DATA_SOURCE"))], record)
    names = {name: _list_id(name) for name in groups or {"": {}}}
    return [
        Contents(
            entries=list(groups[name].values()),
            sources=[source],
            list_id=list_id,
        )
        for name, list_id in names.items()
    ]


def _list_id(data_source: str) -> str:
    plain = slug(data_source)
    return OPENSANCTIONS if plain.replace("-", "") == OPENSANCTIONS else plain


def _records(source: Source) -> Iterator[Record]:
    if first_record(source):
        yield from (record for _, record in json_lines(source))
    else:
        yield from records(parse_json(source))


def _features(record: Record) -> list[Record]:
    """Return the record without its lists, and each object of its lists."""
    return [record, *(feature for value in record.values() for feature in records(value))]


def _entry(source: Source, record: Record) -> ListEntry:
    features = _features(record)
    key, kind, names = text(record.get("RECORD_ID")), _kind(features), list(_names(features))
    if not key or not text(record.get("DATA_SOURCE")) or not names or kind is None:
        raise source.refuse(
            f"the record {key!r} of {text(record.get('DATA_SOURCE'))!r} has {len(names)} names and "
            f"the type {_first_text(features, 'RECORD_TYPE')!r}; known types are {', '.join(KINDS)}"
        )
    primary = next((name for name, is_primary in names if is_primary), names[0][0])
    entry = ListEntry(key, kind, primary)
    for name, _ in names:
        entry.add_name(name, NameKind.STRONG_ALIAS)
    for feature in features:
        _add_feature(entry, feature)
    entry.add_fact("programs", text(record.get("DATA_SOURCE")))
    entry.add_fact("source_url", text(record.get("URL")))
    return entry


def _first_text(features: Sequence[Record], key: str) -> str:
    return next((value for feature in features if (value := text(feature.get(key)))), "")


def _kind(features: Sequence[Record]) -> Kind | None:
    record_type = _first_text(features, "RECORD_TYPE").upper()
    # Producers without ships (watchman) call them organizations; no company has a call sign.
    if record_type == "ORGANIZATION" and any(_first_text(features, key) for key in SHIP_KEYS[:2]):
        return Kind.VESSEL
    if record_type:
        return KINDS.get(record_type)
    if any(_first_text(features, key) for key in SHIP_KEYS):
        return Kind.VESSEL
    is_person = any(_first_text(features, key) for key in PERSON_KEYS)
    return Kind.PERSON if is_person else Kind.ORGANIZATION


def _names(features: Sequence[Record]) -> Iterator[tuple[str, bool]]:
    """Yield each name and whether it is called primary."""
    for feature in features:
        is_primary = text(feature.get("NAME_TYPE")).upper() == "PRIMARY"
        for key, value in feature.items():
            # Keys may begin with a usage: `ALIAS_NAME_ORG`.
            if key.endswith(("NAME_ORG", "NAME_FULL")) and text(value):
                yield text(value), is_primary or key.startswith("PRIMARY")
        last, *given = (text(feature.get(part)) for part in NAME_PARTS)
        parts = (last, " ".join(part for part in given if part))
        if any(parts):
            yield ", ".join(part for part in parts if part), is_primary


def _add_feature(entry: ListEntry, feature: Record) -> None:
    if text(feature.get("IMO_NUMBER")):
        entry.add_imo(text(feature["IMO_NUMBER"]))
    for key, scheme in SCHEMES.items():
        value = text(feature.get(key))
        if value and scheme == Scheme.OTHER:
            entry.add_identifier(scheme, f"{text(feature.get('OTHER_ID_TYPE')) or key} {value}")
        elif value:
            entry.add_identifier(scheme, value)
    for key in COUNTRIES:
        for value in texts(feature.get(key)):
            entry.add_fact("flag" if entry.kind == Kind.VESSEL else "countries", value)
    entry.add_fact("birth_date", text(feature.get("DATE_OF_BIRTH")))
    if text(feature.get("TOPIC")):
        entry.add_fact("remarks", f"Risk: {text(feature['TOPIC'])}")
    parts = (text(value) for key, value in feature.items() if key.startswith("ADDR_"))
    address = ", ".join(filter(None, parts))
    entry.add_fact("remarks", f"Address: {address}" if address else "")


def _add_links(entries: dict[str, ListEntry], record: Record) -> None:
    own = entries[text(record.get("RECORD_ID"))]
    for feature in _features(record):
        role, other = text(feature.get("REL_POINTER_ROLE")), text(feature.get("REL_POINTER_KEY"))
        if other in entries:
            relation = relation_of(role, Relation.LINKED_TO)
            entries[other].add_link(relation, own.name)
        elif other:
            own.add_fact("remarks", f"{role or 'Linked'}: {other}")


READER: Final = Reader(
    id="senzing",
    version="1",
    publisher="Senzing",
    recognises=_recognises,
    read_all=each_file(_read_file),
)
