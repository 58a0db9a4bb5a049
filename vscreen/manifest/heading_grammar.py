"""What a heading says: its words, and the field that they make together.

A heading is read like a short sentence. Some words name a role (vessel, shipper, notify party),
some tell what of it stands in the column (name, IMO number, flag, address), some change nothing
(legal, full, original format, EN) and some tell that it is something else (phone, date, code,
status). So ``IMPORTER_NAME_EN``, ``Shipper (Original Format)``, ``VSL_NM`` and ``Gemi Adı`` are
understood although nobody wrote them down, and ``Shipper Phone`` is no shipper. The words are those
of `vscreen.data.heading_words`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from vscreen.data.heading_words import UNKNOWN, Word, words_of
from vscreen.schema import PARTY_FIELDS

_SHIP_THINGS = frozenset(
    ("mmsi", "eni", "call_sign", "flag", "gross_tonnage", "build_year", "vessel_type")
)
_SHOW_SHIPS = _SHIP_THINGS | {"ship", "voyage"}
_OF_A_SHIP = _SHIP_THINGS | {"imo", "type"}
_NUMBERED = frozenset(("imo", "mmsi", "eni", "call_sign", "flag", "vessel_type"))
_MOST_TELLING = (
    "type", "imo", "mmsi", "eni", "call_sign", "vessel_type", "gross_tonnage", "build_year", "flag",
    "birth_date", "nationality", "country", "former_name", "address", "name",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What a heading says."""

    field: str = ""
    """The field of a manifest it stands for, or "" for none."""
    state: str = "unknown"
    """``field``; ``open``: a role, and a word nobody knows; ``address`` and ``number`` of a role;
    ``other``: a known thing that is not screened; ``name``, ``type``: the bare word; ``former``:
    former names of whom the row is about; ``nationality`` of nobody knows whom; ``unknown``."""
    rank: int = 0
    """How much stands beside the words that are needed: the fewer, the plainer."""
    role: str = ""
    """The role it names; ``company`` where it only names a company."""
    of_ship: bool = False
    """Whether a table with such a column is about ships."""
    known: bool = True
    """Whether all of its words are known; else it may as well be a company's name in a cell."""


@lru_cache(maxsize=4096)
def read_heading(heading: str) -> Reading:
    """Return what a heading says.

    Examples
    --------
    >>> [read_heading(h).field for h in ("VSL_NM", "Shipper (Original Format)", "ISM Company IMO")]
    ['vessel', 'shipper', 'manager_imo']
    >>> [read_heading(h).state for h in ("Shipper Phone", "Shipper Zebra", "Zebra")]
    ['other', 'open', 'unknown']
    """
    words = words_of(heading)
    reading = _read(_craft_as_ship(words))
    of_ship = any(word.means in _SHOW_SHIPS for word in words)
    known = all(word.kind not in ("unknown", "other") for word in words)
    return replace(reading, of_ship=of_ship, known=known)


# --- the sentence ---


def _craft_as_ship(words: Sequence[Word]) -> list[Word]:
    """Return the words with ``tanker`` read as a ship; alone, it says what cells of types say."""
    named = any(word.kind in ("thing", "role", "generic", "number", "voyage") for word in words)
    ship = [Word("role", "vessel")] if named else [Word("role", "vessel"), UNKNOWN]
    return [part for word in words for part in (ship if word.kind == "craft" else [word])]


def _read(words: Sequence[Word]) -> Reading:
    rank = sum(word.kind in ("plain", "context") for word in words)
    words = (
        [UNKNOWN if word.kind == "other" else word for word in words] if _leads(words) else words
    )
    kinds = {word.kind for word in words}
    things = {word.means for word in words if word.kind == "thing"}
    for kind in ("fixed", "text"):
        if kind in kinds and "other" not in kinds:
            return Reading(next(w.means for w in words if w.kind == kind), "field", rank)
    block = "joint" in kinds and "name" in things
    if "other" in kinds and not block:
        return Reading("", "other", rank)
    role, generic, elsewhere = _role(words, first=block)
    if elsewhere:
        return Reading("", "other", rank)
    if role == "vessel" and "voyage" in kinds:
        return _with_voyage(words, rank)
    if role == "vessel" and _joined(words, _OF_A_SHIP):
        return Reading("free_text", "field", rank, role)
    if "voyage" in kinds and not role:
        return Reading("", "other", rank)
    thing = _thing(things, role, block=block or _joined(words, frozenset(("address",))))
    if "number" in kinds and thing not in _NUMBERED and not block:
        return Reading("", "number" if role or generic else "other", rank, role)
    unknown = "unknown" in kinds and not (role == "party" and _any_kind(words))
    return _field(thing, role or generic, rank, unknown=unknown)


