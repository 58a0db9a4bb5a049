"""The words of headings in many languages, and how a heading is split into them.

Rows of ``heading_words.csv`` that stand first count first. ``*`` at the end of a word stands for
its inflections. Words written as one (``shipname``, ``收货人名称``) are told apart where all are
known, and a role with one wrong letter (``NORTIFY``) is that role.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, product
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vscreen.data import read_table

LONGEST: Final = 200
"""Letters of a heading that are read; a cell of megabytes is none."""

_HEAD_FIRST = frozenset(("es", "pt", "fr", "it", "pl", "ru", "uk", "ar", "id", "vi"))
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\s?([/&.])\s?([^\W\d_])(?![^\W_])")
_JOINTS = re.compile(r"[/&+,|]")
_PARTS = re.compile(r"[^\W_]+")
_EASTERN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々〇]+|\d+)")
_FOLDED = str.maketrans("ıłøđæœةى", "ilodaeهي")
_ARTICLE = re.compile(r"\bال(?=\w\w)")
_SHORTEST = 3  # letters of a Latin word that may be written as one with others
_SHORT_PIECES = frozenset(("nm", "no", "nr", "id", "cd"))
_INFLECTION = 5  # letters that an ending adds at most
_LONG_NAME = re.compile(r"[a-z]{6,}")
_TYPO_FROM = 7  # letters of a word in which one wrong letter leaves no doubt
_CONSONANTS_FROM = 4  # consonants that leave no doubt of which word the vowels were left out
_VOWELS = re.compile("[aeiouy]")


class Word(NamedTuple):
    """A word or phrase of a heading, and what it means there."""

    kind: str
    means: str = ""
    head_first: bool = False


UNKNOWN: Final = Word("unknown")
"""What nobody knows."""


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
    forms = [_forms(token) for token in tokens[at : at + lexicon.longest]]
    for length in range(len(forms), 0, -1):
        for phrase in map(" ".join, product(*forms[:length])):
            word = lexicon.words.get(phrase)
            if word or (length > 1 and (word := lexicon.words.get(phrase.removesuffix("s")))):
                return word, length
    return None, 1


def _forms(token: str) -> list[str]:
    """Return a token, and the stems that it may be an inflection of, as they stand in the table."""
    stems, shortest = _lexicon().stems, max(2, len(token) - _INFLECTION)
    ends = range(len(token), shortest - 1, -1)
    return [token, *(f"{token[:end]}*" for end in ends if token[:end] in stems)]


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
    if word := _singular(token) or _slip(token) or _without_vowels(token):
        return [word]
    return [UNKNOWN]


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
    alike = _lexicon().role_names.get(token[0], ())
    best = process.extractOne(token, alike, scorer=OSA.distance, score_cutoff=1)
    return _lexicon().words[best[0]] if best else None


def _without_vowels(token: str) -> Word | None:
    """Return the role whose name the token is with vowels left out: ``CONSGN``, ``CHARTRR``."""
    consonants = _consonants(token)
    if len(consonants) < _CONSONANTS_FROM:
        return None
    full = [
        name
        for name in _lexicon().role_names.get(token[0], ())
        if _consonants(name) == consonants
        and _leaves_out(token, name)
        and not name.startswith(token)
    ]
    meanings = {_lexicon().words[name] for name in full}
    return meanings.pop() if len(meanings) == 1 else None


def _leaves_out(short: str, word: str) -> bool:
    """Whether a text is a word with letters left out."""
    letters = iter(word)
    return all(letter in letters for letter in short)


def _consonants(word: str) -> str:
    """Return the first letter and the consonants of a word, double ones once."""
    letters = word[0] + _VOWELS.sub("", word[1:])
    return "".join(letter for letter, _ in groupby(letters))


def _pieces(token: str) -> list[Word]:
    """Return the words that are written as one: ``shipname``, ``收货人名称``; or nothing."""
    eastern = bool(_EASTERN.fullmatch(token))
    words, size = _lexicon().words, len(token)
    if not eastern and not any(token[:end] in words for end in range(_SHORTEST, size)):
        return []
    best: list[tuple[int, int, tuple[Word, ...]]] = [(0, 0, ())]
    for end in range(1, size + 1):
        options = [
            (unknown, count + 1, (*pieces, word))
            for start in range(max(0, end - 24), end)
            for unknown, count, pieces in (best[start],)
            if (word := words.get(token[start:end])) and _may_join(token[start:end], end == size)
        ]
        unknown, count, pieces = best[end - 1]
        options.append((unknown + 1, count + (pieces[-1:] != (UNKNOWN,)), _and_unknown(pieces)))
        best.append(min(options, key=lambda option: option[:2]))
    unknown, count, found = best[size]
    if eastern:
        return list(found) if unknown < size else []
    return list(found) if not unknown and 1 < count <= 4 else []


def _and_unknown(pieces: tuple[Word, ...]) -> tuple[Word, ...]:
    return pieces if pieces[-1:] == (UNKNOWN,) else (*pieces, UNKNOWN)


def _may_join(piece: str, last: bool) -> bool:
    if _EASTERN.fullmatch(piece):
        return True
    return " " not in piece and (len(piece) >= _SHORTEST or (last and piece in _SHORT_PIECES))


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
    stems: frozenset[str]
    role_names: dict[str, list[str]]
    longest: int


@lru_cache(maxsize=1)  # a constant of the package, read when first needed
def _lexicon() -> _Lexicon:
    words: dict[str, Word] = {}
    for row in read_table("heading_words.csv"):  # of two meanings, the first one counts
        word = Word(row["kind"], row["means"], row["language"] in _HEAD_FIRST)
        for entry in row["words"].split(";"):
            phrase = " ".join(_fold(token) for token in entry.split())
            words.setdefault(phrase, word)
            words.setdefault(phrase.replace("*", ""), word)
    stems = {token[:-1] for phrase in words for token in phrase.split() if token.endswith("*")}
    names: dict[str, list[str]] = {}
    for phrase, word in words.items():
        if word.kind == "role" and _LONG_NAME.fullmatch(phrase):
            names.setdefault(phrase[0], []).append(phrase)
    longest = max(phrase.count(" ") + 1 for phrase in words)
    return _Lexicon(words, frozenset(stems), names, longest)
