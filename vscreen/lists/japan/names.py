"""Names in the cells of Japan's lists: two languages, several spellings, and words around them.

A cell may hold Japanese and Latin names on two lines, or the one in brackets behind the other;
several names that are lettered ``（a）``, or stand between ``;``; and labels: ``（別称、...）``,
``(f.k.a. ...)``, ``(original script: ...)``. A spelling of a part of a name is in brackets behind
that part: ``Sergei (Sergey) Boyarskii (Boyarsky)``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import product
from typing import Final

from vscreen.identifiers.countries import country_code
from vscreen.lists.split_names import split_names
from vscreen.schema import NameKind

NOTHING: Final = ("不明", "なし", "無し", "na", "-", "－", "―", "N/A")
JAPANESE: Final = re.compile(r"[\u3005\u3006\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
OPEN, CLOSE = "(（", ")）"
JAPANESE_COMMAS: Final = "、､，,"
PARTING_MARKS: Final = "、､"
"""Commas that are of no name in Latin letters."""
PARTING: Final = rf"[{JAPANESE_COMMAS}]|及び"
PARTED: Final = re.compile(rf"{JAPANESE.pattern}[^A-Za-z;；\n]*[;；]")
"""Japanese names between semicolons: there a ``及び`` is of a name."""
LISTED: Final = re.compile(r"[(（]\s*(?:別名|別称|旧称)\s*[、,]")
"""What opens a list in Japanese, ``（別称、A、B及びC）``."""
QUOTES: Final = ("“”", "”“", "””", "「」", '""')
SCRIPT: Final = re.compile(
    r"[(（]([^()（）]*?)\s*[:：]?\s*"
    r"(?:original\s+sc\w{0,3}pt|(?:previously listed as\W*)?in arabic)"
    r"\s*[:：]?\s*([^()（）]*)[)）]?",
    re.IGNORECASE,
)
LANGUAGE: Final = re.compile(
    r"[(（【][^()（）【】]{1,12}語[)）】]"
    r"|[(（](?:(?:previous|former)ly listed as|以前[^()（）]*)[)）]",
    re.IGNORECASE,
)
COUNTED: Final = re.compile(r"the following \w+ aliases\s*:?", re.IGNORECASE)
INVISIBLE: Final = re.compile(r"_x000D_|[\u200b-\u200f\u202a-\u202e\ufeff]")
FIRM: Final = re.compile(r"\W*\w{0,4}会社\W*")
"""A legal form alone, which is of the name beside it."""
# A label, with the bracket that opens before it and is closed behind the names.
LABEL: Final = re.compile(
    r"[(（]?\s*(?:"
    r"(?P<strong>(?<![A-Za-z])a\s?\.\s?k\s?\.\s?a\b\s?\.?|also known as|\baka\b(?=\s*[:：]))"
    r"|(?P<former>(?<![A-Za-z])f\s?\.\s?k\s?\.\s?a\b\s?\.?|formerly (?:known|listed) as"
    r"|(?<=[(（,、])\s*n[ée]e\b))\s*[:：,、.]?"
    r"|(?:^|(?<=[\n;；、､,])|[(（])\s*"
    r"(?:(?P<alias>別名|別称)|(?P<old>旧称|旧姓|旧名))[\d０-９]*\s*[)）、:：,]",
    re.IGNORECASE,
)
LETTER: Final = re.compile(
    r"[(（]\s*(?:[a-zａ-ｚ]|aa|bb|cc|dd|[ivx]{2,4}|[\d０-９]{1,2})\s*[)）]|[①-⑳]"
)
# What is said of a name behind it: birth, and the passport it stands in.
BESIDE: Final = re.compile(
    r",?\s+born\s+(?:(?:on|in)\s+)?\d[^()（）]*$|[,(（][^,(（]*\b(?:passport|identity)\b.*"
    r"|、\d{4}年.*(?:生まれ|出生).*|[(（][^()（）]*(?:生まれ|出生|生)[)）]|[、(（]?[^、(（]*旅券番号.*",
    re.IGNORECASE,
)
# What a bracket in the other language says of a name, instead of spelling it.
REMARK: Final = re.compile(r"[語年生男女]|発行|時点|名義|自称|以前|含む|同一")
WRAPPED: Final = re.compile(r"\s*\n\s*(?=[a-z])")
"""A line that begins in lower case goes on with the name above it."""
MOST_VARIANTS: Final = 12
SHORTEST: Final = 4

Spelling = tuple[str, NameKind]


def spellings(cell: str, kind: NameKind) -> list[Spelling]:
    r"""Return the names of a cell of aliases or former names, each with its kind.

    Parameters
    ----------
    cell
        The cell as printed.
    kind
        What its column says that the names are; a label in the cell may make them former ones.

    Examples
    --------
    >>> from vscreen.schema import NameKind
    >>> cell = "(別称、インターナショナル銀行)\n(a.k.a. International Bank; f.k.a. Old Bank）"
    >>> for name, kind in spellings(cell, NameKind.STRONG_ALIAS): print(name, kind)
    インターナショナル銀行 strong_alias
    International Bank strong_alias
    Old Bank former
    """
    text, natives = without_scripts(cell)
    found: list[Spelling] = [(name, NameKind.NATIVE) for name in natives]
    segments = list(_labelled(text))
    counts = {
        len(re.split(f"[{JAPANESE_COMMAS}]", line))
        for _, segment in segments
        for line in segment.splitlines()
        if _is_japanese(line)
    }
    for label, segment in segments:
        is_former = label == NameKind.FORMER and kind == NameKind.STRONG_ALIAS
        for piece in _pieces(segment, counts):
            found += [(name, label if is_former else kind) for name in in_languages(piece)]
    if not PARTED.search(text):
        found = _evened(found, is_list=LISTED.search(text) is not None)
    return list(dict.fromkeys(found))


def _evened(found: list[Spelling], *, is_list: bool) -> list[Spelling]:
    """Part Japanese names at commas and at ``及び``, if there are as many as Latin ones then.

    The end of a list is parted also if more Latin names follow.
    """
    latin = sum(not _is_japanese(name) for name, _ in found)
    parted = [
        (part.strip(), kind)
        for name, kind in found
        for part in (re.split(PARTING, name) if _is_japanese(name) else [name])
        if part.strip()
    ]
    if len(parted) == 2 * latin:
        return parted
    ended = _at_the_end(found) if is_list else found
    return ended if len(ended) <= 2 * latin else found


def _at_the_end(found: list[Spelling]) -> list[Spelling]:
    """Part the last Japanese name, such as ``A、B及びC``, at its commas and its last ``及び``."""
    last = max((n for n, (name, _) in enumerate(found) if _is_japanese(name)), default=0)
    name, kind = found[last] if found else ("", NameKind.STRONG_ALIAS)
    *first, end = re.split(f"[{JAPANESE_COMMAS}]", name)
    parts = [part.strip() for part in (*first, *end.rsplit("及び", 1))]
    if any(map(FIRM.fullmatch, parts)):
        return found
    return [*found[:last], *((part, kind) for part in parts if part), *found[last + 1 :]]


def primaries(cell: str, *, person: bool) -> list[Spelling]:
    """Return the names of a column of names: as printed, then what else the cell says.

    Parameters
    ----------
    cell
        The cell as printed.
    person
        Whether they are a person's: then what is in brackets spells a part of the name.

    Examples
    --------
    >>> for name, kind in primaries("Yurii (Yury) Orlov (original script: Юрий)", person=True):
    ...     print(name, kind)
    Yurii (Yury) Orlov primary
    Юрий native
    Yurii Orlov strong_alias
    Yury Orlov strong_alias
    """
    text, natives = without_scripts(cell)
    first, *labelled = _labelled(
        re.sub(r"(?<=[(（])([^()（）]*?)[;,]\s*(?=[af]\.k\.a)", r"\1)(", text)
    )
    names = _pieces(_one_line(first[1]))
    found = [(name, NameKind.STRONG_ALIAS) for name in names]
    found[:1] = [(name, NameKind.PRIMARY) for name in names[:1]]
    found += [(name, NameKind.NATIVE) for name in natives]
    for kind, segment in labelled:
        for piece in _pieces(_one_line(segment)):
            found += _other(names[0] if names else "", piece, kind, person=person)
    for name in names:
        found += _variants(name, person=person)
    return [each for each in dict.fromkeys(found) if each[0]]


def in_languages(text: str) -> list[str]:
    """Return a name's spellings in each language: one may be in brackets behind the other.

    Examples
    --------
    >>> in_languages("民主同盟軍（Allied Democratic Forces）")
    ['民主同盟軍', 'Allied Democratic Forces']
    >>> in_languages("アブ・ガイス Abo Ghaith")
    ['アブ・ガイス', 'Abo Ghaith']
    """
    text = BESIDE.sub("", text)
    groups = list(_brackets(text))
    outside = "".join(_outside(text, groups))
    rest, found = text, list[str]()
    for start, end in reversed(groups):
        inner = text[start + 1 : end - 1]
        if _script(inner) != _script(outside) and _spells(inner):
            found.insert(0, inner)
            rest = rest[:start] + " " + rest[end:]
    names = (_clean(name) for name in (*_at_border(rest), *found))
    return [name for name in dict.fromkeys(names) if name and name not in NOTHING]


def without_scripts(cell: str) -> tuple[str, list[str]]:
    """Return a cell without what it says of other scripts, and the names in them."""
    text = INVISIBLE.sub(" ", cell)
    scripts = [" ".join(part).strip(" :：.") for part in SCRIPT.findall(text)]
    text = COUNTED.sub(" ", LANGUAGE.sub(" ", SCRIPT.sub(" ", text)))
    return text, [" ".join(name.split()) for name in scripts if name and name not in NOTHING]


def _labelled(text: str) -> Iterator[tuple[NameKind, str]]:
    """Yield the pieces between labels, each with the kind of name that its label announces."""
    start, kind, of_line = 0, NameKind.STRONG_ALIAS, False
    for label in (*LABEL.finditer(text), None):
        segment = text[start : label.start() if label else None]
        # Between names, `旧称：` speaks of what follows it on its line alone.
        line, rest = (segment, "") if not of_line else segment.partition("\n")[::2]
        yield kind, line
        yield NameKind.STRONG_ALIAS, rest
        if label:
            start = label.end()
            is_former = label["former"] or label["old"]
            kind = NameKind.FORMER if is_former else NameKind.STRONG_ALIAS
            of_line = bool(label["old"]) and text[label.start() - 1 : label.start()] in ("、", "､")


def _pieces(text: str, counts: Container[int] = ()) -> list[str]:
    """Return the names of a piece of a cell: lettered, on lines, or between semicolons.

    ``counts`` are the numbers of names on the cell's Japanese lines: a Latin line is split at its
    commas only if it has as many, else a comma is of a name.
    """
    if LETTER.search(text):
        lettered = (_one_line(part) for part in LETTER.split(text))
        parts = [name for part in lettered for name in split_names(part, ";；")]
    else:
        lines = [line for line in WRAPPED.sub(" ", text).splitlines() if line.strip()]
        apart = ((line, split_names(line, ";；")) for line in lines)
        parts = [
            name
            for line, names in apart
            for name in (names if len(names) > 1 else _at_commas(line, counts))
        ]
    cleaned = (name for part in parts for name in _unwrapped(_clean(part)))
    return [part for part in cleaned if part and part not in NOTHING]


def _unwrapped(piece: str) -> list[str]:
    """Return the names of a piece that is wholly in brackets, else the piece."""
    if list(_brackets(piece)) != [(0, len(piece))]:
        return [piece]
    return [_clean(name) for name in split_names(piece[1:-1], ";；、､")]


def _at_commas(line: str, counts: Container[int]) -> list[str]:
    is_japanese = _is_japanese(line)
    has_mark = any(mark in line for mark in PARTING_MARKS)
    latin_commas = PARTING_MARKS if has_mark else ",，"
    names = split_names(line, JAPANESE_COMMAS if is_japanese else latin_commas)
    # `KANG, Chol Su`: the family name, then the given one.
    family_first = len(names) == 2 and not re.search(r"[\s・･]", names[0])
    is_list = is_japanese or has_mark or len(names) in counts
    return names if is_list and not family_first else [line]


def _other(printed: str, name: str, kind: NameKind, *, person: bool) -> list[Spelling]:
    """Return a labelled name; of a person's former family name, the whole name with it."""
    given = _bare(printed).split()
    if person and kind == NameKind.FORMER and len(given) > 1 and not re.search(r"[\s・]", name):
        return [(" ".join((*given[:-1], name)), kind)]
    return [(name, kind)]


