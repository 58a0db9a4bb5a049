"""What a record is whose publisher does not say so: told by cells that only some kinds have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from vscreen.lists.finishing.finish import note_printed_numbers
from vscreen.lists.reading import ListEntry
from vscreen.schema import Kind, Scheme

NOTHING: Final = frozenset(
    {"", "-", "-0-", "--", "0", "n/a", "na", "nan", "nil", "none", "null", "unknown"}
)
"""What publishers write into a cell that is empty, in lower case."""

AS_SHIP: Final = "-ship"
"""How the key of an entry ends that is the ship of an entry of which nothing says what it is."""


def kind_by_evidence(*, ship: Iterable[str] = (), person: Iterable[str] = ()) -> Kind:
    """Return the kind of a record without a type, by cells that say something.

    Companies and persons are looked for in the same fields of a manifest, so nothing is lost if an
    organization is a person after all. A ship is looked for elsewhere: see `with_ships`.

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


def with_ships(entries: Iterable[ListEntry]) -> Iterator[ListEntry]:
    """Yield entries, and each of which nothing says what it is a second time, as a ship.

    A ship is looked for in other fields of a manifest than a company or a person. If a record
    that says nothing were searched as one of them alone, the other would be missed.

    Parameters
    ----------
    entries
        The entries of a list.

    Examples
    --------
    >>> doubtful = ListEntry("17", Kind.ORGANIZATION, "GREY HULL", may_be_ship=True)
    >>> [(entry.key, str(entry.kind)) for entry in with_ships([doubtful])]
    [('17', 'organization'), ('17-ship', 'vessel')]
    """
    for entry in entries:
        yield entry
        if entry.may_be_ship:
            numbers = {
                number: current
                for number, current in entry.identifiers.items()
                if number[0] != Scheme.IMO_COMPANY
            }
            key = f"{entry.key}{AS_SHIP}"
            ship = replace(entry, key=key, kind=Kind.VESSEL, identifiers=numbers, records=0)
            note_printed_numbers(ship)
            yield ship


def _says_something(cells: Iterable[str]) -> bool:
    return any(cell.strip().casefold() not in NOTHING for cell in cells)
