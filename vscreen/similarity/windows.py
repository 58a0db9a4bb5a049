"""The score of a listed ship's name that stands word for word amid other words.

``windows`` holds every run of words of a text that may be a ship's name (`vscreen.text.amid`). One
that is a listed name scores 100 less what stands around it, and is a review at most: that the very
words stand there says nothing of what they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vscreen.similarity.costs import UNSURE
from vscreen.similarity.name_scores import NameScore
from vscreen.text.amid.windows import Window, listed_keys
from vscreen.text.form import Form

VIEW: Final = "tight"


def window_score(windows: Mapping[Window, float], entry: Form) -> NameScore | None:
    """Return the score of a listed name that is one of a text's windows, None if it is none.

    Examples
    --------
    >>> from vscreen.text.amid.windows import windows_of
    >>> from vscreen.text.vessel_names import vessel_forms
    >>> windows = windows_of("GREY HULL KZ-2201 SOUTHBOUND", "vessel")
    >>> window_score(windows, vessel_forms("GREY HULL")[0]).score
    86.0
    >>> window_score(windows, vessel_forms("GREY HULK")[0])
    """
    found = [windows[key] for key in listed_keys(entry) if key in windows]
    if not found:
        return None
    likeness = 100 * (1 - (min(found) + price_share(entry.price, len(entry.tight))))
    name = replace(entry, price=0.0, around=min(found), amid=True)
    return NameScore(min(UNSURE, likeness), VIEW, 0, name, entry, likeness)


def price_share(price: float, letters: int) -> float:
    """Return the share of the score that the reading of a listed name costs."""
    return price / letters
