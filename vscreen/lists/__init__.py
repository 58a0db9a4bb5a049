"""Sanctions lists: which reader fits a file, and what it reads out of it.

Every reader module ends with a `vscreen.lists.reader.Reader`; `vscreen.lists.registry` has them
all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vscreen.errors import EmptyListError, ListError
from vscreen.files.signatures import (
    ARCHIVES,
    LFS,
    OLE,
    PDF,
    UTF16_MARKS,
    error_said,
    is_empty,
    is_page,
    looks_like,
)
from vscreen.files.source import Source
from vscreen.lists.reading import Reading, SourceFile

if TYPE_CHECKING:
    from vscreen.lists.reader import Reader

# What publishers offer beside their data, and old Office files that are no XLS whose records can be
# walked through: it has no checksums, so that damage in it would lose rows unseen.
UNREAD: Final = {
    PDF: "take the edition of the publisher that is data: XML, CSV, XLSX, JSON or HTML",
    OLE: "open it in a spreadsheet program, save it as XLSX, and compare how many rows it has",
    LFS: "fetch the file itself: git lfs pull",
    **dict.fromkeys((signature for signature, _ in ARCHIVES), "unpack it"),
    **dict.fromkeys(UTF16_MARKS, "save it as UTF-8"),
}
PAGES: Final = (".htm", ".html", ".xhtml")
"""How the name of a page ends that somebody saved; under another name it came instead of a file."""


@dataclass(frozen=True)
class Attempt:
    """What came of reading files: readings, the error of each bad file, and the unknown files."""

    readings: list[Reading]
    problems: dict[Path, ListError]
    unknown: tuple[Path, ...] = ()


def read_sources(sources: Sequence[Source]) -> list[Reading]:
    r"""Return the readings of all files, in the order of the readers.

    Raises
    ------
    ListFormatError
        If no reader knows a file, or a file is damaged; a `BadFilesError` names all such files.
    EmptyListError
        If a file or a list is empty.

    Examples
    --------
    >>> from pathlib import Path
    >>> own = Source(Path("own.csv"), b"id,kind,name\n1,vessel,MARIA\n")
    >>> [reading.list for reading in read_sources([own])]
    ['own']
    """
    from vscreen.lists.reader import refuse  # who reads no list file needs no reader

    attempt = try_sources(sources)
    refuse(attempt.problems)
    return attempt.readings


def try_sources(sources: Sequence[Source], *, skip_unknown: bool = False) -> Attempt:
    r"""Return what can be read, and what is wrong with each other file.

    Parameters
    ----------
    sources
        The files.
    skip_unknown
        Whether a file that no reader knows is no error. One that is empty, cut or damaged always
        is.

    Examples
    --------
    >>> own = Source(Path("own.csv"), b"id,kind,name\n1,vessel,MARIA\n")
    >>> sources = [own, Source(Path("terms.txt"), b"Terms of use")]
    >>> attempt = try_sources(sources, skip_unknown=True)
    >>> len(attempt.readings), attempt.problems, [path.name for path in attempt.unknown]
    (1, {}, ['terms.txt'])
    """
    from vscreen.lists.registry import READERS

    files: dict[Reader, list[Source]] = {reader: [] for reader in READERS}
    problems: dict[Path, ListError] = {}
    unknown = []
    for source in sources:
        try:
            if skip_unknown and not is_known(source):
                unknown.append(source.path)
            else:
                files[find_reader(source)].append(source)
        except ListError as error:
            problems[source.path] = error
    _join(files)
    readings: list[Reading] = []
    for reader, some in files.items():
        read, bad = reader.try_read(some)
        readings += read
        problems |= bad
    return Attempt(readings, problems, tuple(unknown))


def _join(files: dict[Reader, list[Source]]) -> None:
    """Move the files that belong to those of another reader there."""
    for reader, own in files.items():
        joins = reader.joins
        if joins is None or not own:
            continue
        for other in files.keys() - {reader}:
            joined = [source for source in files[other] if joins(own, source)]
            files[other] = [source for source in files[other] if source not in joined]
            own += joined


def is_known(source: Source) -> bool:
    """Return whether a file is empty, an error page, or what some reader recognises as its own.

    An error page came instead of a list, as did any page that is not called one, so it is not
    passed over either. A workbook without the headings of a user's own list is not known.

    Examples
    --------
    >>> is_known(Source(Path("terms.txt"), b"Terms of use")), is_known(Source(Path("x"), b""))
    (False, True)
    """
    from vscreen.lists import own
    from vscreen.lists.registry import READERS

    recognised = [reader for reader in READERS if reader.recognises(source)]
    if recognised == [own.READER] and source.is_workbook:
        return own.has_headings(source)
    came_instead = is_page(source.data) and source.path.suffix.lower() not in PAGES
    said = came_instead or error_said(source.data) is not None
    return bool(recognised) or is_empty(source.data) or said


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
    if is_empty(source.data):
        raise EmptyListError(f"{source.path}: {seen}; download it again")
    if error_said(source.data) is not None:
        raise source.refuse(f"{seen}, and no list", "it came instead of one: download it again")
    if is_page(source.data):
        raise source.refuse(
            f"{seen}, and no list that is known",
            "if a server sent it instead of one, look at it in a browser and download the list "
            f"again; {known_lists()}",
        )
    for signature, remedy in UNREAD.items():
        if source.data.startswith(signature):
            raise source.refuse(
                f"{seen}, which is not read as a list", f"{remedy}; {known_lists()}"
            )
    raise source.refuse(f"{seen}, and no list that is known", known_lists())


__all__ = [
    "Attempt",
    "Reading",
    "Source",
    "SourceFile",
    "find_reader",
    "is_known",
    "read_sources",
    "try_sources",
]
