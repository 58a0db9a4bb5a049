"""Sanctions lists: which reader fits a file, and what it reads out of it.

Every reader module ends with a `vscreen.lists.reader.Reader`; `vscreen.lists.registry` has them
all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vscreen.errors import EmptyListError
from vscreen.files.signatures import looks_like
from vscreen.files.source import Source
from vscreen.lists.reading import Reading, SourceFile

if TYPE_CHECKING:
    from vscreen.lists.reader import Reader


def read_sources(sources: Sequence[Source]) -> list[Reading]:
    r"""Return the readings of all files, in the order of the readers.

    Raises
    ------
    ListFormatError
        If no reader knows a file, or a file is damaged.
    EmptyListError
        If a file or a list is empty.

    Examples
    --------
    >>> from pathlib import Path
    >>> own = Source(Path("own.csv"), b"id,kind,name\n1,vessel,MARIA\n")
    >>> [reading.list for reading in read_sources([own])]
    ['own']
    """
    from vscreen.lists.registry import READERS  # who reads no list file needs no reader

    chosen = [(find_reader(source), source) for source in sources]
    files = {reader: [source for by, source in chosen if by is reader] for reader in READERS}
    return [
        reading for reader in READERS if files[reader] for reading in reader.read(files[reader])
    ]


def find_reader(source: Source) -> Reader:
    """Return the reader that recognises the file.

    Raises
    ------
    ListFormatError
        If no reader does; the message says what the file looks like.
    EmptyListError
        If the file is empty.

    Examples
    --------
    >>> from pathlib import Path
    >>> find_reader(Source(Path("sdn.xml"), b"<sdnList><sdnEntry>")).id
    'ofac'
    """
    from vscreen.lists.registry import READERS, known_lists

    for reader in READERS:
        if reader.recognises(source):
            return reader
    seen = looks_like(source.data)
    if not source.data.strip():
        raise EmptyListError(f"{source.path}: {seen}; download it again")
    raise source.refuse(f"{seen}, and no list that is known", known_lists())


__all__ = ["Reading", "Source", "SourceFile", "find_reader", "read_sources"]
