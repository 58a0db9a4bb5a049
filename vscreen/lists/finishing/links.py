"""Which entry a link's name means: by the entry's key, by a number beside the name, by the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from vscreen.lists.numbers_in_prose import printed_numbers
from vscreen.lists.reading import ListEntry
from vscreen.schema import Relation, Scheme

SHARED = ""
"""In the place of a key: two entries have it, so it points at neither."""


def resolve_links(entries: Sequence[ListEntry]) -> None:
    """Give each link the key of the entry it means, where one entry alone can be meant.

    A wrong link is worse than none: a name that two entries have points at neither, unless the
    file says by a key or an IMO number which of them is meant.

    Parameters
    ----------
    entries
        All entries of a list, with unique keys.

    Examples
    --------
    >>> from vscreen.schema import Kind
    >>> firm = ListEntry("1", Kind.ORGANIZATION, "IBEX LTD.")
    >>> ship = ListEntry("2", Kind.VESSEL, "GREY HULL")
    >>> ship.add_link(Relation.OWNER, "Ibex Ltd")
    >>> resolve_links([firm, ship])
    >>> ship.links
    {(<Relation.OWNER: 'owner'>, 'Ibex Ltd'): ['1']}
    """
    targets = _Targets(entries)
    for entry in entries:
        if entry.links:
            entry.links = dict(targets.resolved(entry))


class _Targets:
    """The entries of a list, to be found by what a link prints."""

    def __init__(self, entries: Sequence[ListEntry]) -> None:
        self._entries = entries

    def resolved(self, entry: ListEntry) -> Iterator[tuple[tuple[Relation, str], list[str]]]:
        """Yield the links of an entry with the keys they point at."""
        for (relation, name), keys in entry.links.items():
            known = [key for key in keys if key in self._keys]
            printed = name
            # Where a sentence ends with `CO., LTD.`, the name's own full stop was cut off with it.
            if name not in self._exact and f"{name}." in self._exact:
                printed = f"{name}."
            key = SHARED if known else self._meant(printed)
            yield (
                (relation, printed),
                known or [key for key in [key] if key not in {SHARED, entry.key}],
            )

    def _meant(self, printed: str) -> str:
        """Return the key of the one entry that a text means, or ``""``."""
        if printed in self._exact:
            return self._exact[printed]
        numbers = (self._numbered.get(number.value) for number in printed_numbers(printed))
        if numbered := next(filter(None, numbers), SHARED):
            return numbered
        folded = _folded(printed)
        return self._folded[folded] if folded in self._folded else self._aliases.get(folded, SHARED)

    @cached_property
    def _keys(self) -> set[str]:
        return {entry.key for entry in self._entries}

    @cached_property
    def _exact(self) -> dict[str, str]:
        return _unique((entry.name, entry.key) for entry in self._entries)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return _unique((_folded(entry.name), entry.key) for entry in self._entries)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        named = ((name, entry.key) for entry in self._entries for name in entry.names)
        return _unique((_folded(name), key) for name, key in named)

    @cached_property
    def _numbered(self) -> dict[str, str]:
        own = {Scheme.IMO_SHIP, Scheme.IMO_COMPANY}
        return _unique(
            (value, entry.key)
            for entry in self._entries
            for scheme, value in entry.identifiers
            if scheme in own
        )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the key of each text, `SHARED` where two keys have it."""
    keys: dict[str, str] = {}
    for text, key in pairs:
        keys[text] = key if keys.setdefault(text, key) == key else SHARED
    return keys


def _folded(name: str) -> str:
    """Return a name without regard to case, blanks, commas and full stops."""
    return " ".join(name.casefold().replace(",", " ").replace(".", " ").split())
