r"""What a cell says that names nobody: there is nothing, or it stands elsewhere.

A cell names nobody in a thousand ways (``n/a``, ``#REF!``, ``NAME NOT KNOWN``, ``см. приложение``),
so no list of whole texts holds them. The table ``placeholders.csv`` holds words instead, each with
its parts of speech, and a text names nobody if every word of it is such a word and they make sense
together. A single word that is not in the table (``NULL ISLAND``, ``NAN HAI 1``) makes it a name.

- *nothing*: says by itself that there is nothing, *unnamed* too, maybe with a number (``TBN 2``);
- *negation* beside *state*, what may be known, or *label*, what the cell is for (``NO NAME``);
- *label* alone: a heading names nobody (``VESSEL``), nor does a *role* (``CONSIGNEE``), though a
  ship may be called so;
- *same*: refers to another field of the row (``SAME AS CONSIGNEE``);
- *pointer* beside *document*: it stands elsewhere (``AS PER B/L``); *elsewhere* says so by itself;
- *ditto*, and *above* beside others: the same as in the row above (``IDEM``, ``SIEHE OBEN``);
- *glue* says nothing.

Signs and blanks around and between words don't matter, nor do accents, width and case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.data import read_table

Meaning = Literal["", "nothing", "elsewhere"]
_Meaning = Literal["", "nothing", "elsewhere", "above"]
FEW: Final = 20
"""Texts up to which each is looked at."""
LONGEST: Final = 100
"""Characters of the longest text that may be a placeholder."""

_QUOTES: Final = '"\u201c\u201d\u201e\u201f\u2033\u3003\uff02\u00ab\u00bb\u301d\u301e\u2191\u21e7^'
_HALVES: Final = "'\u2019\u2018\u00b4`\u2032\u201a,"
_DITTO: Final = re.compile(
    rf"[\s.=_~\-\u2010-\u2015\u2212]*"
    rf"(?:(?:[{_QUOTES}]|[{_HALVES}]{{2}}|[-\u2010-\u2015]+\s*//\s*[-\u2010-\u2015]+)"
    rf"[\s.=_~\-\u2010-\u2015\u2212]*)+"
)
_QUOTED_SIGN: Final = re.compile(
    rf"[{_QUOTES}][\s.\-?/\u2010-\u2015]*[.\-?/\u2010-\u2015]\s*[{_QUOTES}]"
)
_SIGNS_OF_NOTHING: Final = frozenset(
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_.\u2026\u00b7\u2022,;:/\\|~='\u2019\"\u201c\u201d()[]{}<>#"
)
"""Signs that fill a cell in which nothing stands; others, such as asterisks, may hide a name."""
_ERROR: Final = re.compile(
    r"#+\s*[\u00a1\u00bf]?[^\W\d_]+(?:\s*/\s*0)?\s*[!?]|ERR:\s*\d{3}|#{3,}|#[^\W\d]{6,}"
)
"""What a spreadsheet shows for a formula that failed, or a column too narrow, in any language."""
_NOT_AVAILABLE: Final = re.compile(r"#\s*[^\W\d_]{1,2}(?:\s*/\s*[^\W\d_])?|\\N|-1(?:\.0*)?")
"""``#N/A`` in any language, what MySQL writes for nothing, and what programs do."""
_EMPTY: Final = re.compile(
    r"(?:\s|&NBSP;?|&#0*160;|&#X0*A0;|%20|_X00(?:0A|0D|20)_"
    r"|<BR\s*/?>|</?(?:P|TD|DIV|SPAN)>)+"
)
"""A cell in which nobody sees anything, as pages of the web and workbooks write it."""
_MONTH: Final = "(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}"
_TIME: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?"
_DATE: Final = re.compile(
    rf"(?:\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([-/.])\d{{1,2}}\2\d{{2,4}}"
    rf"|\d{{1,2}}[\s.-]*{_MONTH}[\s.,-]*(?:\d{{4}}|'?\d{{2}})|{_MONTH}\s*\d{{1,2}}\s*,\s*\d{{4}})"
    rf"(?:[T\s]+{_TIME})?|{_TIME}"
)
_NO_DATE: Final = re.compile(r"(?:0000|1899|1900|1970)([-/.])(?:0?[01]|12)\1(?:0?[01]|3[01])\b.*")
"""Day nought of spreadsheets and databases."""


