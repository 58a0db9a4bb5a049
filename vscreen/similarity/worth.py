"""What a name is worth: how much its words tell, and what a name may do that tells little.

A word that many unrelated firms, persons or places bear, a short one, a legal form, a number tell
little: that a party bears them too is chance. Worth is counted in bits, from constants of the
language (`lexicon.word_worth`) and never from the lists at hand, so that no new entry clears a row.

What two names have in common is worth what the words of either are that meet a word of the other.
Is that less than `WHOLE`, what one rare word is worth, then the names agree

* only where neither says much else, of which `SPARE` of it is too much: ATLAS is met by ATLAS
  TRADING, and not by ATLAS COPCO, unless the name stands there with its legal form (ATLAS LLC);
* at most for a review, unless they are the same in every word, number and legal form, and more than
  one known word.

A name of one word is not looked for in what may be an address: in a later line of a cell it must be
equal, and worth something. A number alone must be all of the cell, for a review.

Such a name still confirms: where an identifier agrees, it counts in full (`scoring.judge`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vscreen.similarity.costs import UNSURE
from vscreen.similarity.word_alignment import stands_with_legal_form, word_loss
from vscreen.text.form import Form
from vscreen.text.lexicon import word_weight, word_worth

WHOLE: Final = 9
"""Bits from which what two names have in common is no chance: a rare word of four letters."""
SPARE: Final = 0.5
"""Share of it that other words may be worth, if it is less."""
BY_WORDS: Final = frozenset({"words", "cut"})
"""Views that count though words of one side have no partner."""
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
        if agreed < WHOLE and spare > SPARE * agreed:
            return UNSURE if agreed and stands_with_legal_form(party, entry) else 0.0
    else:
        agreed = entry.worth
    if agreed >= WHOLE or (same and is_plainly_same(party, entry)):
        return MOST
    return UNSURE if agreed or same else 0.0


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
    equal = party.numbers == entry.numbers and party.legal == entry.legal
    known = not entry.words or (len(entry.words) == 1 and word_weight(entry.words[0]) < 1)
    return equal and (bool(entry.legal) or not known)


def common_worth(party: Form, entry: Form) -> tuple[int, int]:
    """Return what the words are worth that two names have in common, and those of one alone.

    Of the words of one alone, the side counts whose are worth more.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> common_worth(name_forms("BORONEZH ZHELEZO")[0], name_forms("BORONEZH TRADING")[0])
    (10, 10)
    """
    given, listed = set(party.words), set(entry.words)
    met = [(own, other) for own in given for other in listed if word_loss(other, own) < 1]
    our, their = {own for own, _ in met}, {other for _, other in met}
    return min(_sum(our), _sum(their)), max(_sum(given - our), _sum(listed - their))


def _sum(words: Iterable[str]) -> int:
    return sum(map(word_worth, words))
