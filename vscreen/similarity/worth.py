"""What a name is worth: how much its words tell, and what a name may do that tells little.

A word that many unrelated firms, persons or places bear, a short one, a legal form, a number tell
little: that a party bears them too is chance. Worth is counted in bits, from constants of the
language (`lexicon.word_worth`) and never from the lists at hand, so that no new entry clears a row.

What two names have in common is worth what the words of either are that meet a word of the other.
Is that less than `WHOLE`, what one rare word is worth, and are they no more than `MANY` words, then
the names agree

* only where no other word of either is worth anything: ATLAS is met by ATLAS CO, and not by ATLAS
  COPCO. Is what they share worth less than `KNOWN`, then all of the listed name must be said, and
  nothing else if it has no word of its own and is not long: GENERAL TRADING is not INDUSTRIAL
  GENERAL TRADING. Unless one is cut, stands with its legal form (ATLAS LLC, MINSK), or has words
  that are all said and tell enough together (`whole.tells_enough`);
* at most for a review, unless they are the same letters and numbers, and of several words, or of
  one that is rare or bears the same legal form.

A name that is worth less than `KNOWN` and is not long is not met in other letters of its script if
that makes another word that others bear: JIHAD is not NIHAL, but may be JIHXD.

A name that says one word twice (HUSSEIN HUSSEIN) is not met by ear where other words are said.

A name of words of trade alone tells as little, unless it is the same in every letter: NPK
INTERNATIONAL is not NPC INTERNATIONAL.

A name of one word is not looked for in what may be an address: in a later line of a cell it must be
equal, and worth something; of a longer name such a line must say all, as GUANGDONG, CHINA doesn't
say CHINA GUANGDONG POWER. A number alone must be all of the cell, for a review.

Such a name still confirms: where an identifier agrees, it counts in full (`scoring.judge`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from vscreen.similarity.costs import UNSURE
from vscreen.similarity.standing.whole import (
    stands_as_listed,
    stands_with_legal_form,
    tells_enough,
    tells_nothing,
)
from vscreen.similarity.word_alignment import word_loss
from vscreen.text.form import Form
from vscreen.text.lexicon import is_known_word, word_weight, word_worth
from vscreen.text.sounds.ears import ear_code

WHOLE: Final = 7
"""Bits from which what two names have in common is no chance: a rare word of four letters."""
CUT_WORTH: Final = 2
"""Bits that the beginning of a name is worth at least."""
BY_WORDS: Final = frozenset({"words", "cut"})
"""Views that count though words of one side have no partner."""
KNOWN: Final = 4
"""Bits from which a word that others bear too may name somebody by itself."""
MANY: Final = 3
"""Words from which a name is looked for as a whole though each of them tells nothing; more than
these that two names share are no chance."""
MANY_LETTERS: Final = 20
"""Letters from which it is looked for as a whole, too."""
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
    same = party.tight == entry.tight or party.whole == entry.whole
    if not _may_stand(party, entry, same=same):
        return 0.0
    if view in BY_WORDS:
        shared = common_worth(party, entry)
        listed = view == "words" and shared.says_entry and stands_as_listed(party, entry)
        if not listed and _are_apart(view, party, entry, shared):
            return 0.0
        agreed = max(shared.agreed, int(listed))
    elif not same and (_is_anybody(party, entry) or (view == "heard" and is_doubled(party, entry))):
        return 0.0
    else:
        agreed = entry.worth if same or entry.own_words else min(entry.worth, WHOLE - 1)
    if agreed >= WHOLE or (same and is_plainly_same(party, entry)):
        return MOST
    return UNSURE if agreed or same or (view not in BY_WORDS and is_long(entry)) else 0.0


def is_long(entry: Form) -> bool:
    """Whether a name is looked for as a whole though each of its words tells nothing.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("GENERAL TRADING", "GENERAL TRADING INDUSTRIES")
    >>> [is_long(name_forms(name)[0]) for name in names]
    [False, True]
    """
    return len(set(entry.words)) >= MANY or len(entry.tight) >= MANY_LETTERS


def is_common(view: str, party: Form, entry: Form) -> bool:
    """Whether what two names have in common in a view is too little to convict."""
    return bool(view) and most_party_score(view, party, entry) < MOST


def _are_apart(view: str, party: Form, entry: Form, shared: Shared) -> bool:
    """Whether names agree in so little that what else either says makes it another's."""
    if view == "cut":
        return shared.agreed < CUT_WORTH and shared.spare > 0
    if party.around and not shared.says_entry:
        return True
    if shared.agreed >= WHOLE or shared.words > MANY:
        return False
    named = shared.says_party or is_long(entry) or bool(entry.own_words)
    apart = shared.spare > 0 or (shared.agreed < KNOWN and not (shared.says_entry and named))
    return apart and not _may_say_more(party, entry, shared.agreed)


