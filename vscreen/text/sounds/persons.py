"""A person's name as it is compared: without titles before it, ``ABDUL`` before what it belongs to.

``BASIR, Haji Abdul`` is how some authorities print ABDUL BASIR, its second half before the first.
Where a title is all that stands beside a word of its own, or words of trade follow, it stays: DR
OETKER, CAPTAIN COOK CRUISES.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vscreen.text.companies.concepts import concept_words, phrases_read
from vscreen.text.sounds.given_names import SERVANT, titles

MOST_TITLES: Final = 3
WORDS_LEFT: Final = 2
"""Words that a person's name has at least behind its titles."""
BEHIND_TITLE: Final = "GENERAL"
"""A title where another stands before it: COLONEL GENERAL."""

Tokens = Sequence[str | int]


def person_read(core: Tokens) -> list[str | int]:
    """Return words and numbers of a party's name as a person's would be read, if it is one.

    Examples
    --------
    >>> person_read(["COLONEL", "GENERAL", "ALEXANDER", "DVORNIKOV"])
    ['ALEXANDER', 'DVORNIKOV']
    >>> person_read(["BASIR", "HAJI", "ABDUL"]), person_read(["DR", "OETKER"])
    (['ABDULBASIR', 'HAJI'], ['DR', 'OETKER'])
    """
    return phrases_read(with_servant_first(without_titles(core)))


def without_titles(core: Tokens) -> Tokens:
    """Return words and numbers without the titles that they begin with."""
    dropped = 0
    while dropped < MOST_TITLES and is_title(core, dropped):
        dropped += 1
    left = core[dropped:]
    named = len(left) >= WORDS_LEFT and concept_words().isdisjoint(map(str, left))
    return left if named else core


def is_title(core: Tokens, at: int) -> bool:
    """Whether a name's word is a title, those before it being titles."""
    return at < len(core) and (core[at] in titles() or (at > 0 and core[at] == BEHIND_TITLE))


def with_servant_first(core: Tokens) -> Tokens:
    """Return words and numbers with ``ABDUL``, if it is the last of them, before all others."""
    return (core[-1], *core[:-1]) if core and core[-1] in SERVANT else core