def placeholder(text: str, *, field: str) -> Meaning:
    """Return what a cell says that names nobody; ``""`` if it may name somebody.

    Parameters
    ----------
    text
        The cell.
    field
        The field of the manifest: before a ship's name ``M/V`` and its like don't matter, and a
        party to notify that is the same as above is the consignee.

    Returns
    -------
    Meaning
        ``"nothing"``: nobody is named, or another field of the row is. ``"elsewhere"``: something
        is named, but not here, or was lost; so is a ditto mark, unless it was resolved before.

    Examples
    --------
    >>> [placeholder(text, field="vessel") for text in ("M/V TBN", "see attached", "NULL ISLAND")]
    ['nothing', 'elsewhere', '']
    """
    meaning = _meaning(text, field)
    if meaning != "above":
        return meaning
    return "nothing" if field == "notify_party" and _words(text) else "elsewhere"


def is_ditto(text: str) -> bool:
    """Return whether a cell says that it is the same as the one above.

    Examples
    --------
    >>> [is_ditto(text) for text in ('"', "-do-", "siehe oben", "DITTO TRADING LTD")]
    [True, True, True, False]
    """
    return _meaning(text, "") == "above"


def is_date(text: str) -> bool:
    """Return whether a cell holds a date or a time.

    Examples
    --------
    >>> is_date("2024-05-01"), is_date("1-Dec-24"), is_date("8 MARCH")
    (True, True, False)
    """
    return _DATE.fullmatch(text.strip().upper()) is not None


def why_elsewhere(text: str) -> str:
    """Return in words why a cell that means ``"elsewhere"`` was not read.

    Examples
    --------
    >>> why_elsewhere("see attached"), why_elsewhere("2024-05-01")
    ('it says that it stands elsewhere', 'it is a date')
    """
    if is_ditto(text):
        return "it is a ditto mark, and what stands above it is not known"
    return "it is a date" if is_date(text) else "it says that it stands elsewhere"