def _variants(printed: str, *, person: bool) -> list[Spelling]:
    """Return the names that a printed name with brackets stands for."""
    if not any(mark in printed for mark in OPEN):
        return []
    if person and not _is_japanese(printed):
        return _spelled_out(printed)
    # `LEADER (HONG KONG) INTERNATIONAL` is one name; what closes a name may stand for it, unless
    # it says of which country the firm is.
    behind = re.search(r"[(（]([^()（）]+)[)）]\s*$", printed)
    if behind is None or not _bare(printed) or country_code(behind[1]):
        return []
    names = [_bare(printed)]
    if LATIN.search(behind[1]) and not _is_japanese(printed):
        names += split_names(behind[1], ";")
    # Two or three letters are too few for a firm to be known by alone.
    return [
        (name, NameKind.STRONG_ALIAS if len(name) >= SHORTEST else NameKind.WEAK_ALIAS)
        for name in names
    ]


def _spelled_out(printed: str) -> list[Spelling]:
    """Return a person's name with each choice of the spellings in brackets behind its parts."""
    choices: list[list[str]] = []
    whole: list[str] = []
    for word, inner in re.findall(r"([^\s()（）]+)|[(（]([^()（）]*)[)）]", printed):
        if word:
            choices.append([word])
        else:
            others = [other.strip() for other in re.split(r"[,;、/]", inner) if other.strip()]
            whole += [other for other in others if " " in other]
            if choices:
                choices[-1] += [other for other in others if " " not in other]
    ways = [" ".join(way) for way in _few(choices)]
    return [(name, NameKind.STRONG_ALIAS) for name in dict.fromkeys((*ways, *whole))]


