"""Labelled facts, such as ``Tax ID No. 7707083893 (Russia)``: what each label means.

The labels are a table, ``data/id_labels.csv``; both OFAC's remarks and the ``identifiers`` column
of an own list consist of them. A label that means nothing to a screening (``Gender``) stays in the
remarks.
"""

from __future__ import annotations

import re
from typing import Final

from vscreen.data import read_table
from vscreen.identifiers.imo import clean_imo
from vscreen.identifiers.lei import is_valid_lei
from vscreen.lists.reading import ListEntry
from vscreen.schema import Relation, Scheme

MEANINGS: Final = {row["label"]: row["means"] for row in read_table("id_labels.csv")}

# The longest label first, so that `IMO company 6016988` is not read as an IMO `company`.
LABELLED: Final = re.compile(
    r"(?:alt\. )?("
    + "|".join(re.escape(label) for label in sorted(MEANINGS, key=len, reverse=True))
    + r")(?![A-Za-z0-9])[\s:]*(\S.*)",
    re.DOTALL,
)
IMO: Final = re.compile(
    r"\(?IMO\)?(?:[\s:.#]|(?:company|identification|number|no|ship)\b)*\d", re.IGNORECASE
)

# What stands after the number itself: its country, its issue, a note in brackets.
NUMBER: Final = re.compile(
    r"(.*?)(?:\s+\([^()]*\))?(?:,?\s+(?:issued|expires|expired|dated) .*)?$", re.DOTALL
)

COLUMNS: Final = {
    "birth_date": "birth_date",
    "country": "countries",
    "flag": "flag",
    "vessel_type": "vessel_type",
}
NUMBERS: Final = ("build_year", "gross_tonnage")
RELATIONS: Final = {
    "linked_to": Relation.LINKED_TO,
    "operator": Relation.OPERATOR,
    "owner": Relation.OWNER,
}


def split_label(printed: str) -> tuple[str, str]:
    """Return the label that a fact begins with, if it is known, and the rest.

    Examples
    --------
    >>> split_label("alt. Tax ID No. 7707083893 (Russia)")
    ('Tax ID No.', '7707083893 (Russia)')
    >>> split_label("all offices worldwide")
    ('', 'all offices worldwide')
    """
    match = LABELLED.fullmatch(printed)
    return (match.group(1), match.group(2)) if match else ("", printed)


def note(entry: ListEntry, label: str, value: str, *, unknown: str = "") -> None:
    """Add a labelled value to an entry: an identifier, a fact or a link, as the label means.

    A label that means nothing to a screening adds nothing.

    Parameters
    ----------
    entry, label, value
        The entry, added to in place, and the fact.
    unknown
        What a label means that is in no table.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> ship = ListEntry("36", Kind.VESSEL, "MARIA")
    >>> note(ship, "Vessel Registration Identification", "IMO 8517839")
    >>> list(ship.identifiers)
    [(<Scheme.IMO_SHIP: 'imo_ship'>, '8517839')]
    """
    means = MEANINGS.get(label, unknown)
    if means in RELATIONS:
        entry.add_link(RELATIONS[means], value)
    elif means in NUMBERS:
        entry.add_number(means, value)
    elif means in COLUMNS:
        entry.add_fact(COLUMNS[means], value)
    elif means:
        _note_identifier(entry, label, means, value)


def _note_identifier(entry: ListEntry, label: str, means: str, value: str) -> None:
    number = NUMBER.sub(r"\1", value)
    # OFAC prints a company's IMO number under four different labels, the ships' own among them,
    # and a Russian register's number (`RS 150443`) under the ships' label.
    if IMO.match(value) or (means == "imo" and clean_imo(number)):
        entry.add_imo(clean_imo(number) or number)
    elif means == "imo" or (means == Scheme.LEI and not is_valid_lei(number)):
        entry.add_identifier(Scheme.REGISTRATION, number)
    elif means == Scheme.OTHER:
        entry.add_identifier(Scheme.OTHER, f"{label} {value}")
    else:
        entry.add_identifier(Scheme(means), number)
