"""The receipt of a list file: what became of each of the publisher's own records.

A reader that loses a record would never notice it. So the records of a file are counted apart from
their reading, and each is accounted for: it is an entry, adds to one, belongs to another list of
the file, or was set aside for a reason. A file whose sum is not exact is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vscreen.files.source import Source

Count = Callable[["Source"], int]
"""Counts the publisher's records in a file, whatever a reader makes of them."""

MOST_KEYS: Final = 5


@dataclass(frozen=True)
class SetAside:
    """A record from which no entry comes: its key or place, and why, such as ``without a name``."""

    key: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """What a reader made of the records of a file, by its own account.

    ``entries`` came from as many records; ``merged`` records added to an entry of this file or of
    another; ``elsewhere`` records belong to another list of the same file.
    """

    source: Source
    entries: int = 0
    merged: int = 0
    elsewhere: int = 0
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The publisher's records of a file, counted apart, and what became of them.

    ``unit`` is what the publisher's records are, in the plural; the other fields are as in
    `Account`.

    Examples
    --------
    >>> nameless = (SetAside("RUS1", "without a name"), SetAside("RUS2", "without a name"))
    >>> receipt = Receipt(
    ...     file="list.ods", unit="rows", records=5302, entries=5300, set_aside=nameless)
    >>> receipt.sentence, receipt.is_exact
    ('5,302 rows = 5,300 entries + 2 without a name', True)
    """

    file: str
    unit: str
    records: int
    entries: int
    merged: int = 0
    elsewhere: int = 0
    set_aside: tuple[SetAside, ...] = ()

    @property
    def missing(self) -> int:
        """How many records are not accounted for; below zero if more came out than stand in it."""
        return self.records - self.entries - self.merged - self.elsewhere - len(self.set_aside)

    @property
    def is_exact(self) -> bool:
        """Whether every record is accounted for."""
        return self.missing == 0

    @property
    def sentence(self) -> str:
        """The receipt as a sum, for people."""
        return f"{_counted(self.records, self.unit)} = {' + '.join(self._parts()) or '0 entries'}"

    def _parts(self) -> Iterator[str]:
        if self.entries or not self.merged:
            yield _counted(self.entries, "entries")
        if self.merged:
            yield f"{self.merged:,} adding to an entry"
        if self.elsewhere:
            yield f"{self.elsewhere:,} of another list"
        reasons = Counter(record.reason for record in self.set_aside)
        yield from (f"{count:,} {reason}" for reason, count in reasons.items())

    def warnings(self) -> Iterator[str]:
        """Yield a sentence for each reason for which records were set aside, with their keys."""
        for reason, count in Counter(record.reason for record in self.set_aside).items():
            keys = [record.key for record in self.set_aside if record.reason == reason]
            more = ", ..." if count > MOST_KEYS else ""
            yield (
                f"{self.file}: {count:,} of {_counted(self.records, self.unit)} set aside, "
                f"{reason} ({', '.join(keys[:MOST_KEYS])}{more})"
            )


def _counted(count: int, unit: str) -> str:
    """Return a count with its unit, which is given in the plural."""
    if count != 1:
        return f"{count:,} {unit}"
    return f"1 {unit[:-3]}y" if unit.endswith("ies") else f"1 {unit.removesuffix('s')}"


def write_receipt(account: Account, *, unit: str, count: Count) -> Receipt:
    r"""Return the receipt of a file.

    Parameters
    ----------
    account
        What a reader made of the file's records.
    unit
        The publisher's word for its records, in the plural.
    count
        Counts them.

    Raises
    ------
    ListFormatError
        If the account is not exact.

    Examples
    --------
    >>> from pathlib import Path
    >>> from vscreen.files.source import Source
    >>> file = Source(Path("x.csv"), b"name\nMARIA\nLADY R\n")
    >>> write_receipt(Account(source=file, entries=2), unit="rows", count=lambda _: 2).sentence
    '2 rows = 2 entries'
    """
    source = account.source
    receipt = Receipt(
        file=source.path.name,
        unit=unit,
        records=count(source),
        entries=account.entries,
        merged=account.merged,
        elsewhere=account.elsewhere,
        set_aside=account.set_aside,
    )
    if receipt.is_exact:
        return receipt
    found = (
        f"{receipt.missing:,} of its {_counted(receipt.records, unit)} "
        f"{'is' if receipt.missing == 1 else 'are'} not accounted for"
        if receipt.missing > 0
        else f"{-receipt.missing:,} more came out of it than its {_counted(receipt.records, unit)}"
    )
    raise source.refuse(
        f"{found} ({receipt.sentence})",
        "this is a fault of vscreen or of the file, so nothing is read from it: report it with "
        "the file",
    )
