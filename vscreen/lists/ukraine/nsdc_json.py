"""Ukraine's state sanctions register as JSON: the answers of its interface, saved as files.

``/subjects?subjectType=individual`` (or ``legal``) is an array of subjects with a stable ``sid``;
``/subjects/{sid}/actions`` an array of decrees, which names no subject: its file's name must hold
the sid. What a subject is, its file does not say either, so its name must (``individual``,
``legal``), or the numbers in it. Only ``active`` subjects are in force. Names read ``UA (RU, EN)``.
No ships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from vscreen.files.dates import as_iso
from vscreen.files.json import Record, parse_json, records, text, texts
from vscreen.files.source import Source
from vscreen.lists.reader import Contents, Reader, by_keys
from vscreen.lists.reading import LATIN, ListEntry
from vscreen.lists.split_names import split_names
from vscreen.lists.ukraine.nsdc import LIST
from vscreen.schema import Kind, NameKind, Scheme

SUBJECTS: Final = (b'"sid"', b'"name"', b'"status"')
ACTIONS: Final = (b'"aid"', b'"decree"')
ACTIVE: Final = "active"
STATUSES: Final = (ACTIVE, "expired", "excluded", "")
KINDS: Final = {"individual": Kind.PERSON, "legal": Kind.ORGANIZATION}
BRACKETED: Final = re.compile(r"([^()]+?)\s*\((.+)\)", re.DOTALL)
DIGITS: Final = re.compile(r"\d+")


def _read_all(sources: Sequence[Source]) -> list[Contents]:
    """Return one list of all files: the subjects, and the decrees that belong to them.

    Refused if a file is not whole JSON, a subject has no sid or no name, a sid comes twice, nobody
    can say what the subjects are, or decrees have no subject beside them. Empty if no subject is
    active.
    """
    documents = [(source, records(parse_json(source))) for source in sources]
    subjects = [(source, found) for source, found in documents if not _is_actions(source)]
    entries: dict[str, ListEntry] = {}
    statuses: Counter[str] = Counter()
    every: set[str] = set()
    for source, found in subjects:
        kind = _kind(source, found)
        for record in found:
            entry = _entry(source, kind, record)
            if entry.key in every:
                raise source.refuse(f"the sid {entry.key} stands in it twice")
            every.add(entry.key)
            status = text(record.get("status"))
            statuses[status] += status != ACTIVE
            if status == ACTIVE:
                entries[entry.key] = entry
    for source, found in documents:
        if _is_actions(source):
            _add_decrees(source, found, entries, every)
    first = sources[0]
    counted = ", ".join(
        f"{count:,} {status!r}" for status, count in sorted(statuses.items()) if count
    )
    return [
        Contents(
            entries=list(entries.values()),
            sources=sources,
            warnings=[f"{first.path}: left out what is not {ACTIVE}: {counted}"] if counted else (),
        )
    ]


def _is_actions(source: Source) -> bool:
    return all(one in source.head for one in ACTIONS)


def _kind(source: Source, found: Sequence[Record]) -> Kind:
    named = [kind for word, kind in KINDS.items() if word in source.path.name.lower()]
    schemes = [
        text(one.get("id")) for record in found for one in records(record.get("identifiers"))
    ]
    seen = {
        Kind.PERSON: any(one.startswith("doc:") for one in schemes),
        Kind.ORGANIZATION: any(one.startswith("reg:") for one in schemes),
    }
    likely = [kind for kind, is_seen in seen.items() if is_seen]
    for kinds in (named, likely):
        if len(kinds) == 1:
            return kinds[0]
    raise source.refuse(
        "it does not say whether its subjects are persons or organizations",
        "name it subjects-individual.json or subjects-legal.json",
    )


def _entry(source: Source, kind: Kind, record: Record) -> ListEntry:
    key, name = text(record.get("sid")), " ".join(text(record.get("name")).split())
    status = text(record.get("status"))
    if not key or not name or status not in STATUSES or "status" not in record:
        raise source.refuse(
            f"a subject has the sid {key!r}, the name {name!r} and the status {status!r}"
        )
    aliases = [one for value in texts(record.get("aliases")) for one in split_names(value, ";")]
    primary, inside = _split(name, aliases)
    entry = ListEntry(key, kind, primary)
    for alias in (*aliases, *inside, text(record.get("translit"))):
        entry.add_name(alias, NameKind.STRONG_ALIAS)
    for country in texts(record.get("citizenships")):
        entry.add_fact("countries", country)
    born = as_iso(text(record.get("bd")))
    entry.add_fact("birth_date" if kind == Kind.PERSON else "remarks", born)
    for one in records(record.get("identifiers")):
        _add_number(entry, one)
    for one in records(record.get("attributes")):
        entry.add_fact("remarks", f"{text(one.get('key'))}: {text(one.get('value'))}")
    return entry


def _split(name: str, aliases: Sequence[str]) -> tuple[str, list[str]]:
    """Return the Ukrainian name and those in brackets behind it, if they are names."""
    found = BRACKETED.fullmatch(name)
    if not found:
        return name, []
    parts = split_names(found.group(2), ",;")
    # `(Російська Федерація)` is no name: only Latin ones, or those known as aliases, are.
    names = [part for part in parts if part in aliases or LATIN.search(part)]
    return (found.group(1), names) if names else (name, [found.group(1)])


def _add_number(entry: ListEntry, one: Record) -> None:
    label = text(one.get("id"))
    scheme = {"tax": Scheme.TAX, "reg": Scheme.REGISTRATION}.get(label.partition(":")[0])
    for code in split_names(text(one.get("code")), ";"):
        note = " ".join(part for part in (label, code, text(one.get("note"))) if part)
        entry.add_identifier(scheme or Scheme.OTHER, code if scheme else note)


def _add_decrees(
    source: Source, found: Sequence[Record], entries: dict[str, ListEntry], every: set[str]
) -> None:
    keys = [key for key in DIGITS.findall(source.path.name) if key in every]
    if len(keys) != 1:
        raise source.refuse(
            "these decrees name no subject, and the file's name no sid that is beside them",
            "name it subjects-<sid>-actions.json and put it beside the subjects",
        )
    entry = entries.get(keys[0])
    if entry is None:
        return
    dates = []
    for action in found:
        decree: Any = next(iter(records(action.get("decree"))), {})
        entry.add_fact("programs", text(decree.get("number")))
        entry.add_fact("source_url", text(decree.get("link")))
        dates += [as_iso(text(decree.get("date")))] if text(decree.get("date")) else []
        parts = [text(decree.get("number")), text(action.get("term")), text(action.get("endDate"))]
        entry.add_fact("legal_basis", ", ".join(part for part in parts if part))
        for one in records(action.get("restrictions")):
            entry.add_fact("remarks", text(one.get("restriction")))
    entry.add_fact("listed_on", min(dates, default=""))


READER: Final = Reader(
    id="nsdc_json",
    version="1",
    publisher="Ukraine",
    recognises=by_keys(b"[", SUBJECTS, ACTIONS),
    read_all=_read_all,
    list_id=LIST,
    verified=False,
)
