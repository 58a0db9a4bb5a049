"""What a record is whose publisher does not say so: told by cells that only some kinds have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vscreen.schema import Kind

NOTHING: Final = frozenset(
    {"", "-", "-0-", "--", "0", "n/a", "na", "nil", "none", "null", "unknown"}
)
"""What publishers write into a cell that is empty, in lower case."""


def kind_by_evidence(*, ship: Iterable[str] = (), person: Iterable[str] = ()) -> Kind:
    """Return the kind of a record without a type, by cells that say something.

    A record that neither is a ship nor a person by its cells is searched as an organization:
    companies and persons are looked for in the same fields of a manifest, so nothing is lost if
    it is a person after all. Only a ship must be told apart, because it is looked for elsewhere.

    Parameters
    ----------
    ship
        Cells that only ships have: IMO number, MMSI, call sign, tonnage, ship type, flag.
    person
        Cells that only persons have: birth date, place of birth, gender, passport.

    Returns
    -------
    Kind
        A vessel if a cell of ``ship`` says something, else a person if one of ``person`` does,
        else an organization.

    Examples
    --------
    >>> kind_by_evidence(ship=["9161003"], person=["", "-0- "])
    <Kind.VESSEL: 'vessel'>
    >>> kind_by_evidence(ship=["n/a"], person=["1 May 1970"])
    <Kind.PERSON: 'person'>
    >>> kind_by_evidence()
    <Kind.ORGANIZATION: 'organization'>
    """
    if _says_something(ship):
        return Kind.VESSEL
    return Kind.PERSON if _says_something(person) else Kind.ORGANIZATION


def _says_something(cells: Iterable[str]) -> bool:
    return any(cell.strip().casefold() not in NOTHING for cell in cells)
