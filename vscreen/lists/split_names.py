"""Several names in a cell, misspelt words, and entries that publishers give no key."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import OSA

from vscreen.data import read_table
from vscreen.lists.reading import ListEntry
from vscreen.text.lexicon import other_name_words

LEGAL_FORMS: Final = {row["phrase"].replace(" ", "") for row in read_table("legal_forms.csv")}
TELLS: Final = ("former", "also", "now")
"""What a word before another name tells of it."""
UNSPACED: Final = re.compile(r"[\u3040-\u9fff]")
LANGUAGE: Final = re.compile(
    r"\s*(?:\bin\s+)?(?:arabic|belaruss?ian|burmese|chinese|farsi|hebrew|korean|persian|russian|spanish|"
    r"ukrainian)\s*:\s*",
    re.IGNORECASE,
)
# Between two spellings stands `or`, or a slash with a blank beside it.
OR: Final = re.compile(r"\s+or\s+|\s+/\s*|\s*/\s+", re.IGNORECASE)


def name_words(*tells: str) -> str:
    """Return a pattern of the words that stand before another name of a subject, longest first.

    Letters with accents are as those without, as the table has them.

    Parameters
    ----------
    tells
        What the words tell: some of `TELLS`.

    Examples
    --------
    >>> re.search(name_words("former"), "Heron (früher Reiher)", re.IGNORECASE)[0]
    'früher'
    """
    words = sorted((word for each in tells for word in other_name_words(each)), key=len)[::-1]
    spaced = "|".join(_as_pattern(word) for word in words if not UNSPACED.search(word))
    unspaced = "|".join(word for word in words if UNSPACED.search(word))
    return rf"(?<!\w)(?:{spaced})\.?(?!\w)" + (f"|{unspaced}" if unspaced else "")


def _as_pattern(word: str) -> str:
    return "".join(map(_letter, word))


def _letter(letter: str) -> str:
    accented = _accented().get(letter, "")
    return f"[{letter}{accented}]" if accented else {" ": r"\s+"}.get(letter, re.escape(letter))


@cache
def _accented() -> dict[str, str]:
    """Return the Latin letters with accents of each letter without one, in capitals."""
    forms: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, range(0xC0, 0x250)):
        forms[anyascii(letter).upper()] += letter
    return dict(forms)


def split_names(cell: str, separators: str = ";,") -> list[str]:
    """Return the names of a cell without a fixed format.

    A separator inside brackets is part of a name, and so is a comma before a legal form. The
    language of a name, printed before it, is left out. A line break counts as a blank.

    Parameters
    ----------
    cell
        The cell as printed.
    separators
        The characters that stand between names.

    Examples
    --------
    >>> split_names("AZSCO, Azia Shipping Co., Ltd; Russian: ООО Азия (АЗИЯ, ООО)")
    ['AZSCO', 'Azia Shipping Co., Ltd', 'ООО Азия (АЗИЯ, ООО)']
    """
    text = LANGUAGE.sub(";", " ".join(cell.split()))
    names: list[str] = []
    for mark, piece in _pieces(text, separators + ";"):
        if names and mark == "," and is_legal_form(piece):
            names[-1] += f", {piece}"
        elif names and mark == "," and is_legal_form(names[-1]):
            names[-1] += f" {piece}"
        elif piece:
            names.append(piece)
    return list(dict.fromkeys(names))


def split_spellings(name: str, *, person: bool) -> list[str]:
    """Return the spellings of a name, between which stands ``or`` or a slash with a blank.

    A slash inside a word is part of it. A name whose parts are no whole names, such as a
    person's ``Aleksandr or Alexander Korol``, stays whole.

    Examples
    --------
    >>> split_spellings("Mosgorsud or Moscow City Court", person=False)
    ['Mosgorsud', 'Moscow City Court']
    >>> split_spellings("Aleksandr or Alexander Korol", person=True)
    ['Aleksandr or Alexander Korol']
    """
    parts = [part.strip() for part in OR.split(name)]
    alone = (" " in part or not person for part in parts)
    if all(alone) and not any(is_legal_form(part) for part in parts):
        return parts
    return [name]


def _pieces(text: str, separators: str) -> Iterable[tuple[str, str]]:
    """Yield each piece with the separator before it; inside brackets nothing separates."""
    depth, start, mark = 0, 0, ""
    for position, letter in enumerate(text):
        depth = max(0, depth + (letter in "(（") - (letter in ")）"))
        if letter in separators and not depth:
            yield mark, text[start:position].strip()
            start, mark = position + 1, letter
    # A bracket that never closes holds nothing together.
    rest = text[start:]
    if depth and any(mark in rest for mark in separators):
        pieces = re.split(f"[{re.escape(separators)}]", rest)
        yield from ((mark, piece.strip()) for piece in pieces)
    else:
        yield mark, rest.strip()


def is_legal_form(piece: str) -> bool:
    """Return whether a text is a legal form and nothing else.

    Examples
    --------
    >>> is_legal_form("L.L.C."), is_legal_form("Heron LLC")
    (True, False)
    """
    return re.sub(r"[^A-Z]", "", anyascii(piece).upper()) in LEGAL_FORMS


def misspelt(word: str, known: Iterable[str]) -> str:
    """Return the known word that differs from a word by one or two letters, or ``""``.

    A word near to a known one is damage; a word far from all of them is something new.

    Examples
    --------
    >>> misspelt("Vesdel", ("Person", "Vessel")), misspelt("CryptoWallet", ("Vessel",))
    ('Vessel', '')
    """
    near = (other for other in known if 0 < OSA.distance(word, other, score_cutoff=2) <= 2)
    return next(near, "")


def with_unique_keys(entries: Iterable[ListEntry]) -> list[ListEntry]:
    """Return entries with distinct keys, where the publisher's keys are not distinct.

    Entries that agree in key, kind, name and numbers are joined. If others have the same key, a
    hash of these is added to each key, so that no key depends on the order of the file.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> entries = [ListEntry(key, Kind.PERSON, name) for key, name in ("1A", "1B", "2C")]
    >>> [entry.key for entry in with_unique_keys(entries)]
    ['1-b8e9c1d3', '1-67b2f75c', '2']
    """
    entries = list(entries)
    given = Counter(entry.key for entry in entries)
    distinct: dict[tuple[str, str], ListEntry] = {}
    for entry in entries:
        what = entry.key, _hash(entry) if given[entry.key] > 1 else ""
        known = distinct.setdefault(what, entry)
        if known is not entry:
            _join(known, entry)
    kept = Counter(key for key, _ in distinct)
    for (key, hashed), entry in distinct.items():
        entry.key = f"{key}-{hashed}" if kept[key] > 1 else key
    return list(distinct.values())


def _hash(entry: ListEntry) -> str:
    numbers = sorted(f"{scheme}{value}" for scheme, value in entry.identifiers)
    text = "\n".join((entry.kind, entry.name, *numbers))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _join(known: ListEntry, other: ListEntry) -> None:
    known.records += other.records
    for name, kind in other.names.items():
        known.add_name(name, kind)
    known.identifiers = {**other.identifiers, **known.identifiers}
    for link, keys in other.links.items():
        for key in keys or [""]:
            known.add_link(*link, key=key)
    for column, values in other.facts.items():
        for value in values:
            if column == "listed_on":
                known.add_listing_date(value)
            else:
                known.add_fact(column, value)
