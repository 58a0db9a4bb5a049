"""Two names in one: ``SIBERIAN AIRLINES D/B/A S7 AIRLINES``, ``Kavya (formerly Hana)``.

What is printed stays a name of the entry, and its parts become names, too. A word such as ``aka``
parts names only where nothing else can be meant, for ships and firms are called so as well.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.identifiers.countries import country_code
from vscreen.lists.reading import ListEntry
from vscreen.lists.split_names import is_legal_form, name_words, split_names
from vscreen.schema import Kind, NameKind

_MARK: Final = re.compile(
    rf"""(?P<open>[(\[（])?\s*(?P<mark>
        # Wherever they stand:
        (?P<phrase>\b(?:also|better|formerly|previously|now)\s+known\s+as\b
          | \b(?:also|formerly|previously)\s+(?:listed|named|called)(?:\s+as)?\b)
      | (?P<initials>(?<![^\W_])(?:[afn]\s?[./]\s?k|d\s?[./]\s?b)\s?[./]\s?a(?![^\W_])\.?)
        # Between two names:
      | (?P<between>\b(?:also\s+)?(?:doing\s+business|trading|trades|operating)\s+as\b
          | (?<![^\W_])t/a(?![^\W_])
          | \b(?:formerly|previously)\b(?!\s+(?:at|by|for|from|in|of|the|under|with)\b))
        # In brackets, or where nothing else can be meant:
      | (?P<word>\b(?:aka|alias|dba|fka|nka|(?:ex|former|previous)[\s-]names?|ex(?=[\s.-]))\b\.?)
      | (?P<former>{name_words("former")})
      | (?P<also>{name_words("also")})
      | (?P<now>{name_words("now")})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
MARK_HINT: Final = r"(?i)[./] ?a|\bas\b|\b(?:aka|alias|dba|fka|nka|ex)\b|former|previous|[\[(（,;/]"
"""Cheap pattern that every name matches in which a mark is; it may match others."""
_HINT: Final = re.compile(MARK_HINT)
_FORMER: Final = ("f", "p", "ex")
_NOW: Final = "n"
_NAMES: Final = ("name", "names")
_SHORT: Final = 4
"""Letters of the longest word that parts names in brackets alone, for it may be of a name."""
_OPEN, _CLOSE = "([（", ")]）"


def names_within(name: str, kind: NameKind, *, person: bool = False) -> list[tuple[str, NameKind]]:
    """Return the names that are written as one, such as ``X D/B/A Y`` or ``X (formerly Y)``.

    A word is a mark only where it can't be part of a name: ``AKA SHIPPING``, ``T/A`` and ``EX
    LIBRIS TRADING`` are names, and ``(former minister)`` is none of a person.

    Parameters
    ----------
    name
        A name as printed.
    kind
        What it is to its entry. What is weak stays weak, whatever the mark says.
    person
        Whether it is a person's: then a word such as ``ex`` or ``formerly`` tells of an office.

    Returns
    -------
    list of tuple
        Each name with its kind; none if the name is a single one.

    Examples
    --------
    >>> for part, kind in names_within("Dux JSC (formerly known as Duks)", NameKind.PRIMARY):
    ...     print(part, kind)
    Dux JSC strong_alias
    Duks former
    >>> names_within("AKA SHIPPING", NameKind.PRIMARY)
    []
    """
    marks = [mark for mark in _MARK.finditer(name) if _parts_names(name, mark, person=person)]
    if not marks:
        return []
    head, upto, found = "", 0, []
    for mark, after in zip(marks, [*(mark.start() for mark in marks[1:]), len(name)], strict=True):
        end = min(_closing(name, mark.end()), after) if mark["open"] else after
        head += name[upto : mark.start()]
        rest = _without_brackets(name[end + 1 : after]) if mark["open"] else ""
        tails = _tails(name[mark.end() : end], apart=bool(mark["open"]))
        found += [(f"{tail} {rest}".strip(), _kind_of(mark, kind)) for tail in tails]
        upto = end + 1 if mark["open"] else end
    said = _head_kind(marks[0], kind, alone=not found)
    return [
        (part, of) for part, of in [(_tidy(head + name[upto:]), said), *found] if _letters(part)
    ]


def _parts_names(name: str, mark: re.Match[str], *, person: bool) -> bool:
    """Whether a mark parts two names and is not itself of a name."""
    head, tail = name[: mark.start()], name[mark.end() :]
    both, either = _letters(head) and _letters(tail), _letters(head) or _letters(tail)
    if mark["phrase"]:
        return either
    if mark["initials"]:
        return _letters(head) if mark["open"] else both
    plain = mark["mark"].casefold()
    if (person and not _says_also(mark)) or not _letters(head):
        return False  # of a person it tells of an office
    if mark["between"]:
        return both
    if mark["open"]:
        return both or plain.endswith(_NAMES)
    apart = both and head.rstrip()[-1:] in {",", ";", "/"}
    if not mark["word"]:
        return apart and len(plain) > _SHORT
    stands = both and not plain.endswith(_NAMES)
    return apart or (stands and _stands_apart(head, mark["mark"], tail, person=person))


def _says_also(mark: re.Match[str]) -> bool:
    """Whether a mark says that both names are of today."""
    return bool(mark["also"]) or mark["mark"].casefold().startswith(("aka", "alias", "dba"))


def _stands_apart(head: str, mark: str, tail: str, *, person: bool) -> bool:
    """Whether a bare ``aka`` or ``ex`` is in small letters between capitals, or amid long names."""
    long = len(head.split()) > 1 and len(tail.split()) > 1
    small = mark.islower() and head.split()[-1][:1].isupper() and tail.lstrip()[:1].isupper()
    return (small and not person) or (long and not mark.casefold().startswith(("alias", "ex")))


def _closing(name: str, start: int) -> int:
    """Return where the bracket closes that is open at ``start``; the end if it never does."""
    depth = 1
    for position in range(start, len(name)):
        depth += (name[position] in _OPEN) - (name[position] in _CLOSE)
        if not depth:
            return position
    return len(name)


def _tails(text: str, *, apart: bool) -> list[str]:
    """Return the names behind a mark; commas part them only within brackets."""
    text = text.strip().lstrip(" ,.:;-")
    pieces = split_names(text, ";")
    if not apart:
        return [_tidy(piece) for piece in pieces]
    parts = [part for piece in pieces for part in _listed(piece)]
    return [_tidy(part) for part in parts]


def _listed(text: str) -> list[str]:
    """Return the names between commas, if each has several words and none is a country."""
    parts = split_names(text, ",")
    if not all(len(part.split()) > 1 and not country_code(part) for part in parts):
        parts = [text]
    return [name for part in parts for name in _joined_by_and(part)]


def _joined_by_and(text: str) -> list[str]:
    """Return the names on both sides of an ``and`` behind which a legal form begins the second."""
    for word in re.finditer(r"\sand\s", text):
        words = text[word.end() :].split()
        if any(is_legal_form(" ".join(words[:size])) for size in range(1, min(len(words), 5))):
            return [text[: word.start()], *_joined_by_and(text[word.end() :])]
    return [text]


def _without_brackets(text: str) -> str:
    return " ".join(re.sub(r"[(\[（][^)\]）]*[)\]）]", " ", text).split()).strip(" ,;:")


def _tidy(text: str) -> str:
    tidy = " ".join(text.split()).strip(" ,;:：/-–")
    # A bracket that holds several marks closes behind the last of their names.
    return tidy if tidy.count(")") <= tidy.count("(") else tidy.rstrip(") ")


def _letters(text: str) -> bool:
    return sum(map(str.isalnum, text)) > 1


def _kind_of(mark: re.Match[str], kind: NameKind) -> NameKind:
    if kind == NameKind.WEAK_ALIAS:
        return kind
    former = _is_outdated(mark, "former", _FORMER) or kind == NameKind.FORMER
    return NameKind.FORMER if former else NameKind.STRONG_ALIAS


def _is_outdated(mark: re.Match[str], word: str, starts: str | tuple[str, ...]) -> bool:
    """Whether a mark is a word of this meaning, or an English one that begins so."""
    listed = mark["former"] or mark["also"] or mark["now"]
    return bool(mark[word]) if listed else mark["mark"].casefold().startswith(starts)


def _head_kind(mark: re.Match[str], kind: NameKind, *, alone: bool) -> NameKind:
    """Return what the name before a mark is; behind ``n/k/a`` stands the one of today."""
    is_former = alone and _is_outdated(mark, "former", _FORMER)
    outdated = is_former or _is_outdated(mark, "now", _NOW)
    if outdated and kind != NameKind.WEAK_ALIAS:
        return NameKind.FORMER
    return NameKind.STRONG_ALIAS if kind in {NameKind.PRIMARY, NameKind.NATIVE} else kind


def note_names_within(entry: ListEntry) -> None:
    """Add to an entry the names that are written as one in its names.

    Examples
    --------
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "SIBERIAN AIRLINES D/B/A S7 AIRLINES")
    >>> note_names_within(firm)
    >>> list(firm.names)
    ['SIBERIAN AIRLINES', 'S7 AIRLINES']
    """
    person = entry.kind == Kind.PERSON
    named = [(entry.name, NameKind.PRIMARY), *entry.names.items()]
    # Of hundreds of names of a person mostly one made somebody look here.
    for name, kind in ((name, kind) for name, kind in named if _HINT.search(name)):
        for part, of in names_within(name, kind, person=person):
            entry.add_name(part, of)