def _few(choices: list[list[str]]) -> Iterator[tuple[str, ...]]:
    count = 1
    for words in choices:
        count *= len(words)
    if count <= MOST_VARIANTS:
        yield from product(*choices)
    else:
        longest = max(map(len, choices))
        for place in range(longest):
            yield tuple(words[min(place, len(words) - 1)] for words in choices)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each outermost pair of brackets begins and ends."""
    depth, start = 0, 0
    for position, letter in enumerate(text):
        if letter in OPEN:
            start, depth = (position, 1) if not depth else (start, depth + 1)
        elif letter in CLOSE and depth:
            depth -= 1
            if not depth:
                yield start, position + 1


def _outside(text: str, groups: list[tuple[int, int]]) -> Iterator[str]:
    begun = 0
    for start, end in groups:
        yield text[begun:start]
        begun = end
    yield text[begun:]


def _bare(name: str) -> str:
    between = "" if _is_japanese(name) else " "
    return " ".join(between.join(_outside(name, list(_brackets(name)))).split())


def _is_japanese(text: str) -> bool:
    return JAPANESE.search(text) is not None


def _script(text: str) -> str:
    if _is_japanese(text):
        return "japanese"
    return "latin" if LATIN.search(text) else "other"


def _spells(inner: str) -> bool:
    """Whether what is in brackets can be a name, and says nothing about it."""
    if _is_japanese(inner):
        return len(inner.strip()) > 2 and not REMARK.search(inner)
    return sum(map(str.isalpha, inner)) > 1


def _at_border(text: str) -> list[str]:
    """Return a text in two where one language ends at a blank and the rest is of the other."""
    first, rest = _split_behind(JAPANESE, text)
    # `株式会社 ABC` is one name: only the legal form is Japanese.
    if _is_japanese(first) and not LATIN.search(first) and len(LATIN.findall(rest)) > 1:
        return [text] if FIRM.fullmatch(first) else [first, rest]
    first, rest = _split_behind(LATIN, text)
    if " " in first.strip() and not _is_japanese(first) and len(JAPANESE.findall(rest)) > 3:
        return [first, rest]
    return [text]


def _split_behind(letters: re.Pattern[str], text: str) -> tuple[str, str]:
    """Return a text in two behind the last of these letters, if a blank follows; else whole."""
    last = max((found.end() for found in letters.finditer(text)), default=0)
    return (text[:last], text[last:]) if text[last : last + 1].isspace() else ("", text)


def _one_line(text: str) -> str:
    joined = re.sub(rf"(?<={JAPANESE.pattern})\s*\n\s*(?={JAPANESE.pattern})", "", text.strip())
    return " ".join(joined.split())


def _clean(name: str) -> str:
    """Return a name without the separators and half brackets around it."""
    name = re.sub(r"^(?:and|or)(?:\s+|$)|[;,]\s*(?:and|or)$", "", " ".join(name.split()))
    name = name.rstrip(" ,、､，;；。:：･・").lstrip(" ,、､，;；.。:：･・-‐–")
    opened = sum(name.count(mark) for mark in OPEN)
    closed = sum(name.count(mark) for mark in CLOSE)
    if closed > opened and name[-1] in CLOSE:
        return _clean(name[:-1])
    if opened > closed and name[0] in OPEN:
        return _clean(name[1:])
    quoted = len(name) > 2 and name[0] + name[-1] in QUOTES
    return name[1:-1] if quoted and not set(name[1:-1]) & set(name[0] + name[-1]) else name
