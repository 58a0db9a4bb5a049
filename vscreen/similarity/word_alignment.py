"""The words view: a party's words, each with its weight, paired off with those of a listed name.

It finds a name amid other words, and one whose words were cut, left out or misspelt. Its key is one
of the heaviest words of the listed name, equal or respelt (`vscreen.text.phonetics.word_code`).

Each word has one partner at most. What stands around a name costs by what it tells: rare words
make the party's name another's (``BERKSHIRE HATHAWAY`` is not ``HATHAWAY``). But a name that stands
whole, its words side by side, and tells enough is seldom there by chance: whatever stands around
it, a role, an address or another language, costs no more than common words on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from vscreen.similarity.costs import PARTY_SKELETON_LEAST, SHORT_WORD_TIMES
from vscreen.similarity.own_words import few_letters_differ
from vscreen.similarity.standing.whole import (
    DIGITS,
    NAMED_BESIDE,
    NAMED_WORTH,
    stands_as_listed,
    stands_with_legal_form,
    tells_enough,
    tells_nothing,
)
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
WORD_NAME: Final = 0.1
"""The same at most for a given name that is spelled otherwise: MOHD for MUHAMMED."""
THIN_NAME: Final = 0.2
THIN_BELOW: Final = 1.5
"""A name whose words weigh less than this is likely to stand in a longer text by chance."""
COMMON_WORD: Final = 0.3
"""Words of up to this weight around a name tell nothing of whose it is."""
WORD_RARE: Final = 0.25
"""Charged for the rest of the weight of words around it, as far as it outweighs the name."""
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
    ['PKLNSK', 'natalia']
    """
    return frozenset(map(word_code, heavy_words(form)))


@lru_cache(maxsize=1 << 15)  # for each view, and again for what the words are worth
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
    if (code := word_code(entry)) == word_code(party):
        losses.append(WORD_RESPELT * edits / longer)
        losses.append(WORD_NAME if code.islower() else 1.0)
    shorter, other = sorted((entry, party), key=len)
    if len(shorter) > 2 and other.startswith(shorter):
        losses.append(WORD_BEGINS)
    if len(party) >= PARTY_SKELETON_LEAST and skeleton(party) == party == skeleton(entry):
        losses.append(WORD_SKELETON)
    return min(losses)


def words_view(party: Form, entry: Form, legal: float) -> Iterable[tuple[str, int, float]]:
    """Yield what it costs to pair the words off, and each place where they stand side by side."""
    if heavy_codes(entry).isdisjoint(map(word_code, party.words)):
        return
    for found in (partners(party, entry), *windows(party, entry)):
        yield "words", 0, _share(party, entry, found) + legal


Partners = dict[int, tuple[int, float]]
"""For each position of an entry's word with a partner: that of the party's word, and the loss."""


def partners(party: Form, entry: Form) -> Partners:
    """Pair off the words of an entry with those of a party, each once, the likest first.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> ahmed, ahmed_khan = (name_forms(name)[0] for name in ("AHMED, Ahmed", "Ahmed Khan"))
    >>> partners(ahmed_khan, ahmed)
    {0: (0, 0.0)}
    """
    meetings = sorted(
        (loss, position, other)
        for position, word in enumerate(entry.words)
        for other, given in enumerate(party.words)
        if (loss := word_loss(word, given)) < 1
    )
    found: Partners = {}
    taken: set[int] = set()
    for loss, position, other in meetings:
        if position not in found and other not in taken:
            found[position] = other, loss
            taken.add(other)
    return found


def windows(party: Form, entry: Form) -> Iterator[Partners]:
    """Yield each place where all words of an entry stand side by side in their order."""
    for begin in range(len(party.words) - len(entry.words) + 1):
        beside = party.words[begin : begin + len(entry.words)]
        losses = list(map(word_loss, entry.words, beside))
        if max(losses) < 1:
            yield {at: (begin + at, loss) for at, loss in enumerate(losses)}


def _share(party: Form, entry: Form, found: Partners) -> float:
    """Return the share of the score that is lost if words are paired off so."""
    total = sum(map(word_weight, entry.words))
    lost = sum(word_weight(entry.words[at]) * loss for at, (_, loss) in found.items())
    lost *= SHORT_WORD_TIMES if few_letters_differ(party, entry) else 1.0
    unsaid = sum(word_weight(word) for at, word in enumerate(entry.words) if at not in found)
    taken = {other for other, _ in found.values()}
    first, last = min(taken), max(taken)
    others = [(first < at < last, word) for at, word in enumerate(party.words) if at not in taken]
    line = party.on_paper
    between = sum(word_weight(word) for inside, word in others if inside)
    beside = [word for inside, word in others if not (inside or (line and tells_nothing(word)))]
    outside = round(sum(rare_part(word_weight(word)) for word in beside), DIGITS)
    around = WORD_LEFT * (first > 0) + WORD_RIGHT * (last < len(party.words) - 1)
    around = around or WORD_RIGHT * (not set(party.numbers) <= set(entry.numbers))
    if around:
        charged = around + thin_price(total) + WORD_RARE * outside / (outside + total)
        stands = _stands_by_itself(party, entry, found, outside)
        most = around if total >= THIN_BELOW else WORD_LEFT + WORD_RIGHT
        around = min(charged, most) if stands else charged
    numbers = WORD_NUMBER * (not set(entry.numbers) <= set(party.numbers))
    if not others:
        unsaid *= WORD_UNSAID
    return (lost + unsaid + WORD_INSIDE * between) / total + around + numbers + WORDS


def rare_part(weight: float) -> float:
    """Return how much of a word's weight is beyond that of words that many names have.

    Examples
    --------
    >>> rare_part(1.0), rare_part(0.3)
    (1.0, 0.0)
    """
    return max(0.0, weight - COMMON_WORD) / (1 - COMMON_WORD)


def thin_price(total: float) -> float:
    """Return what words around a name cost that weighs so much in all."""
    return THIN_NAME * max(0.0, THIN_BELOW - total)


def _stands_by_itself(party: Form, entry: Form, found: Partners, outside: float) -> bool:
    """Whether all words of a name that tells enough are said, side by side in any order.

    Amid words that tell nothing, so does a name of one rare word.
    """
    places = [other for other, _ in found.values()]
    if not len(places) == len(entry.words) == max(places) - min(places) + 1:
        return False
    respelt = any(loss for _, loss in found.values())
    named = party.on_paper and entry.worth >= NAMED_WORTH
    if named and outside <= NAMED_BESIDE and not respelt:
        return True
    if tells_enough(entry, respelt=respelt) or stands_with_legal_form(party, entry):
        return True
    return stands_as_listed(party, entry)
