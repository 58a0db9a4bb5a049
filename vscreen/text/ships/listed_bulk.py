"""Which of many listed ships' names may be written in other ways: see `text.ships.listed`."""

from __future__ import annotations

import numpy as np

from vscreen.columnar.strings import Bools
from vscreen.text.ships.listed import SENT
from vscreen.text.tokens_bulk import Raw, odd_for_ships
from vscreen.text.vocabulary import vocabulary


def odd_for_listed_ships(raw: Raw) -> Bools:
    """Whether a token stands in a name that the plain functions must take apart."""
    tokens = raw.tokens
    long = np.diff(np.flatnonzero(raw.source == 0), prepend=-1) > SENT + 1
    odd: Bools = odd_for_ships(raw) | tokens.known(vocabulary().reread, False)
    return odd | tokens.number[tokens.code] | long[tokens.owner]
