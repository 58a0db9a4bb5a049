"""Which lists the words of a command line mean.

A word is ``bundled`` (what comes with vscreen), ``store`` (what ``vscreen lists update`` keeps), a
list file or a folder of them, a snapshot or a store in a folder, or the id of a list that is kept
in the store or bundled: ``us-sdn``, or ``us-sdn/VERSION`` for an older one. Without any word, all
is meant that is at hand: the store's lists, and those bundled that the store doesn't keep.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vscreen.errors import ListWarning, MissingListError
from vscreen.snapshots.catalog import catalog
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.parquet import RECORD
from vscreen.snapshots.read import bundled_lists, read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot
from vscreen.store.store import Store
from vscreen.store.versions import STATE, Shelf

BUNDLED: Final = "bundled"
STORE: Final = "store"


@dataclass(frozen=True)
class Choice:
    """The lists that were meant.

    ``bundled_alone`` is True where nothing but what comes with vscreen was asked for or is at
    hand, ``warnings`` are what their reading gave, and ``missing`` says which lists never came.
    """

    lists: Lists
    bundled_alone: bool = False
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def choose(words: Sequence[str], store: Store) -> Choice:
    """Return the lists that some words mean.

    Parameters
    ----------
    words
        See above.
    store
        Where lists are kept.

    Raises
    ------
    MissingListError
        If a word means nothing that is there, or the store is asked for and empty.
    ListError
        If a list can't be read, or comes twice.

    Examples
    --------
    >>> [one.list for one in choose(["kr-mofa"], Store("nowhere")).lists]
    ['kr-mofa']
    """
    if not words:
        kept = store.lists()
        ids = {one.list for one in kept}
        others = tuple(one for one in bundled_lists() if one.list not in ids)
        return Choice(
            kept + Lists(others),
            bundled_alone=not ids,
            warnings=_warnings(kept),
            missing=_missing(store),
        )
    found: list[Snapshot] = []
    files: list[Path] = []
    stores: list[Store] = []
    for word in dict.fromkeys(words):
        path = Path(word)
        if word == BUNDLED:
            found += bundled_lists()
        elif word == STORE:
            found += _all_of(store)
            stores.append(store)
        elif (path / RECORD).is_file():
            found.append(load_snapshot(path))
        elif path.is_dir() and any(path.glob(f"[!.]*/{STATE}")):
            found += _all_of(Store(path))
            stores.append(Store(path))
        elif path.exists():
            files.append(path)
        else:
            found.append(_by_id(word, store))
    read, told = _read(files)
    missing = tuple(line for one in stores for line in _missing(one))
    said = (*_warnings(found), *told)
    return Choice(Lists((*found, *read)), {*words} == {BUNDLED}, said, missing)


def compared(old: str, new: str, store: Store) -> tuple[Lists, Lists]:
    """Return the lists that two words mean, to be compared.

    Two files of a list of one's own are the same list, whatever they are called.

    Raises
    ------
    MissingListError
        If a word means nothing that is there, or the two have no list in common.
    ListError
        If a list can't be read.
    """
    before, after = choose([old], store).lists, choose([new], store).lists
    ids, others = ({one.list for one in lists} for lists in (before, after))
    if ids & others:
        return before, after
    own = len(ids) == len(others) == 1 and not (ids | others) & catalog().keys()
    if own and Path(new).is_file():
        return before, _read([Path(new)], {Path(new).name: ids.pop()})[0]
    raise MissingListError(
        f"{old} holds {_named(ids)} and {new} holds {_named(others)}, so there is nothing to "
        "compare; name two editions of one list"
    )


def last_two(list_id: str, store: Store) -> tuple[Lists, Lists]:
    """Return the version of a list that was in use before, and the one that is.

    Raises
    ------
    MissingListError
        If the store keeps no list of that id, or no earlier version of it.
    """
    (now,) = store.lists([list_id])
    shelf = Shelf(store.folder / list_id)
    used = shelf.state().version
    earlier = [version for version in shelf.versions() if version < used]
    if not earlier:
        raise MissingListError(
            f"{store.folder} keeps no version of {list_id} before the one in use, so there is "
            "nothing to compare; name two files, or wait for the next change"
        )
    return Lists((store.load(list_id, earlier[0]),)), Lists((now,))


def _all_of(store: Store) -> Lists:
    kept = store.lists()
    if not kept:
        raise MissingListError(
            f"{store.folder} keeps no list yet; fetch them with: vscreen lists update"
        )
    return kept


def _by_id(word: str, store: Store) -> Snapshot:
    list_id, _, version = word.partition("/")
    if version and (store.folder / word / RECORD).is_file():
        return store.load(list_id, version)
    kept = store.kept()
    if word in kept:
        return store.lists([word]).snapshots[0]
    bundled = {one.list: one for one in bundled_lists()}
    if word in bundled:
        return bundled[word]
    raise MissingListError(
        f"{word} is no file or folder, and no list that is at hand; {store.folder} keeps "
        f"{', '.join(kept) or 'nothing yet'}, bundled are {', '.join(bundled)}"
    )


def _missing(store: Store) -> tuple[str, ...]:
    return tuple(
        f"{one} was asked for and never came, so nothing is screened against it; fetch it with: "
        f"vscreen lists update {one}"
        for one in store.missing()
    )


def _warnings(snapshots: Iterable[Snapshot]) -> tuple[str, ...]:
    return tuple(warning for one in snapshots for warning in one.warnings)


def _read(
    files: Sequence[Path], ids: Mapping[str, str] | None = None
) -> tuple[Lists, tuple[str, ...]]:
    if not files:
        return Lists(), ()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ListWarning)
        lists = read_lists(files, list_id=ids)
    return lists, tuple(str(warning.message) for warning in caught)


def _named(ids: set[str]) -> str:
    return ", ".join(sorted(ids)) or "nothing"