def placeholders_in(
    texts: pa.LargeStringArray, *, field: str, suspects: npt.NDArray[np.int64] | None = None
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which of n texts say that there is nothing, and which that it stands elsewhere.

    The same as `placeholder` of each; texts that are surely names cost one pass of a pattern, and
    none where it is known which ``suspects`` are not (`suspects_in`).

    Examples
    --------
    >>> nothing, elsewhere = placeholders_in(
    ...     pa.array(["TBN", "MARIA", "as per B/L"], pa.large_string()), field="vessel"
    ... )
    >>> nothing.tolist(), elsewhere.tolist()
    ([True, False, False], [False, False, True])
    """
    rows = suspects_in(texts) if suspects is None else suspects
    some = texts.take(pa.array(rows)).to_pylist()
    meanings = np.array([placeholder(text, field=field) for text in some], np.str_)
    nothing, elsewhere = np.zeros((2, len(texts)), np.bool_)
    nothing[rows] = meanings == "nothing"
    elsewhere[rows] = meanings == "elsewhere"
    return nothing, elsewhere


def dittos_in(
    texts: pa.LargeStringArray, suspects: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.bool_]:
    """Return `is_ditto` of each of n texts; ``suspects`` as for `placeholders_in`.

    Examples
    --------
    >>> dittos_in(pa.array(["do.", "DO & CO"], pa.large_string())).tolist()
    [True, False]
    """
    found = np.zeros(len(texts), np.bool_)
    rows = suspects_in(texts) if suspects is None else suspects
    numbered = pc.match_substring_regex(texts.take(pa.array(rows)), r"\d")  # never a ditto mark
    rows = rows[~numbered.to_numpy(zero_copy_only=False)]
    found[rows] = [is_ditto(text) for text in texts.take(pa.array(rows)).to_pylist()]
    return found


def _meaning(text: str, field: str) -> _Meaning:
    bare = text.strip().upper() if len(text) <= LONGEST else text
    if len(bare) > LONGEST:
        return ""
    bare = seen(bare)
    if _EMPTY.fullmatch(bare):
        return "nothing"
    words = _words(bare)
    if not words:
        return _of_signs(bare) if bare else "nothing"
    letters = "".join(words)
    strange = bare[0].isalpha() and len(words[0]) > 1 and words[0] not in _first_words()
    if strange and len(set(letters)) > 1 and not _DATE.fullmatch(bare):
        return ""
    if _NOT_AVAILABLE.fullmatch(bare) or _NO_DATE.fullmatch(bare):
        return "nothing"
    if _ERROR.fullmatch(bare) or _DATE.fullmatch(bare):
        return "elsewhere"
    if len(set(letters)) == 1 and _is_filler(words):
        return "nothing"
    return "" if "&" in bare or "+" in bare else _of_words(words, field)


_SELECTORS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: which picture of a sign is meant."""


def seen(text: str) -> str:
    r"""Return a text without what nobody sees, such as soft hyphens and marks of direction.

    Examples
    --------
    >>> seen("T\u00adBN\u200f"), seen("\u200f")
    ('TBN', '')
    """
    if text.isascii():
        return text
    unseen = {char for char in text if unicodedata.category(char) == "Cf" or char in _SELECTORS}
    return "".join(char for char in text if char not in unseen).strip()


def _of_signs(bare: str) -> _Meaning:
    """Return what a text without letters and digits says."""
    if any(unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\ufffd" for char in bare):
        return "elsewhere"  # letters that were lost, or that nobody knows
    marks = re.sub(r"\s", "", bare)
    if marks.strip("#") == "" and len(marks) > 2:
        return "elsewhere"  # a column too narrow to show it
    if _DITTO.fullmatch(bare) and not _QUOTED_SIGN.fullmatch(bare):
        return "above"
    return "nothing" if set(marks) <= _SIGNS_OF_NOTHING else ""


def _is_filler(words: Sequence[str]) -> bool:
    """Whether one sign many times fills a cell: XXX, 0, 9999, ZZZZZ."""
    sign, longest = words[0][0], max(map(len, words))
    return sign in "X0" or longest > (3 if sign.isdigit() else 4)


_MARKS: Final = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3099\u309a\ufe00-\ufe0f"
    "\ufeff]+"
)
"""Accents and what nobody sees."""


def _words(text: str) -> list[str]:
    """Return the words of a text in capitals, without accents."""
    folded = unicodedata.normalize("NFKD", text).upper()
    if not folded.isascii():
        folded = _MARKS.sub("", folded)
    return re.findall(r"[^\W\d_]+|\d+", folded)


def folded(text: str) -> str:
    """Return a text as placeholders are compared: words in capitals, no signs, no accents.

    Examples
    --------
    >>> folded("(n\u00e3o-informado)")
    'NAO INFORMADO'
    """
    return " ".join(_words(text))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Return what each word or phrase of the table can be."""
    kinds: dict[str, set[str]] = {}
    for row in read_table("placeholders.csv"):
        kinds.setdefault(folded(row["text"]), set()).update(row["meaning"].split())
    return {text: frozenset(of) for text, of in kinds.items()}


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which a placeholder can begin."""
    return frozenset(text.split()[0] for text in [*_kinds(), *_prefixes(), "ERR"])


@cache
def _prefixes() -> dict[str, bool]:
    """Return what stands before a ship's name, and whether only with marks between letters."""
    rows = read_table("vessel_prefixes.csv")
    return {row["prefix"]: row["mark"] == "needed" for row in rows if " " not in row["prefix"]}


def _of_words(words: Sequence[str], field: str) -> _Meaning:
    whole = _kinds().get(" ".join(words))
    if whole is None and len(words) > 1 and max(map(len, words)) == 1:
        whole = _kinds().get("".join(words))
    if whole:
        return _sense([whole], field, with_number=False)
    joined = _singles_joined(words)
    if field == "vessel":
        named = _without_prefixes(joined, words)
        if not named:
            return "nothing"
        joined = named
    numbers = [word for word in joined if word.isdigit() and len(word) <= 3]
    kinds = [_kinds().get(word, frozenset()) for word in joined if word not in numbers]
    return "" if not all(kinds) else _sense(kinds, field, with_number=bool(numbers))


def _singles_joined(words: Sequence[str]) -> list[str]:
    """Return words with letters that stand alone side by side as one word, or a known phrase."""
    runs = re.findall(r"(?:(?<!\S)\S(?!\S) ?){2,}|\S+", " ".join(words))
    return [run.strip() if run.strip() in _kinds() else run.replace(" ", "") for run in runs]


def _without_prefixes(joined: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the words behind ``M/V`` and its like."""
    start = 0
    while start < len(joined):
        needs_marks = _prefixes().get(joined[start])
        alone = needs_marks and joined[start] in words
        if needs_marks is None or alone or joined[start] in _kinds():
            break
        start += 1
    return list(joined[start:])


def _sense(kinds: Sequence[frozenset[str]], field: str, *, with_number: bool) -> _Meaning:
    """Return what words say together, each of which the table knows."""

    def count(*of: str) -> int:
        return sum(not kind.isdisjoint(of) for kind in kinds)

    if count("ditto") and count("ditto", "above", "glue") == len(kinds):
        return "" if with_number else "above"
    if count("above") and count("same", "pointer", "glue", "ditto"):
        return "" if with_number else "above"
    if count("elsewhere") or (count("pointer") and count("document")) or count("document") > 1:
        return "elsewhere"
    of_ship = field == "vessel"
    labels = count("label") if of_ship else count("label", "role") and not with_number
    if count("unnamed") or (labels and count("label", "role", "glue") == len(kinds)):
        return "nothing"
    denied = count("negation") and count("state", "label", "role")
    says_nothing = count("nothing", "same", "ditto") or denied
    return "nothing" if says_nothing and not with_number else ""


def suspects_in(texts: pa.LargeStringArray) -> npt.NDArray[np.int64]:
    """Return the positions of the texts that may be placeholders.

    They are not too long, and either not ASCII, or of known words and short numbers alone, or
    without letters, or one letter many times, or begin like a date.

    Examples
    --------
    >>> names = ["MARIA", "TBN", "as per B/L", *["LADY R"] * FEW]
    >>> suspects_in(pa.array(names, pa.large_string())).tolist()
    [1, 2]
    """
    if len(texts) < FEW:  # to make the pattern ready takes longer than to read them
        return np.arange(len(texts))
    known = pc.match_substring_regex(texts, _known_words())
    other = pc.match_substring_regex(texts, _OTHER)
    short = pc.less_equal(pc.utf8_length(texts), LONGEST)
    found: npt.NDArray[np.bool_] = pc.and_(short, pc.or_(known, other)).to_numpy(
        zero_copy_only=False
    )
    return np.flatnonzero(found)


_OTHER: Final = (
    r"(?i)[^ -~]|^[^A-Z]*$|^\s*(?:&|<|_X|%)|^\s*#|^\s*ERR:|^\s*\\N|^\s*(?:[0-9]{1,2}[ .-]*)?"
    + _MONTH
    + r"[ .,'-]*[0-9]|^[^A-Z0-9]*(?:"
    + "|".join(f"(?:{letter}[^A-Z0-9]*)+" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    + ")$"
)


@cache
def _known_words() -> str:
    """Return a pattern of texts of ASCII that hold known words and short numbers alone."""
    known = {word for text in [*_kinds(), *_prefixes()] for word in text.split()}
    ways = "|".join(sorted(filter(str.isascii, known), key=len, reverse=True))
    word, number = f"(?:{ways}|[A-Z])", "[0-9]{1,3}"
    chunk = f"(?:{number})?(?:{word}{number})*{word}?"
    return f"(?i)^[^A-Z0-9]*(?:{chunk}(?:[^A-Z0-9]+|$))*$"
