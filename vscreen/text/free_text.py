"""Ships' names in running text: ``SHIPPED ON BOARD M/V LADY R VOY 12, ETA ROTTERDAM``.

What is no name is cut out of the text: marks, voyages, dates, long numbers. In each piece left, any
run of up to six words may be a ship's name, at a price for what stands beside it: nothing at the
piece's ends and beside words of the trade (``freight_words.csv``), something beside any other word.
Runs with other words on both sides are no names, and a common name must be said to be a ship's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from vscreen.data import read_table
from vscreen.text.form import Form
from vscreen.text.lexicon import ship_bits
from vscreen.text.scripts import script_of, to_latin
from vscreen.text.tokens import split_numbers, tokens_of

BESIDE: Final = 0.15  # of the score, as all below
"""Charged for a word beside the name that is no word of the trade."""
PLACE: Final = 0.2
"""Charged if the word before says that a place follows: ``FROM SEVASTOPOL``."""
INSIDE: Final = 0.03
"""Charged for a word of the trade within the name."""
COMMON: Final = 0.2
"""Charged for a common name that nothing says to be a ship's: ``MARIA``, ``HOPE``."""
COMMON_BITS: Final = 13.0
SHORTEST: Final = 3
"""Letters and numbers of the shortest name that is looked for."""
LONGEST: Final = 6
"""Words of the longest name that is looked for."""

_CUT: Final = re.compile(
    r"\bIMO\W*(?:N[OR]\b\W*)?\d{6,8}\b"
    r"|\bVOY(?:AGE)?\b[\s.:/]*(?:N[OR]\b[\s.:]*)?(?:[A-Z]{0,2}\d+[A-Z]{0,2}\b)?"
    r"|\bV[.\s]*\d+[A-Z]?\b|\b\d+[NSEW]\b|\b\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\b|\d{5,}"
    r"|[,;:()\[\]{}<>|\"\n]|\s[-–/]+\s|\s/|/\s"
)
_WORD: Final = re.compile(r"[A-Z0-9](?:[A-Z0-9'`.&/-]*[A-Z0-9])?")


@cache
def _roles() -> dict[str, str]:
    return {row["word"]: row["role"] for row in read_table("freight_words.csv")}


@dataclass(frozen=True)
class _Word:
    """A word of a text, with its role: ``ship``, ``place``, ``freight``, ``end`` or none."""

    text: str
    role: str

    @classmethod
    def of(cls, text: str) -> _Word:
        return cls(text, _roles().get(re.sub(r"\W", "", text), ""))


_END: Final = _Word("", "end")
_LEFT: Final = {"": BESIDE, "place": PLACE}
_RIGHT: Final = {"": BESIDE}


def free_text_forms(text: str) -> tuple[Form, ...]:
    """Return the forms of what may be ships' names in a text, each once, the cheapest way.

    Examples
    --------
    >>> [form.text for form in free_text_forms("SHIPPED ON BOARD M/V LADY R VOY 12, UREA")]
    ['LADY', 'LADY R', 'UREA']
    """
    script = script_of(text)
    forms: dict[tuple[tuple[str, ...], tuple[int, ...]], Form] = {}
    for ascii_text in to_latin(text):
        for name, around in _names(ascii_text):
            words, numbers = split_numbers(tokens_of(name))
            known = forms.get((words, numbers))
            long = len("".join(words)) + len(numbers) >= SHORTEST
            if words and long and (known is None or around < known.around):
                forms[words, numbers] = Form(
                    words, numbers, script=script, around=around, amid=True
                )
    return tuple(forms.values())


def _names(ascii_text: str) -> Iterator[tuple[str, float]]:
    """Yield the texts that may be names, each with its price."""
    for piece in _CUT.split(ascii_text):
        words = [_END, *map(_Word.of, _WORD.findall(piece)), _END]
        for first in range(1, len(words) - 1):
            for last in range(first, min(first + LONGEST, len(words) - 1)):
                yield from _name(words[first - 1], words[first : last + 1], words[last + 1])


def _name(left: _Word, words: Sequence[_Word], right: _Word) -> Iterator[tuple[str, float]]:
    inside = [word.role for word in words]
    beside = _LEFT.get(left.role, 0.0) + _RIGHT.get(right.role, 0.0)
    if "" not in inside or {"ship", "place"} & {*inside} or beside >= 2 * BESIDE:
        return
    common = left.role != "ship" and _is_common([word.text for word in words])
    price = beside + INSIDE * (len(words) - inside.count("")) + COMMON * common
    yield " ".join(word.text for word in words), price


def _is_common(words: Sequence[str]) -> bool:
    """Whether a name is likely to stand in a text without meaning a ship."""
    return sum(map(ship_bits, words)) < COMMON_BITS
