"""From list files to snapshots: files are searched, recognised, read, hashed and counted."""

from __future__ import annotations

import hashlib
import warnings as python_warnings
from collections.abc import Iterable, Mapping
from importlib.resources import as_file, files
from pathlib import Path

from vscreen.errors import ListFormatError, ListWarning
from vscreen.lists import Reading, Source, try_sources
from vscreen.schema import Kind
from vscreen.snapshots import guards
from vscreen.snapshots.catalog import Nature, catalog
from vscreen.snapshots.folder import Found, find_files
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import LIST_ID, Snapshot
from vscreen.snapshots.stated import DayLike


def read_lists(
    paths: str | Path | Iterable[str | Path],
    *,
    list_id: Mapping[str, str] | None = None,
    list_date: Mapping[str, DayLike] | None = None,
    accept_edition: Mapping[str, DayLike] | None = None,
    skip_unknown: bool = False,
) -> Lists:
    """Read sanctions lists from a folder, a file, or several of them.

    Parameters
    ----------
    paths
        Files and folders. A file is recognised by its content, never by its name. Folders are
        read with all below them, and every file there must be a list; what stands beside lists
        (README, NOTE, MANIFEST, ``*.md``, hidden files) is skipped with a warning. A link, a pipe
        or a device in a folder is refused: nobody knows which list it stands for.
    list_id
        List ids by file name, for files whose own id is not wanted: ``{"targets.csv": "ua-gur"}``.
        What is expected of the list stays the same.
    list_date
        Days by file name or list id, for lists whose publisher gives none: ``{"sdn.csv":
        "2026-11-27"}``. A list without a day has no age, whenever its file was written.
    accept_edition
        Days by file name or list id of old editions that are meant: see `Lists.stating`.
    skip_unknown
        Whether files that no reader knows are skipped; `Lists.skipped` and the record of a run name
        them. Files that are empty, cut or damaged are refused all the same.

    Returns
    -------
    Lists
        A snapshot per list. Reading checks nothing: see `Lists.check`.

    Raises
    ------
    ListFormatError
        If a file is no list that is known, is damaged or cut, or a list comes twice. If that
        concerns several files, it is a `BadFilesError`, which names them all.
    EmptyListError
        If there is no file, or a list holds no entries.
    """
    found = find_files([paths] if isinstance(paths, str | Path) else paths)
    ids = list_id or {}
    unread = sorted(ids.keys() - {file.name for file in found.files})
    if unread:
        raise ListFormatError(
            f"list_id names {', '.join(unread)}, but no such file was read; check the spelling"
        )
    readings, skipped = _read(found, ids, skip_unknown=skip_unknown)
    lists = Lists(tuple(map(take_snapshot, readings)), skipped=tuple(map(str, skipped)))
    for warning in (
        *(f"{file}: skipped, for it is no list" for file in found.beside),
        *(f"{file}: skipped as asked, for no reader knows it" for file in skipped),
        *(warning for snapshot in lists for warning in snapshot.warnings),
    ):
        python_warnings.warn(warning, ListWarning, stacklevel=2)
    return lists.stating(list_date=list_date, accept_edition=accept_edition)


def _read(
    found: Found, ids: Mapping[str, str], *, skip_unknown: bool
) -> tuple[list[Reading], tuple[Path, ...]]:
    """Return the readings of files, and which were skipped; all bad files are refused at once."""
    from vscreen.lists.reader import refuse  # who reads no list file needs no reader

    sources, problems = [], dict(found.problems)
    for file in found.files:
        try:
            sources.append(Source.open(file, ids.get(file.name, "")))
        except ListFormatError as error:
            problems[file] = error
    attempt = try_sources(sources, skip_unknown=skip_unknown)
    refuse(problems | attempt.problems)
    return attempt.readings, attempt.unknown


def bundled_lists() -> Lists:
    """Return the lists that come with vscreen: Korea and Japan 2024, and the UN's 1718 ships.

    They are typed from public reports, and each entry's remarks say how sure it is. They do not
    replace an official list, and they are as old as their last designation: a policy that asks
    for an age leaves rows `not_screened` against them.

    Examples
    --------
    >>> [snapshot.list for snapshot in bundled_lists()]
    ['jp-mofa', 'kr-mofa', 'un-1718']
    """
    from vscreen.lists.own import READER

    with as_file(files("vscreen.data") / "bundled") as folder:
        paths = sorted(folder.glob("*.csv"))
        sources = [Source(path, path.read_bytes()) for path in paths]
    return Lists(tuple(map(take_snapshot, READER.read(sources))))


def take_snapshot(reading: Reading) -> Snapshot:
    """Return a reading as a snapshot: titled, hashed and counted."""
    guard = catalog().get(reading.official) or catalog().get(reading.list)
    kinds = reading.entries["kind"].value_counts()
    measures = guards.measure(reading.entries, reading.names, reading.identifiers)
    hashes = sorted(source.sha256 for source in reading.sources)
    fetched = [source.fetched for source in reading.sources if source.fetched]
    named = {} if reading.list == reading.official else {LIST_ID: reading.list}
    return Snapshot(
        list=reading.list,
        title=guard.title if guard else reading.list,
        reader=reading.reader,
        reader_version=reading.reader_version,
        hash=hashes[0] if len(hashes) == 1 else _hash("".join(hashes)),
        published=reading.published or (guard.published if guard else None),
        fetched=max(fetched, default=None),
        counts={kind: int(kinds.get(str(kind), 0)) for kind in Kind},
        entries=reading.entries,
        names=reading.names,
        identifiers=reading.identifiers,
        links=reading.links,
        warnings=(
            *guards.closing(reading.list, guard),
            *reading.warnings,
            *guards.surpluses(reading.list, guard, measures),
        ),
        receipts=reading.receipts,
        nature=guard.nature if guard else Nature.SANCTION,
        edition=reading.sources[0].form if reading.sources else "",
        official=reading.official,
        files=tuple(source.name for source in reading.sources),
        lacks=reading.lacks,
        stated=named,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
