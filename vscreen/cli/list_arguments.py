"""Which lists the arguments of a command mean.

An argument is ``bundled`` (the lists that come with vscreen), ``store`` (the lists that ``vscreen
lists update`` fetched), a list file or a folder of list files, the folder of a snapshot or of a
store, or the id of a list in the store or among those bundled: ``us-sdn``, or ``us-sdn/VERSION``
for an older version. Without any argument, every list of the store is meant, and every bundled
list that is not in the store.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from vscreen.cli.list_options import ListOptions
from vscreen.errors import ListFormatError, ListWarning, MissingListError
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.parquet import RECORD
from vscreen.snapshots.read import bundled_lists, read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot
from vscreen.store.asked import RECORD as ASKED
from vscreen.store.store import Store
from vscreen.store.versions import STATE, Shelf

BUNDLED: Final = "bundled"
STORE: Final = "store"


@dataclass(frozen=True)
class Choice:
    """The lists that the arguments mean.

    ``bundled_alone`` is True if all of them come with vscreen, ``warnings`` are those of reading
    them, and ``has_files`` is True if some were read from list files.
    """

    lists: Lists
    bundled_alone: bool = False
    warnings: tuple[str, ...] = ()
    has_files: bool = False


def choose_lists(
    arguments: Sequence[str], store: Store, options: ListOptions | None = None
) -> Choice:
    """Return the lists that some arguments mean.

    Parameters
    ----------
    arguments
        As described at the top of this module.
    store
        The store that ``store`` and ids refer to.
    options
        What the user states about the lists and their files; its ``lists`` and ``store`` are not
        looked at.

    Raises
    ------
    MissingListError
        If an argument means no list that exists, or the store that it means is empty.
    ListError
        If a list can't be read, or comes twice.

    Examples
    --------
    >>> [snapshot.list for snapshot in choose_lists(["kr-mofa"], Store("nowhere")).lists]
    ['kr-mofa']
    """
    options = options or ListOptions()
    choice = _named(arguments, store, options) if arguments else _everything(store)
    if options.list_id and not choice.has_files:
        raise ListFormatError(
            f"--list-id names {', '.join(options.list_id)}, but no list was read from a file"
        )
    stated = choice.lists.stating(
        list_date=options.list_date, accept_edition=options.accept_edition
    )
    return replace(choice, lists=stated)


def _named(arguments: Sequence[str], store: Store, options: ListOptions) -> Choice:
    lists = Lists()
    files: list[Path] = []
    for argument in dict.fromkeys(arguments):
        path = Path(argument)
        if not argument.strip():
            raise ListFormatError(
                f"--lists {argument!r} names nothing; name a file, a folder, a list id, 'store' or "
                "'bundled'"
            )
        if argument == BUNDLED:
            lists += bundled_lists()
        elif argument == STORE:
            lists += _stored(store)
        elif (path / RECORD).is_file():
            lists += Lists((load_snapshot(path),))
        elif is_store(path):
            lists += _stored(Store(path))
        elif os.path.lexists(path):
            files.append(path)
        else:
            lists += Lists((_by_id(argument, store),))
    from_files, file_warnings = _read(files, options.list_id, skip_unknown=options.skip_unknown)
    return Choice(
        lists + from_files,
        bundled_alone={*arguments} == {BUNDLED},
        warnings=(*_warnings(lists), *file_warnings),
        has_files=bool(files),
    )


def is_store(path: Path) -> bool:
    """Return whether a folder is a store of lists: it has its record, or that of a list."""
    return path.is_dir() and ((path / ASKED).is_file() or any(path.glob(f"[!.]*/{STATE}")))


def _everything(store: Store) -> Choice:
    stored = store.lists()
    ids = _ids(stored)
    others = tuple(snapshot for snapshot in bundled_lists() if snapshot.list not in ids)
    return Choice(
        stored + Lists(others),
        bundled_alone=not ids,
        warnings=_warnings(stored),
    )


def two_editions(old: str, new: str, store: Store) -> tuple[Lists, Lists]:
    """Return the lists that two arguments mean, to be compared.

    Two files of a user's own list are taken for the same list, whatever their names.

    Raises
    ------
    MissingListError
        If an argument means no list that exists, or the two have no list in common.
    ListError
        If a list can't be read.
    """
    before, after = choose_lists([old], store).lists, choose_lists([new], store).lists
    ids, others = _ids(before), _ids(after)
    if ids & others:
        return before, after
    is_own = len(ids) == len(others) == 1 and not (ids | others) & catalog().keys()
    if is_own and Path(new).is_file():
        return before, _read([Path(new)], {Path(new).name: ids.pop()})[0]
    raise MissingListError(
        f"{old} holds {_joined(ids)} and {new} holds {_joined(others)}, so there is nothing to "
        "compare; name two editions of one list"
    )


def last_two_versions(list_id: str, store: Store) -> tuple[Lists, Lists]:
    """Return the version of a list before the current version, and the current version.

    Raises
    ------
    MissingListError
        If the store has no list of that id, or no earlier version of it.
    """
    (current,) = store.lists([list_id])
    shelf = Shelf(store.folder / list_id)
    in_use = shelf.state().version
    earlier = [version for version in shelf.versions() if version < in_use]
    if not earlier:
        raise MissingListError(
            f"{store.folder} keeps no version of {list_id} before the one in use, so there is "
            "nothing to compare; name two files, or wait for the next change"
        )
    return Lists((store.load(list_id, earlier[0]),)), Lists((current,))


def _stored(store: Store) -> Lists:
    lists = store.lists()
    if not lists:
        error = MissingListError(
            f"{store.folder} keeps no list yet; fetch them with: vscreen lists update"
        )
        for missing in lists.missing:
            error.add_note(str(missing))
        raise error
    return lists


def _by_id(argument: str, store: Store) -> Snapshot:
    list_id, _, version = argument.partition("/")
    if version and (store.folder / argument / RECORD).is_file():
        return store.load(list_id, version)
    stored = store.kept()
    # A list that the store lost is not quietly replaced by the bundled list of that id.
    if argument in (*stored, *store.missing()):
        return store.lists([argument]).snapshots[0]
    bundled = {snapshot.list: snapshot for snapshot in bundled_lists()}
    if argument in bundled:
        return bundled[argument]
    raise MissingListError(
        f"{argument} is no file or folder, and no list that is at hand; {store.folder} keeps "
        f"{', '.join(stored) or 'nothing yet'}, bundled are {', '.join(bundled)}"
    )


def _warnings(snapshots: Iterable[Snapshot]) -> tuple[str, ...]:
    return tuple(warning for snapshot in snapshots for warning in snapshot.warnings)


def _ids(lists: Lists) -> set[str]:
    return {snapshot.list for snapshot in lists}


def _read(
    files: Sequence[Path], ids: Mapping[str, str] | None = None, *, skip_unknown: bool = False
) -> tuple[Lists, tuple[str, ...]]:
    if not files:
        return Lists(), ()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ListWarning)
        lists = read_lists(files, list_id=ids, skip_unknown=skip_unknown)
    return lists, tuple(str(warning.message) for warning in caught)


def _joined(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"
