"""Companies' names in scripts that set no blanks between words: Chinese, Japanese, Korean."""

from __future__ import annotations

from vscreen.text.scripts import to_latin


def party_latin(text: str) -> tuple[str, ...]:
    """Return the ways to write a party's text in A-Z, 0-9 and ASCII marks; the likeliest first.

    Examples
    --------
    >>> party_latin("ООО «МГ-Флот»")
    ('OOO <<MG-FLOT>>',)
    """
    return to_latin(text)
