"""What it costs that a ship's name may be another ship's: it is no slip then.

Who misspells a name seldom writes the name of another ship; who names another ship always does. So
what a name is worth among ships' names (`text.ships.worth`) stands against how likely the slip is
that makes it of the listed one.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from vscreen.similarity.costs import (
    DIGIT_BITS,
    LET_OFF_BIT,
    LET_OFF_MOST,
    LET_OFF_SHARE,
    LOST_LETTER_BITS,
    LOST_LETTERS,
    MORE_WORDS,
    NUMBERED,
    OTHER_SHIP,
    OTHER_WORD,
    OTHER_WORD_LETTERS,
    SWAPPED_BITS,
    WORTH_BIT,
    WORTH_MOST,
    WORTH_NEEDED,
)
from vscreen.text.form import Form
from vscreen.text.scripts import Script
from vscreen.text.ships.listed import GLUED_PRICE
from vscreen.text.ships.names import is_ship_word
from vscreen.text.ships.worth import PARTS


def with_other_ship(cost: float, other: float) -> float:
    """Return what a view costs with `other_ship_price`, which lets off a share of it at most."""
    return max(cost + other, LET_OFF_SHARE * cost)


def other_ship_price(party: Form, entry: Form) -> float:
    """Return what it costs that the party's name may be that of another ship.

    A known ship's name, or any name that is likely to be one, is charged, and a name that no
    ship would bear is let off some of what its differences cost.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> angara, aniara, anbxra = (vessel_forms(name)[0] for name in ("ANGARA", "ANIARA", "ANBXRA"))
    >>> other_ship_price(aniara, angara) > 1 > 0 > other_ship_price(anbxra, angara)
    True
    >>> other_ship_price(angara, angara)
    0.0
    """
    same = party.tight == entry.tight
    plainly = entry.price < GLUED_PRICE
    if party.numbers == entry.numbers and ((same and plainly) or is_read_alike(party, entry)):
        return 0.0
    agree = bool(party.numbers) and set(party.numbers) == set(entry.numbers)
    lost = len(entry.tight) - len(party.tight)
    worth = party.ship_worth / PARTS + LOST_LETTER_BITS * min(max(lost, 0), LOST_LETTERS)
    worth += DIGIT_BITS * party.digits * agree + SWAPPED_BITS * is_swapped(party, entry)
    word = any(is_other_word(word) and word not in entry.words for word in party.words)
    more = len(party.words) > len(entry.words) and lost < 0 and plainly
    return (
        worth_price(WORTH_NEEDED - worth, latin=party.latin)
        + OTHER_SHIP * party.is_ship_name
        + OTHER_WORD * word
        + MORE_WORDS * more
        + NUMBERED * (bool(party.numbers) and not plainly)
    )


def worth_price(wanting: float, *, latin: bool) -> float:
    """Return what it costs that a ship's name is worth some bits less than needed, or more.

    How another script is written in Latin letters makes a name unlikely, not a slip.
    """
    charge = min(max(WORTH_BIT * wanting, 0.0), WORTH_MOST)
    return charge + latin * min(max(LET_OFF_BIT * wanting, -LET_OFF_MOST), 0.0)


def is_swapped(party: Form, entry: Form) -> bool:
    """Whether two neighbouring letters of a name changed places."""
    letters = sorted(party.tight) == sorted(entry.tight)
    return letters and OSA.distance(party.tight, entry.tight) == 1


def is_read_alike(party: Form, entry: Form) -> bool:
    """Whether a name in another script is only one sound's other spelling in Latin letters.

    In a script of consonants, vowels are not written: ``SLAM`` is SALAM.
    """
    same = party.script == Script.ABJAD and party.heard.classes == entry.heard.classes
    return not party.latin and (same or party.sound == entry.sound)


def is_other_word(word: str) -> bool:
    """Whether a word would make a ship's name another's."""
    return len(word) >= OTHER_WORD_LETTERS and is_ship_word(word)
