"""What a heading says: its words, and the field that they make together.

A heading is read like a short sentence. Some words name a role (vessel, shipper, notify party),
some tell what of it stands in the column (name, IMO number, flag, address), some change nothing
(legal, full, original format, EN) and some tell that it is something else (phone, date, code,
status). So
``IMPORTER_NAME_EN``, ``Shipper (Original Format)``, ``VSL_NM`` and ``Gemi Adı`` are understood
although nobody wrote them down, and ``Shipper Phone`` is no shipper. The words stand, by language,
in ``data/heading_words.csv``; ``*`` at the end of one stands for its inflections.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vscreen.data import read_table
from vscreen.schema import PARTY_FIELDS

LONGEST: Final = 200
"""Letters of a heading that are read; a cell of megabytes is none."""

_HEAD_FIRST = frozenset(("es", "pt", "fr", "it", "pl", "ru", "uk", "ar", "id", "vi"))
_SHIP_THINGS = frozenset(
    ("mmsi", "eni", "call_sign", "flag", "gross_tonnage", "build_year", "vessel_type")
)
_SHOW_SHIPS = _SHIP_THINGS | {"ship", "voyage"}
_OF_A_SHIP = _SHIP_THINGS | {"imo", "type"}
_NUMBERED = frozenset(("imo", "mmsi", "eni", "call_sign", "flag", "vessel_type"))
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\s?([/&.])\s?([^\W\d_])(?![^\W_])")
_JOINTS = re.compile(r"[/&+,|]")
_PARTS = re.compile(r"[^\W_]+")
_EASTERN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々〇]+|\d+)")
_FOLDED = str.maketrans("ıłøđæœةى", "ilodaeهي")
_ARTICLE = re.compile(r"\bال(?=\w\w)")
_SHORT_PIECES = frozenset(("nm", "no", "nr", "id", "cd"))
_INFLECTION = 5  # letters that an ending adds at most
_LONG_NAME = re.compile(r"[a-z]{6,}")
_TYPO_FROM = 7  # letters of a word in which one wrong letter leaves no doubt


class Word(NamedTuple):
    """A word or phrase of a heading, and what it means there."""

    kind: str
    means: str = ""
    head_first: bool = False


_UNKNOWN: Final = Word("unknown")


@dataclass(frozen=True)
class Reading:
    """What a heading says."""

    field: str = ""
    """The field of a manifest it stands for, or "" for none."""
    state: str = "unknown"
    """``field``; ``open``: a role, and a word nobody knows; ``address`` and ``number`` of a role;
    ``other``: a known thing that is not screened; ``name``, ``type``: the bare word; ``former``:
    former names of whom the row is about; ``unknown``."""
    rank: int = 0
    """How much stands beside the words that are needed: the fewer, the plainer."""
    role: str = ""
    """The role it names; ``company`` where it only names a company."""
    of_ship: bool = False
    """Whether a table with such a column is about ships."""


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
    return replace(reading, of_ship=any(word.means in _SHOW_SHIPS for word in words))


# --- the sentence ---


def _craft_as_ship(words: Sequence[Word]) -> list[Word]:
    """Return the words with ``tanker`` read as a ship; alone, it says what cells of types say."""
    named = any(word.kind in ("thing", "role", "number", "voyage") for word in words)
    ship = [Word("role", "vessel")] if named else [Word("role", "vessel"), _UNKNOWN]
    return [part for word in words for part in (ship if word.kind == "craft" else [word])]


def _read(words: Sequence[Word]) -> Reading:
    rank = sum(word.kind in ("plain", "context") for word in words)
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
    for thing in (*order, "flag", "nationality", "country", "former_name"):
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
    if not roles:
        return "", named[-1].means, False
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


# --- its words ---


def words_of(heading: str) -> list[Word]:
    """Return the words and phrases of a heading; what nobody knows is of the kind ``unknown``.

    Examples
    --------
    >>> [word.means or word.kind for word in words_of("vesselName_1")]
    ['vessel', 'name', 'count']
    """
    tokens = list(_tokens(heading))
    found: list[Word] = []
    at = 0
    while at < len(tokens):
        word, length = _longest(tokens, at)
        found += [word] if word else _parts(tokens[at])
        at += length
    return _without_counts(found, tokens)


def _longest(tokens: Sequence[str], at: int) -> tuple[Word | None, int]:
    """Return the longest phrase that begins here, and how many tokens it has."""
    lexicon = _lexicon()
    for length in range(min(lexicon.longest, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + length])
        word = lexicon.words.get(phrase) or _patterned(phrase, length)
        if word or (length > 1 and (word := lexicon.words.get(phrase.removesuffix("s")))):
            return word, length
    return None, 1


def _patterned(phrase: str, length: int) -> Word | None:
    return next((w for p, w in _lexicon().patterns.get(length, ()) if p.fullmatch(phrase)), None)


def _without_counts(words: list[Word], tokens: Sequence[str]) -> list[Word]:
    """Return the words without a "no." that only counts: ``Notify Party No. 2``."""
    if len(words) > 1 and tokens[-1].isdigit() and words[-2].kind == "number":
        return words[:-2]
    return words


def _parts(token: str) -> list[Word]:
    """Return what a token that is no word is: a number, words written as one, or a slip."""
    if token.isdigit():
        return [Word("count" if len(token) <= 3 else "unknown")]
    if len(token) == 1 and token.isascii():
        return [Word("count")]
    if pieces := _pieces(token):
        return pieces
    if word := _singular(token) or _slip(token):
        return [word]
    return [Word("unknown")]


def _singular(token: str) -> Word | None:
    words = _lexicon().words
    for ending in ("s", "es", "n"):
        if len(token) > 4 and token.endswith(ending):
            word = words.get(token.removesuffix(ending))
            if word and word.kind in ("role", "thing", "other"):
                return word
    return None


def _slip(token: str) -> Word | None:
    """Return the role whose name the token misses by one letter: ``NORTIFY``."""
    if len(token) < _TYPO_FROM or not token.isascii():
        return None
    alike = [name for name in _lexicon().role_names if name[0] == token[0]]
    best = process.extractOne(token, alike, scorer=OSA.distance, score_cutoff=1)
    return _lexicon().words[best[0]] if best else None


def _pieces(token: str) -> list[Word]:
    """Return the words that are written as one: ``shipname``, ``收货人名称``; or nothing."""
    eastern = bool(_EASTERN.fullmatch(token))
    words, size = _lexicon().words, len(token)
    best: list[tuple[int, int, tuple[Word, ...]]] = [(0, 0, ())]
    for end in range(1, size + 1):
        options = [
            (unknown, count + 1, (*pieces, word))
            for start in range(max(0, end - 24), end)
            for unknown, count, pieces in (best[start],)
            if (word := words.get(token[start:end])) and _may_join(token[start:end], end == size)
        ]
        unknown, count, pieces = best[end - 1]
        options.append((unknown + 1, count + (pieces[-1:] != (_UNKNOWN,)), _and_unknown(pieces)))
        best.append(min(options, key=lambda option: option[:2]))
    unknown, count, found = best[size]
    if eastern:
        return list(found) if unknown < size else []
    return list(found) if not unknown and 1 < count <= 4 else []


def _and_unknown(pieces: tuple[Word, ...]) -> tuple[Word, ...]:
    return pieces if pieces[-1:] == (_UNKNOWN,) else (*pieces, _UNKNOWN)


def _may_join(piece: str, last: bool) -> bool:
    if _EASTERN.fullmatch(piece):
        return True
    return " " not in piece and (len(piece) >= 3 or (last and piece in _SHORT_PIECES))


def _tokens(heading: str) -> Iterator[str]:
    text = unicodedata.normalize("NFKC", heading[:LONGEST].replace("°", " "))
    text = _INITIALS.sub(lambda m: m[1] + ("AND" if m[2] == "&" else "") + m[3], text)
    text = _JOINTS.sub(" and ", text)
    for part in _PARTS.findall(_fold(_camel(text))):
        for piece in _EASTERN.split(part):
            if piece:
                yield piece


def _camel(text: str) -> str:
    """Put a blank where a capital begins a word: ``vesselIMONumber``."""
    out = []
    for at, letter in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if letter.isupper() and (before.islower() or (before.isupper() and after.islower())):
            out.append(" ")
        out.append(letter)
    return "".join(out)


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _ARTICLE.sub("", unicodedata.normalize("NFC", bare).translate(_FOLDED))


# --- the table ---


class _Lexicon(NamedTuple):
    words: dict[str, Word]
    patterns: dict[int, list[tuple[re.Pattern[str], Word]]]
    role_names: list[str]
    longest: int


@lru_cache(maxsize=1)  # a constant of the package, read when first needed
def _lexicon() -> _Lexicon:
    words: dict[str, Word] = {}
    patterns: dict[int, list[tuple[re.Pattern[str], Word]]] = {}
    for row in read_table("heading_words.csv"):  # of two meanings, the first one counts
        word = Word(row["kind"], row["means"], row["language"] in _HEAD_FIRST)
        for entry in row["words"].split(";"):
            tokens = [_fold(token) for token in entry.split()]
            if any(token.endswith("*") for token in tokens):
                pattern = re.compile(" ".join(map(_inflected, tokens)))
                patterns.setdefault(len(tokens), []).append((pattern, word))
            words.setdefault(" ".join(token.rstrip("*") for token in tokens), word)
    names = [n for n, word in words.items() if word.kind == "role" and _LONG_NAME.fullmatch(n)]
    return _Lexicon(words, patterns, names, max(name.count(" ") + 1 for name in words))


def _inflected(token: str) -> str:
    stem = re.escape(token.rstrip("*"))
    return rf"{stem}\w{{0,{_INFLECTION}}}" if token.endswith("*") else stem