def _field(thing: str, role: str, rank: int, *, unknown: bool) -> Reading:
    """Return the reading of one thing of one role."""
    named = "party" if role == "company" else role
    party = named in PARTY_FIELDS
    if thing in ("", "name") and role:
        return Reading("" if unknown else named, "open" if unknown else "field", rank, role)
    if unknown:
        return Reading("", "unknown", rank, role)
    if thing == "former_name":
        return Reading(named, "field" if role else "former", rank + 1, role)
    if thing == "imo":
        return Reading(f"{named}_imo" if party else "imo", "field", rank, role)
    if thing in ("birth_date", "nationality") and (party or not role):
        return _of_person(thing, named, rank, role)
    if thing in ("name", "type") and not role and not rank:
        return Reading("", thing, rank)
    if thing == "type" and role == "vessel":
        return Reading("vessel_type", "field", rank, role)
    if thing == "nationality" and role == "vessel":
        return Reading("flag", "field", rank, role)
    if thing in _SHIP_THINGS and not party:
        return Reading(thing, "field", rank, role)
    if thing == "address" and role == "notify_party":
        return Reading("", "address", rank, role)
    return Reading("", "other" if thing or role else "unknown", rank, role)


def _of_person(thing: str, named: str, rank: int, role: str) -> Reading:
    """Return the reading of a birth date or nationality; the table may say whose a bare one is."""
    if role:
        return Reading(f"{named}_{thing}", "field", rank, role)
    return Reading("party_birth_date", "field") if thing == "birth_date" else Reading("", thing)


def _thing(things: set[str], role: str, *, block: bool) -> str:
    """Return what of the role stands in the column: the most telling of the things."""
    if block:
        return "name"
    order = (
        "type",
        "imo",
        "mmsi",
        "eni",
        "call_sign",
        "vessel_type",
        "gross_tonnage",
        "build_year",
    )
    for thing in (*order, "birth_date", "flag", "nationality", "country", "former_name"):
        if thing in things:
            return thing
    if "address" in things:
        return "name" if role and "name" in things else "address"
    return "name" if "name" in things else ""


def _joined(words: Sequence[Word], things: frozenset[str]) -> bool:
    """Return whether a role and one of these things share the column: ``Consignee & Address``."""
    kinds = [word.means if word.kind == "thing" else word.kind for word in words]
    if "joint" not in kinds:
        return False
    before, after = set(kinds[: kinds.index("joint")]), set(kinds[kinds.index("joint") :])
    return "role" in before and not things & before and bool(things & after)


def _any_kind(words: Sequence[Word]) -> bool:
    """Return whether what nobody knows only tells which kind of party: ``Husbandry Agent``."""
    last = max((at for at, word in enumerate(words) if word.kind == "unknown"), default=-1)
    roles = [at for at, word in enumerate(words) if word.kind == "role"]
    return bool(roles) and last < roles[0] and not words[roles[0]].head_first


def _leads(words: Sequence[Word]) -> bool:
    """Return whether a role stands behind other things, as what they are of: ``Tax Agent``."""
    kinds = [word.kind for word in words if word.kind not in ("plain", "count", "unknown")]
    bound = any(word.kind == "link" or word.means == "where" or word.head_first for word in words)
    return kinds[-1:] == ["role"] and "other" in kinds and not bound


def _with_voyage(words: Sequence[Word], rank: int) -> Reading:
    kinds = [word.kind for word in words]
    if any(word.means == "id" for word in words):
        return Reading("", "other", rank, "vessel")
    if "joint" in kinds or kinds.index("voyage") > kinds.index("role"):
        return Reading("free_text", "field", rank, "vessel")
    return Reading("vessel", "field", rank + 1, "vessel")


def _role(words: Sequence[Word], *, first: bool) -> tuple[str, str, bool]:
    """Return the role, ``company`` if only a company is named, and whether it is elsewhere.

    ``Port Agent`` is an agent and ``Shipper Port`` is a port: the last noun decides. In languages
    that put the noun first, before an ``of``, and in a column of many things, the first one does.
    """
    part = next((p for p in _segments(words) if any(w.kind in _NOUNS for w in p)), ())
    nouns = [word for word in part if word.kind in _NOUNS]
    named = [word for word in nouns if word.kind != "context"]
    if not named:
        return "", "", bool(nouns)
    head = nouns[0] if first or any(word.head_first for word in named) else nouns[-1]
    if head.kind == "context":
        return "", "", True
    roles = [word.means for word in named if word.kind == "role"]
    if not roles or (head.kind == "generic" and {*roles} == {"vessel"}):
        return "", next(word.means for word in named[::-1] if word.kind == "generic"), False
    parties = {role for role in roles if role != "vessel"}
    joined = "vessel" in roles and parties and any(word.kind == "joint" for word in part)
    if joined and not any(word.kind == "thing" and word.means != "name" for word in words):
        return "free_text", "", False
    if not parties:
        return "vessel", "", False
    return (next(iter(parties)) if len(parties) == 1 else "party"), "", False


_NOUNS: Final = frozenset(("role", "generic", "context"))


def _segments(words: Sequence[Word]) -> list[list[Word]]:
    parts = groupby(words, key=lambda word: word.kind == "link")
    return [list(part) for is_link, part in parts if not is_link]
