"""A reader of list files: which files it recognises, and how their lists are read.

A reader module holds what is peculiar to its publisher, and ends with a `Reader`. How a file is
recognised is mostly data (its root element, headings or keys), which a function of this module
turns into a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from vscreen.errors import BadFilesError, EmptyListError, ListError
from vscreen.files.csv import delimiter_of, first_row
from vscreen.files.source import Source
from vscreen.files.tables import has_headings, with_headings
from vscreen.lists.counting import Elements
from vscreen.lists.finishing.finish import finish
from vscreen.lists.kinds import with_ships
from vscreen.lists.reading import ListEntry, Reading, assemble
from vscreen.lists.receipt import Account, Count, Receipt, SetAside, write_receipt

BEFORE_JSON: Final = b"\xef\xbb\xbf \r\n\t"

Test = Callable[[Source], bool]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What files say of a list.

    Parameters
    ----------
    entries
        The entries, with unique keys.
    sources
        The files they were read from, the main file first.
    list_id
        The list's id, where the files decide it; else it is the reader's own.
    published
        The publisher's own date, None where the files give none.
    warnings
        Sentences about what deserves a look.
    lacks
        Names of files that belong to the list and are not there, without which it is not whole.
    set_aside
        Records of the file from which no entry comes, each with its reason.
    elsewhere
        How many records of the file belong to another list of it.
    accounts
        What became of the records of each file, where there are several. Of a single file it
        follows from the entries, of which each tells how many records it came from.
    """

    entries: Sequence[ListEntry]
    sources: Sequence[Source]
    list_id: str = ""
    published: date | None = None
    warnings: Sequence[str] = ()
    lacks: Sequence[str] = ()
    set_aside: Sequence[SetAside] = ()
    elsewhere: int = 0
    accounts: Sequence[Account] = ()

    def account(self) -> Sequence[Account]:
        """Return what became of the records of each file."""
        return self.accounts or (
            Account(
                source=self.sources[0],
                entries=len(self.entries),
                merged=sum(entry.records - 1 for entry in self.entries),
                elsewhere=self.elsewhere,
                set_aside=tuple(self.set_aside),
            ),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Reader:
    """A way to read list files.

    Parameters
    ----------
    id, version
        Which reader it is, for the run record. Editions of one publisher may share an id.
    publisher
        Whose lists it reads, for people.
    recognises
        Returns whether a file is of this kind, by its content and never by its name.
    read_all
        Returns what the recognised files hold, list by list. It raises `ListFormatError` for a
        damaged file and `EmptyListError` for a file without rows.
    list_id
        The id of the list, where all files of this kind hold the same list.
    by_folder
        Files of a folder belong together; else each file is read alone.
    together
        Returns the recognised files in groups that belong together, where neither is so.
    joins
        Returns whether a file that another reader recognised belongs to files of this one, so that
        this one reads it with them.
    records
        The publisher's word for its records, in the plural: rows, entities, targets.
    count
        Counts these records in a file, apart from what is made of them; None gives no receipt.
    """

    id: str
    version: str
    publisher: str
    recognises: Test
    read_all: Callable[[Sequence[Source]], Iterable[Contents]]
    list_id: str = ""
    by_folder: bool = False
    together: Callable[[Sequence[Source]], list[list[Source]]] | None = None
    joins: Callable[[Sequence[Source], Source], bool] | None = None
    records: str = "rows"
    count: Count | None = None

    def read(self, sources: Sequence[Source]) -> list[Reading]:
        """Return a reading for each list in files that this reader recognised.

        Raises
        ------
        ListFormatError
            If a file is damaged, cut, or holds what the publisher never wrote before, or if a
            record of it is not accounted for; a `BadFilesError` if several are.
        EmptyListError
            If a list holds no entries.
        """
        readings, problems = self.try_read(sources)
        refuse(problems)
        return readings

    def try_read(self, sources: Sequence[Source]) -> tuple[list[Reading], dict[Path, ListError]]:
        """Return the readings of the files that can be read, and the error of each other file."""
        readings: list[Reading] = []
        problems: dict[Path, ListError] = {}
        for together in self._groups(sources):
            try:
                readings += self._read(together)
            except BadFilesError as error:
                problems |= error.problems
            except ListError as error:
                problems[together[0].path] = error
        return readings, problems

    def _groups(self, sources: Sequence[Source]) -> list[list[Source]]:
        if self.together is not None:
            return self.together(sources)
        if not self.by_folder:
            return [[source] for source in sources]
        folders: dict[Path, list[Source]] = {}
        for source in sources:
            folders.setdefault(source.path.parent, []).append(source)
        return list(folders.values())

    def _read(self, sources: Sequence[Source]) -> list[Reading]:
        readings: list[Reading] = []
        of_file = groupby(self.read_all(sources), key=lambda contents: contents.sources[0].path)
        for _, found in of_file:
            each = list(found)
            source = each[0].sources[0]
            ids = [contents.list_id or self.list_id for contents in each]
            names = self._named(source, ids)
            readings += map(self._assemble, each, names, ids)
        return readings

    def _named(self, source: Source, ids: list[str]) -> list[str]:
        """Return what the lists of a file are called: one of them as the user wants it."""
        if not source.list_id:
            return ids
        main = ids[0] if len(ids) == 1 else self.list_id
        if ids.count(main) != 1:
            raise source.refuse(
                f"it holds the lists {', '.join(ids)}, so that one id can't name it",
                f"leave out list_id={{{source.path.name!r}: {source.list_id!r}}}",
            )
        return [source.list_id if name == main else name for name in ids]

    def _assemble(self, contents: Contents, name: str, official: str) -> Reading:
        receipts = self._receipts(contents)
        set_aside = (warning for receipt in receipts for warning in receipt.warnings())
        finish(contents.entries)
        return assemble(
            name,
            list(with_ships(contents.entries)),
            reader=self.id,
            version=self.version,
            sources=contents.sources,
            published=contents.published,
            warnings=(*contents.warnings, *set_aside),
            receipts=receipts,
            official=official,
            lacks=(*contents.lacks, *self._unknown(contents.sources)),
        )

    def _unknown(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield which records of the files have a name that nobody knows yet."""
        if isinstance(self.count, Elements):
            yield from (lack for source in sources for lack in self.count.lacks(source))

    def _receipts(self, contents: Contents) -> list[Receipt]:
        if self.count is None:
            return []
        return [
            write_receipt(account, unit=self.records, count=self.count)
            for account in contents.account()
        ]


def refuse(problems: Mapping[Path, ListError]) -> None:
    """Raise the error of the only bad file, or a `BadFilesError` that names all of them.

    Parameters
    ----------
    problems
        Path of each bad file -> its error.

    Examples
    --------
    >>> refuse({})
    """
    if len(problems) > 1:
        raise BadFilesError(problems)
    for error in problems.values():
        raise error


def each_file(
    read_one: Callable[[Source], Contents | Iterable[Contents]],
) -> Callable[[Sequence[Source]], Iterator[Contents]]:
    """Return a function that reads files which do not depend on each other.

    Parameters
    ----------
    read_one
        Reads a single file: returns the contents of its list, or of each of its lists.

    Examples
    --------
    >>> from pathlib import Path
    >>> read_all = each_file(lambda source: Contents(entries=[], sources=[source]))
    >>> len(list(read_all([Source(Path("x"), b""), Source(Path("y"), b"")])))
    2
    """

    def read_all(sources: Sequence[Source]) -> Iterator[Contents]:
        for source in sources:
            contents = read_one(source)
            yield from (contents,) if isinstance(contents, Contents) else contents

    return read_all


def require_rows(
    source: Source,
    rows: Sized,
    *,
    seen: str = "headings and no rows",
    remedy: str = "download it again",
) -> None:
    r"""Refuse a file that has no rows.

    Parameters
    ----------
    source, rows
        The file and what was read from it.
    seen, remedy
        What the file holds instead and what to do about it, for people.

    Raises
    ------
    EmptyListError
        If there are no rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> require_rows(Source(Path("x.csv"), b"name,imo\n"), [])
    Traceback (most recent call last):
    vscreen.errors.EmptyListError: x.csv: headings and no rows; download it again
    """
    if not rows:
        raise EmptyListError(f"{source.path}: {seen}; {remedy}")


def by_root(root: re.Pattern[bytes], *elements: bytes) -> Test:
    r"""Return a test for XML whose root element begins like this, and that has these elements.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_root(re.compile(rb"<sdnList[\s>]"))(Source(Path("x"), b"<sdnList xmlns='y'>"))
    True
    """
    return lambda source: (
        root.search(source.head) is not None and all(element in source.head for element in elements)
    )


def by_sheet(headings: Collection[str]) -> Test:
    r"""Return a test for a workbook with a sheet that has these headings, in any order.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_sheet(("name", "imo"))(Source(Path("x"), b"imo,flag,name\n"))
    False
    """
    return lambda source: has_headings(source, with_headings(headings))


def by_table(headings: Collection[str]) -> Test:
    r"""Return a test for a table with these headings: delimited text, or a sheet of a workbook.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_table(("name", "imo"))(Source(Path("x"), b"imo;flag;name\n"))
    True
    """
    return lambda source: bool(delimiter_of(source, headings)) or by_sheet(headings)(source)


def by_headings(headings: Collection[str], *, delimiter: str = ",") -> Test:
    r"""Return a test for delimited text whose first line has these headings, in any order.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_headings(("name", "imo"))(Source(Path("x"), b"imo,flag,name\n"))
    True
    """
    return lambda source: (
        set(headings) <= {cell.strip() for cell in first_row(source, delimiter=delimiter)}
    )


def by_first_headings(headings: Sequence[str]) -> Test:
    r"""Return a test for CSV whose first line begins with these headings, in this order.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_first_headings(("name", "imo"))(Source(Path("x"), b"imo,flag,name\n"))
    False
    """
    return lambda source: first_row(source)[: len(headings)] == list(headings)


def opens_with(source: Source, bracket: bytes) -> bool:
    """Return whether a file that may be JSON opens with this bracket.

    Examples
    --------
    >>> from pathlib import Path
    >>> opens_with(Source(Path("x"), b" [1]"), b"[")
    True
    """
    return source.head.lstrip(BEFORE_JSON).startswith(bracket)


def by_keys(bracket: bytes, *alternatives: Collection[bytes]) -> Test:
    """Return a test for JSON that opens with this bracket and has all keys of an alternative.

    Examples
    --------
    >>> from pathlib import Path
    >>> by_keys(b"[", (b'"id"', b'"name"'))(Source(Path("x"), b'[{"id": 1, "name": "MARIA"}]'))
    True
    """
    return lambda source: (
        opens_with(source, bracket)
        and any(all(key in source.head for key in keys) for keys in alternatives)
    )
