"""What a name is worth: how much its words tell, and what a name may do that tells little.

A word that many unrelated firms, persons or places bear, a short one, a legal form, a number tell
little: that a party bears them too is chance. Worth is counted in bits, from constants of the
language (`lexicon.word_worth`) and never from the lists at hand, so that no new entry clears a row.

What two names have in common is worth what the words of either are that meet a word of the other.
Is that less than `WHOLE`, what one rare word is worth, then the names agree

* only where neither says much else, of which `SPARE` of it is too much: ATLAS is met by ATLAS
  CO, and not by ATLAS COPCO; unless one is cut, stands with its legal form (ATLAS LLC, MINSK), or
  has two words that are both said and tell enough together (`word_alignment.tells_enough`);
* at most for a review, unless they are the same letters and numbers, and of several words, or of
  one that is rare or bears the same legal form.

A name of words of trade alone tells as little, unless it is the same in every letter: NPK
INTERNATIONAL is not NPC INTERNATIONAL.

A name of one word is not looked for in what may be an address: in a later line of a cell it must be
equal, and worth something. A number alone must be all of the cell, for a review.

Such a name still confirms: where an identifier agrees, it counts in full (`scoring.judge`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vscreen.similarity.costs import UNSURE
from vscreen.similarity.word_alignment import (
    stands_with_legal_form,
    tells_enough,
    word_loss,
)
from vscreen.text.form import Form
from vscreen.text.lexicon import word_weight, word_worth

WHOLE: Final = 7
"""Bits from which what two names have in common is no chance: a rare word of four letters."""
SPARE: Final = 0.25
"""Share of it that other words may be worth, if it is less."""
CUT_WORTH: Final = 2
"""Bits that the beginning of a name is worth at least."""
BY_WORDS: Final = frozenset({"words", "cut"})
"""Views that count though words of one side have no partner."""
KNOWN: Final = 4
"""Bits from which a word that others bear too may name somebody by itself."""
MANY: Final = 3
"""Words from which a name is looked for as a whole though each of them tells nothing."""
MANY_LETTERS: Final = 20
"""Letters, with those of its legal form, from which it is looked for as a whole, too."""
SEVERAL: Final = 5
"""Bits from which two words are enough if the party says nothing but them."""
MOST: Final = 100.0
"""The most that any score can be."""


def most_party_score(view: str, party: Form, entry: Form) -> float:
    """Return the most that two companies' or persons' names can score in a view.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> def most(party, entry):
    ...     return most_party_score("words", name_forms(party)[0], name_forms(entry)[0])
    >>> most("AHMED BARAA", "AHMED"), most("AHMED COMPANY", "AHMED"), most("TO SHEVKOR", "SHEVKOR")
    (0.0, 92.0, 100.0)
    """
    same = party.tight == entry.tight
    if not _may_stand(party, entry, same=same):
        return 0.0
    if view in BY_WORDS:
        agreed, spare = common_worth(party, entry)
        apart = agreed < WHOLE and spare > SPARE * agreed
        if apart and not _may_say_more(view, party, entry, agreed):
            return 0.0
    else:
        agreed = entry.worth if same or entry.own_words else min(entry.worth, WHOLE - 1)
    if agreed >= WHOLE or (same and is_plainly_same(party, entry)):
        return MOST
    long = len(set(entry.words)) >= MANY or len(entry.whole) >= MANY_LETTERS
    return UNSURE if agreed or same or (long and view not in BY_WORDS) else 0.0


def is_common(view: str, party: Form, entry: Form) -> bool:
    """Whether what two names have in common in a view is too little to convict."""
    return bool(view) and most_party_score(view, party, entry) < MOST


def _may_say_more(view: str, party: Form, entry: Form, agreed: int) -> bool:
    """Whether names may agree in little though one says more: cut, whole, with its legal form."""
    if view == "cut":
        return agreed >= CUT_WORTH
    words, given = set(entry.words), set(party.words)
    if agreed >= SEVERAL and len(given) > 1 and given <= words:
        return True
    if len(words) > 1 and words <= set(party.words) and tells_enough(entry):
        return True
    return agreed > 0 and stands_with_legal_form(party, entry)


def _may_stand(party: Form, entry: Form, *, same: bool) -> bool:
    """Whether a name may be looked for where the party's stands in its cell."""
    if not entry.words:
        return not (party.price or party.around)
    alone = len(set(entry.words)) == 1 and party.around > 0
    return not alone or (same and entry.worth > 0)


def is_plainly_same(party: Form, entry: Form) -> bool:
    """Whether names of the same letters are the same name, and that is more than a known word.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> tom, doubled, firm = (name_forms(name)[0] for name in ("TOM", "TOM TOM", "TOM LLC"))
    >>> [is_plainly_same(name, name) for name in (tom, doubled, firm)]
    [False, True, True]
    """
    if party.numbers != entry.numbers or not entry.words:
        return False
    if len(set(entry.words)) > 1:
        return True
    named = bool(entry.legal) or len(entry.words) > 1 or not is_common_word(entry.words[0])
    return party.legal == entry.legal and named


def is_common_word(word: str) -> bool:
    """Whether so many bear a word that it alone names nobody: TOM, not a rare HM."""
    return word_weight(word) < 1 and word_worth(word) < KNOWN


def common_worth(party: Form, entry: Form) -> tuple[int, int]:
    """Return what the words are worth that two names have in common, and those of one alone.

    Of the words of one alone, the side counts whose are worth more.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> common_worth(name_forms("BORONEZH ZHELEZO")[0], name_forms("BORONEZH TRADING")[0])
    (8, 8)
    """
    given, listed = set(party.words), set(entry.words)
    met = [(own, other) for own in given for other in listed if word_loss(other, own) < 1]
    our, their = {own for own, _ in met}, {other for _, other in met}
    return min(_sum(our), _sum(their)), max(_sum(given - our), _sum(listed - their))


def _sum(words: Iterable[str]) -> int:
    return sum(map(word_worth, words))
