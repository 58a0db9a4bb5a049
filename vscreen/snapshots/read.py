"""From list files to snapshots: files are searched, recognised, read, hashed and counted."""

from __future__ import annotations

import hashlib
import warnings as python_warnings
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from vscreen.errors import (
    EmptyListError,
    ListFormatError,
    ListWarning,
)
from vscreen.lists import Reading, Source, read_sources
from vscreen.schema import Kind
from vscreen.snapshots import guards
from vscreen.snapshots.catalog import Nature, catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.snapshot import Snapshot

# Files people keep beside lists. Skipped with a warning, never silently.
BESIDE: Final = ("readme", "note", "notes", "manifest", "license", "licence", "sha256sums")


def read_lists(
    paths: str | Path | Iterable[str | Path], *, list_id: Mapping[str, str] | None = None
) -> Lists:
    """Read sanctions lists from a folder, a file, or several of them.

    Parameters
    ----------
    paths
        Files and folders. A file is recognised by its content, never by its name. Folders are
        read with all below them, and every file there must be a list; what stands beside lists
        (README, NOTE, MANIFEST, ``*.md``, hidden files) is skipped with a warning.
    list_id
        List ids by file name, for files whose own id is not wanted: ``{"targets.csv": "ua-gur"}``.

    Returns
    -------
    Lists
        A snapshot per list. Reading checks nothing: see `Lists.check`.

    Raises
    ------
    ListFormatError
        If a file is no list that is known, is damaged or cut, or a list comes twice.
    EmptyListError
        If there is no file, or a list holds no entries.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    wanted = list(dict.fromkeys(file for path in given for file in _files(Path(path))))
    if not wanted:
        where = ", ".join(str(path) for path in given)
        raise EmptyListError(f"no list file in {where or 'an empty list of paths'}; put one there")
    ids = list_id or {}
    unread = sorted(ids.keys() - {file.name for file in wanted})
    if unread:
        raise ListFormatError(
            f"list_id names {', '.join(unread)}, but no such file was read; check the spelling"
        )
    sources = [Source.open(file, ids.get(file.name, "")) for file in wanted]
    snapshots = tuple(map(take_snapshot, read_sources(sources)))
    for warning in (warning for snapshot in snapshots for warning in snapshot.warnings):
        python_warnings.warn(warning, ListWarning, stacklevel=2)
    return Lists(snapshots)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in filter(Path.is_file, sorted(path.rglob("*"))):
        if _stands_beside(file):
            python_warnings.warn(f"{file}: skipped, for it is no list", ListWarning, stacklevel=4)
        else:
            yield file


def _stands_beside(file: Path) -> bool:
    name = file.name.lower()
    return name.startswith(".") or name.endswith(".md") or name.partition(".")[0] in BESIDE


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
        # When it was installed says nothing of its age: the catalog does.
        paths = sorted(folder.glob("*.csv"))
        sources = [Source(path, path.read_bytes(), None, path.stem) for path in paths]
    return Lists(tuple(map(take_snapshot, READER.read(sources))))


def take_snapshot(reading: Reading) -> Snapshot:
    """Return a reading as a snapshot: titled, hashed and counted."""
    guard = catalog().get(reading.list)
    kinds = reading.entries["kind"].value_counts()
    measures = guards.measure(reading.entries, reading.names, reading.identifiers)
    hashes = sorted(source.sha256 for source in reading.sources)
    written = [source.modified for source in reading.sources if source.modified]
    return Snapshot(
        list=reading.list,
        title=guard.title if guard else reading.list,
        reader=reading.reader,
        reader_version=reading.reader_version,
        hash=hashes[0] if len(hashes) == 1 else _hash("".join(hashes)),
        published=reading.published or (guard.published if guard else None),
        fetched=max(written, default=None),
        counts={kind: int(kinds.get(str(kind), 0)) for kind in Kind},
        entries=reading.entries,
        names=reading.names,
        identifiers=reading.identifiers,
        links=reading.links,
        warnings=(*reading.warnings, *guards.surpluses(reading.list, guard, measures)),
        verified=reading.verified,
        nature=guard.nature if guard else Nature.SANCTION,
        edition=reading.sources[0].form if reading.sources else "",
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
