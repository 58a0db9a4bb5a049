"""Sanctions lists: which reader fits a file, and what it reads out of it.

Every reader module has the same shape: ``recognises(source)`` looks at the content, never at the
name, and ``read(sources)`` returns one `Reading` for each list in the files it recognised.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from vscreen.errors import EmptyListError
from vscreen.files.signatures import looks_like
from vscreen.files.source import Source
from vscreen.lists.reading import Reading, SourceFile

if TYPE_CHECKING:
    from vscreen.lists.registry import Reader


KNOWN: Final = (
    "known are the lists of OFAC, Commerce's Consolidated Screening List and Denied Persons List, "
    "the lists of the UN, the EU, the UK, Switzerland, Canada, Australia, New Zealand, Japan, "
    "Ukraine, France, Belgium and Monaco, OpenSanctions' and Senzing's files, and an own list with "
    "the headings id, kind, name"
)


def read_sources(sources: Sequence[Source]) -> list[Reading]:
    """Return the readings of all files.

    Raises
    ------
    ListFormatError
        If no reader knows a file, or the one that does finds it damaged.
    EmptyListError
        If a file or a list is empty.
    """
    from vscreen.lists.registry import READERS  # who reads no list file needs no reader

    chosen = [(find_reader(source), source) for source in sources]
    return [
        reading
        for reader in READERS
        if (its := [source for one, source in chosen if one is reader])
        for reading in reader.read(its)
    ]


def find_reader(source: Source) -> Reader:
    """Return the reader that recognises the file.

    Raises
    ------
    ListFormatError
        If none does; the message says what the file looks like.
    EmptyListError
        If the file is empty.
    """
    from vscreen.lists.registry import READERS

    for reader in READERS:
        if reader.recognises(source):
            return reader
    seen = looks_like(source.data)
    if not source.data.strip():
        raise EmptyListError(f"{source.path}: {seen}; download it again")
    raise source.refuse(f"{seen}, and no list that is known", KNOWN)


__all__ = ["Reading", "Source", "SourceFile", "find_reader", "read_sources"]
