"""Text whose letters stand in another order on screen than in the file.

Unicode has signs that turn letters round: after U+202E (right-to-left override) ``ARAGNA`` is seen
as ANGARA. Who reads the file sees the one, who reads the screen the other. Only overrides turn
Latin letters round; embeddings and isolates (U+202A, U+202B, U+2066-2068) keep words as they are,
but may hold and end overrides (Unicode Standard Annex 9, X1-X8).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES: Final = re.compile("[\u202d\u202e]")
_ISOLATES: Final = frozenset("\u2066\u2067\u2068")
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


@dataclass
class _Span:
    """What stands between a sign and its end: units that stay whole when it is turned round."""

    begun_by: str = ""
    units: list[str] = field(default_factory=list)

    def add(self, char: str) -> None:
        if self.units and unicodedata.combining(char):
            self.units[-1] += char
        else:
            self.units.append(char)

    def shown(self) -> str:
        """Return the span in the order it is seen in, as it is read aloud."""
        text = "".join(self.units)
        if self.begun_by not in ("\u202d", "\u202e"):
            return text
        classes = {unicodedata.bidirectional(char) for char in text}
        foreign = bool(classes & _RIGHT_TO_LEFT)
        if foreign and "L" in classes:  # a mixture has no one order
            return text
        turned = foreign == (self.begun_by == "\u202d")
        return "".join(reversed(self.units)) if turned else text


def as_shown(text: str) -> str:
    r"""Return ``text`` with its letters in the order in which a screen shows them.

    Parameters
    ----------
    text
        Any text, with U+202E and its like.

    Returns
    -------
    str
        The text as it is seen, without those signs if it holds an override.

    Examples
    --------
    >>> as_shown("\u202eARAGNA\u202c 5"), as_shown("MARIA\u200f")
    ('ANGARA 5', 'MARIA\u200f')
    """
    if not _OVERRIDES.search(text):
        return text
    return "".join(map(_line_as_shown, re.split(r"([\r\n\u2029]+)", text)))


def _line_as_shown(line: str) -> str:
    spans = [_Span()]
    for char in line:
        if char in (_POP, _POP_ISOLATE):
            _end(spans, char)
        elif char in CONTROLS:
            spans.append(_Span(char))
        else:
            spans[-1].add(char)
    while len(spans) > 1:
        _end_last(spans)
    return spans[0].shown()


def _end(spans: list[_Span], sign: str) -> None:
    """End the last span, or with the last isolate all in it."""
    if sign == _POP:
        if len(spans) > 1 and spans[-1].begun_by not in _ISOLATES:
            _end_last(spans)
    elif any(span.begun_by in _ISOLATES for span in spans):
        while spans[-1].begun_by not in _ISOLATES:
            _end_last(spans)
        _end_last(spans)


def _end_last(spans: list[_Span]) -> None:
    ended = spans.pop()
    spans[-1].units.append(ended.shown())