def _may_say_more(party: Form, entry: Form, agreed: int) -> bool:
    """Whether names may agree in little though one says more: whole, with its legal form."""
    words, given = set(entry.words), set(party.words)
    if agreed >= SEVERAL and given <= words and sum(word_worth(word) > 0 for word in given) > 1:
        return True
    enough = entry.worth >= KNOWN or is_long(entry)
    if len(words) > 1 and words <= given and enough and tells_enough(entry):
        return True
    return agreed > 0 and stands_with_legal_form(party, entry)


def _may_stand(party: Form, entry: Form, *, same: bool) -> bool:
    """Whether a name may be looked for where the party's stands in its cell."""
    if not entry.words:
        return not (party.price or party.around)
    alone = 1 in {len(set(party.words)), len(set(entry.words))} and party.around > 0
    return not alone or (same and entry.worth > 0)


def _is_anybody(party: Form, entry: Form) -> bool:
    """Whether a name in other letters of one script is that of anybody who has a like name."""
    if party.latin != entry.latin or entry.worth >= KNOWN or is_long(entry):
        return False
    others = set(party.words) - set(entry.words)
    return party.sorted != entry.sorted and any(map(is_known_word, others))


def is_doubled(party: Form, entry: Form) -> bool:
    """Whether a listed name says one thing twice by ear, and the party's more than that.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> names = ("Hussein HUSSEIN", "حسين حسين", "حسين القبيل")
    >>> listed, doubled, other = (name_forms(name)[0] for name in names)
    >>> is_doubled(doubled, listed), is_doubled(other, listed)
    (False, True)
    """
    said, listed = (
        [ear_code(sounds) for sounds in form.ears if len(sounds) > 1] for form in (party, entry)
    )
    return len(listed) > 1 and len(set(listed)) == 1 and len(set(said)) > 1


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


class Shared(NamedTuple):
    """What two names have in common: bits, and words of the entry.

    Attributes
    ----------
    agreed, spare
        What the words are worth that meet one of the other, on the side where that is less; and
        those that meet none, on the side where that is more.
    words
        Number of the entry's words that meet one.
    says_entry, says_party
        Whether these are all of the entry's, and whether all of the party's meet one.
    """

    agreed: int
    spare: int
    words: int
    says_entry: bool
    says_party: bool


def common_worth(party: Form, entry: Form) -> Shared:
    """Return what the words are worth that two names have in common, and those of one alone.

    Examples
    --------
    >>> from vscreen.text.party_names import name_forms
    >>> common_worth(name_forms("BORONEZH ZHELEZO")[0], name_forms("BORONEZH TRADING")[0])
    Shared(agreed=8, spare=8, words=1, says_entry=False, says_party=False)
    """
    given, listed = set(party.words), set(entry.words)
    met = [(own, other) for own in given for other in listed if word_loss(other, own) < 1]
    our, their = {own for own, _ in met}, {other for _, other in met}
    others = {word for word in given - our if not (party.on_paper and tells_nothing(word))}
    spare = max(_sum(others), _sum(listed - their))
    agreed = min(_sum(our), _sum(their))
    return Shared(agreed, spare, len(their), their == listed, our == given)


def _sum(words: Iterable[str]) -> int:
    return sum(map(word_worth, words))
