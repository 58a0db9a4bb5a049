"""Ships' names that somebody shortened: a word cut to its initial, a word or the vowels left out.

These views count only where a key is equal, so they are found by looking it up. What is left of a
name must be rare enough to stand for it, by a table of fleet names (``ship_names.csv``).
"""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

from vscreen.text.form import Form
from vscreen.text.ships.names import ship_bits

INITIAL: Final = 0.6
INITIAL_LETTER: Final = 0.12
INITIAL_LETTERS: Final = 6
"""Edits charged for a word cut to its initial: once, and for each lost letter up to the sixth."""
INITIAL_BITS: Final = 9.0
"""What is left of a name beside its initial must be as rare as one ship in 2 ** 9."""
DROPPED: Final = 1.2
DROPPED_LETTER: Final = 0.25
"""Edits charged for a word left out: once, and for each of its letters."""
DROPPED_BITS: Final = 12.0
DROPPED_DIGIT_BITS: Final = 3.0
"""What is left of a name must be as rare as one ship in 2 ** 12; a digit counts 3 of the 12."""
PAINTED: Final = 1.2
PAINTED_LETTERS: Final = 6
"""Edits charged for the letters at both ends of a name of so many: painted over, or off a photo."""
SKELETON: Final = 0.2
SKELETON_VOWEL: Final = 0.1
"""Edits charged for vowels left out: once, and for each."""
SKELETON_VOICED: Final = 1.0
"""Charged if more than a fifth of the party's letters are vowels: then none were left out."""
SKELETON_LEAST: Final = 3


def skeleton_price(party: Form, entry: Form) -> float:
    """Return what it costs that a name lost vowels, 0 if that is not what it did.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> short, name = vessel_forms("BLMRSK")[0], vessel_forms("BELOMORSK")[0]
    >>> skeleton_price(short, name), skeleton_price(name, short)
    (0.5, 0.0)
    """
    lost = entry.vowels - party.vowels
    if lost <= 0 or party.skeleton != entry.skeleton or len(entry.skeleton) < SKELETON_LEAST:
        return 0.0
    voiced = 5 * party.vowels > len(party.tight)
    return SKELETON + SKELETON_VOWEL * lost + SKELETON_VOICED * voiced


def only_lost_letters(party: Form, entry: Form) -> bool:
    """Whether a name has letters of another in their order and no others.

    Who leaves a ship's vowels out puts none in: ``STORD`` is not short for STRIDE.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> name = vessel_forms("STRIDE")[0]
    >>> [only_lost_letters(vessel_forms(text)[0], name) for text in ("STRD", "STORD")]
    [True, False]
    """
    return OSA.distance(party.tight, entry.tight) <= len(entry.tight) - len(party.tight)


def initial_keys(entry: Form) -> list[tuple[str, float]]:
    """Return a ship's name with each word in turn cut to its first letter, and the price.

    The last key is the name without the letters at its ends.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> [key for key, _ in initial_keys(vessel_forms("OCEAN BELOMORSKIY")[0])]
    ['OBELOMORSKIY', 'CEANBELOMORSKI']
    """
    keys = []
    for position, word in enumerate(entry.words):
        rest = entry.words[:position] + entry.words[position + 1 :]
        if len(word) > 1 and sum(map(ship_bits, rest)) >= INITIAL_BITS:
            key = "".join((*entry.words[:position], word[0], *entry.words[position + 1 :]))
            lost = min(len(word) - 1, INITIAL_LETTERS)
            keys.append((key, INITIAL + INITIAL_LETTER * lost))
    if len(entry.tight) >= PAINTED_LETTERS:
        keys.append((entry.tight[1:-1], PAINTED))
    return keys


def dropped_keys(entry: Form) -> list[tuple[str, float]]:
    """Return a ship's name less each word in turn, words sorted, and the price.

    Examples
    --------
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> [key for key, _ in dropped_keys(vessel_forms("NEW BELOMORSKIY")[0])]
    ['BELOMORSKIY']
    """
    keys = []
    for position, word in enumerate(entry.words):
        rest = entry.words[:position] + entry.words[position + 1 :]
        bits = sum(map(ship_bits, rest)) + DROPPED_DIGIT_BITS * entry.digits
        if rest and bits >= DROPPED_BITS:
            keys.append(("".join(sorted(rest)), DROPPED + DROPPED_LETTER * len(word)))
    return keys
