"""The words view: a party's words, each with its weight, paired off with those of a listed name.

It finds a name amid other words, and one whose words were cut, left out or misspelt. Its key is one
of the heaviest words of the listed name, equal or respelt (`vscreen.text.phonetics.word_code`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

from vscreen.text.form import Form, skeleton
from vscreen.text.lexicon import word_edit_cap, word_weight
from vscreen.text.phonetics import word_code

WORDS: Final = 0.02
"""Charged always: of the score, as all below."""
WORD_LEFT: Final = 0.10
WORD_RIGHT: Final = 0.05
"""Charged for words of the party before the first partner, and behind the last."""
WORD_INSIDE: Final = 0.6
"""Charged for the weight of words between partners."""
WORD_UNSAID: Final = 0.4
"""Share of a word's weight that counts if the party says nothing but other words of the entry."""
WORD_NUMBER: Final = 0.2
"""Charged if the party lacks a number of the entry's."""
WORD_BEGINS: Final = 0.25
WORD_INITIAL: Final = 0.35
WORD_SKELETON: Final = 0.2
"""Share of a word's weight that is lost if the party has its beginning, initial or skeleton."""
WORD_EDIT: Final = 1.5
WORD_RESPELT: Final = 0.8
"""The same for an edit, shared by the letters; and for an edit between words of one code."""
THIN_NAME: Final = 0.2
THIN_BELOW: Final = 1.5
"""A name whose words weigh less than this is likely to stand in a longer text by chance."""
HEAVY_SHARE: Final = 0.7
"""The `words` view needs one of the heaviest words that hold this share of the name."""


def heavy_words(form: Form) -> frozenset[str]:
    """Return the heaviest words of a name that together hold the share that the `words` view needs.

    Examples
    --------
    >>> from vscreen.text.party_names import party_forms
    >>> sorted(heavy_words(party_forms("CONCERN ALMAZ-ANTEY JSC")[0]))
    ['ALMAZ', 'ANTEY']
    """
    words = sorted(set(form.words), key=lambda word: (-word_weight(word), word))
    wanted = HEAVY_SHARE * sum(map(word_weight, words))
    held, kept = 0.0, []
    for word in words:
        if held >= wanted:
            break
        kept.append(word)
        held += word_weight(word)
    return frozenset(kept)


def heavy_codes(form: Form) -> frozenset[str]:
    """Return what respelling leaves of a name's heavy words: one of them is the key of the view.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> sorted(heavy_codes(name_forms("POKLONSKAYA, Natalia Vladimirovna")[0]))
    ['NTL', 'PKLNSK']
    """
    return frozenset(map(word_code, heavy_words(form)))


def word_loss(entry: str, party: str) -> float:
    """Return how much of an entry's word is lost if a party's word stands for it: 0 to 1."""
    if entry == party:
        return 0.0
    if len(party) == 1 and len(entry) > 1:
        return WORD_INITIAL if entry[0] == party else 1.0
    longer = max(len(entry), len(party))
    edits = OSA.distance(entry, party)
    losses = [1.0]
    if edits <= word_edit_cap(len(entry)):
        losses.append(WORD_EDIT * edits / longer)
    if word_code(entry) == word_code(party):
        losses.append(WORD_RESPELT * edits / longer)
    shorter, other = sorted((entry, party), key=len)
    if len(shorter) > 2 and other.startswith(shorter):
        losses.append(WORD_BEGINS)
    if len(party) > 2 and skeleton(party) == party == skeleton(entry):
        losses.append(WORD_SKELETON)
    return min(losses)


def words_view(party: Form, entry: Form, legal: float) -> Iterable[tuple[str, int, float]]:
    """Each word of the entry finds its best partner; words around the partners cost a little."""
    if heavy_codes(entry).isdisjoint(map(word_code, party.words)):
        return
    total = sum(map(word_weight, entry.words))
    lost, unsaid, partners = 0.0, 0.0, set()
    for word in entry.words:
        losses = [word_loss(word, other) for other in party.words]
        least = min(losses)
        if least < 1:
            lost += word_weight(word) * least
            partners.add(losses.index(least))
        else:
            unsaid += word_weight(word)
    first, last = min(partners), max(partners)
    between = sum(
        word_weight(word)
        for position, word in enumerate(party.words)
        if first < position < last and position not in partners
    )
    around = WORD_LEFT * (first > 0) + WORD_RIGHT * (last < len(party.words) - 1)
    around = around or WORD_RIGHT * (not set(party.numbers) <= set(entry.numbers))
    thin = THIN_NAME * max(0.0, THIN_BELOW - total) * (around > 0)
    numbers = WORD_NUMBER * (not set(entry.numbers) <= set(party.numbers))
    if len(partners) == len(party.words):
        unsaid *= WORD_UNSAID
    share = (
        (lost + unsaid + WORD_INSIDE * between) / total + around + thin + numbers + legal + WORDS
    )
    yield "words", 0, share
