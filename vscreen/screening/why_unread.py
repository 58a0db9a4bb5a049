"""Why a cell could not be read, field by field; and which cells of a column surely were.

>>> why_unread("imo", "907472")
'it has 6 digits, an IMO number has 7'
>>> why_unread("imo", "N/A"), why_unread("vessel", "LADY R")
('', '')
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vscreen.columnar.strings import Codes
from vscreen.data.placeholders import FEW, placeholder, suspects_in, why_elsewhere
from vscreen.identifiers.birth_dates import unread_birth_date, unsure_birth_dates
from vscreen.identifiers.registry import SchemeRules, number_columns
from vscreen.identifiers.unread import unread_number, unread_numbers
from vscreen.schema import (
    FREE_TEXT,
    PARTY_BIRTH_DATE_FIELDS,
    PARTY_FIELDS,
    PARTY_IMO_FIELDS,
    SUBJECT,
)
from vscreen.scoring.limits import are_too_long, why_too_long
from vscreen.scoring.parties import VESSEL
from vscreen.text.forms_bulk import surely_legible
from vscreen.text.party_names import party_forms
from vscreen.text.written.masked import masked, masked_many


@dataclass(frozen=True)
class CellReader:
    """How cells of a field are looked at: one by one, and many at once.

    Attributes
    ----------
    why
        Takes a filled cell, returns why it is unread; ``""`` if it was read or says nothing.
    unsure
        Takes distinct cells, and the positions of those that may be placeholders where they are
        known; returns the positions of the cells that may be unread.
    """

    why: Callable[[str], str]
    unsure: Callable[[pa.LargeStringArray, Codes | None], Codes]

    @classmethod
    def of_numbers(cls, rules: SchemeRules) -> CellReader:
        """Return how a column of numbers is looked at."""
        return cls(partial(unread_number, rules), partial(_unsure_numbers, rules))

    @classmethod
    def of_names(cls, field: str) -> CellReader:
        """Return how a column of names is looked at: what names nobody may stand elsewhere."""
        return cls(partial(_why_no_name, field), _unsure_names)


@cache  # a constant of the package
def cell_readers() -> dict[str, CellReader]:
    """Return how the cells of each field that is searched are looked at."""
    numbers = number_columns(company=False)
    company_number = CellReader.of_numbers(number_columns(company=True)["imo"])
    ship, party, notified = map(CellReader.of_names, ("vessel", "party", "notify_party"))
    return {
        **{column: CellReader.of_numbers(rules) for column, rules in numbers.items()},
        **dict.fromkeys(PARTY_IMO_FIELDS, company_number),
        **dict.fromkeys(
            PARTY_BIRTH_DATE_FIELDS,
            CellReader(unread_birth_date, lambda texts, _: unsure_birth_dates(texts)),
        ),
        "vessel": ship,
        **dict.fromkeys((SUBJECT, *PARTY_FIELDS), party),
        "notify_party": notified,
        FREE_TEXT: CellReader(_why_no_text, _unsure_texts),
    }


def why_unread(field: str, cell: str) -> str:
    """Return why a cell is unread; ``""`` if it was read, says nothing, or is not searched.

    Parameters
    ----------
    field
        A member of `vscreen.schema.FIELDS`.
    cell
        What the cell says, as text.
    """
    reader = cell_readers().get(field)
    return reader.why(cell) if reader and cell.strip() else ""


def _why_no_name(field: str, text: str) -> str:
    if too_long := why_too_long(text, field):
        return too_long
    meaning = placeholder(text, field=field)
    if meaning == "elsewhere":
        return why_elsewhere(text)
    if masked(text):
        return "letters of it are masked"
    return "" if meaning or party_forms(text) else "no name can be read in it"


def _unsure_names(texts: pa.LargeStringArray, suspects: Codes | None) -> Codes:
    if len(texts) < FEW:
        return np.arange(len(texts))
    unsure = ~surely_legible(texts) | are_too_long(texts, VESSEL) | masked_many(texts)
    unsure[suspects_in(texts) if suspects is None else suspects] = True
    return np.flatnonzero(unsure)


def _unsure_numbers(
    rules: SchemeRules, texts: pa.LargeStringArray, _suspects: Codes | None
) -> Codes:
    lengths = pc.utf8_length(unread_numbers(rules, texts))
    return np.flatnonzero(lengths.to_numpy(zero_copy_only=False))


def _why_no_text(text: str) -> str:
    return why_too_long(text, FREE_TEXT)


def _unsure_texts(texts: pa.LargeStringArray, _suspects: Codes | None) -> Codes:
    return np.flatnonzero(are_too_long(texts, FREE_TEXT))
