"""The arguments of a screening: lists, manifest and policy, or an error that says what to pass.

Paths are read. Any other wrong type is refused with a TypeError before anything is screened: a
manifest that is passed instead of the lists must never be taken for empty lists.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from vscreen.policy import Policy
from vscreen.schema import FieldName
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import read_lists
from vscreen.snapshots.snapshot import Snapshot

if TYPE_CHECKING:  # a frame is screened without it
    from vscreen.manifest.read import Manifest

PathText: TypeAlias = str | os.PathLike[str]
ManifestLike: TypeAlias = "pd.DataFrame | Manifest | PathText"
"""A frame, what `read_manifest` returned, or the path of a file."""
ListsLike: TypeAlias = Lists | PathText | Sequence[PathText]
"""What `read_lists` or `bundled_lists` returned, or paths of list files and folders."""
ColumnNames: TypeAlias = Mapping[Hashable, FieldName | None]
"""Heading -> field; None leaves a column out."""
Columns: TypeAlias = Mapping[Any, str | None]
"""The same before it is checked that the fields exist."""


def as_lists(lists: ListsLike) -> Lists:
    """Return lists; paths are read.

    Raises
    ------
    TypeError
        If these are neither lists nor paths.

    Examples
    --------
    >>> as_lists(None)
    Traceback (most recent call last):
    ...
    TypeError: there are no lists: pass read_lists("lists/"), bundled_lists(), or paths, not None
    """
    refuse_no_lists(lists)
    return lists if isinstance(lists, Lists) else read_lists(_paths(lists))


def refuse_no_lists(lists: ListsLike) -> None:
    """Refuse what is neither lists nor paths, before any is read.

    Raises
    ------
    TypeError
        If these are neither lists nor paths.
    """
    if not isinstance(lists, Lists) and not _paths(lists):
        raise TypeError(_no_lists(lists))


def _paths(lists: object) -> list[str]:
    """Return the paths that somebody named; none if one of them is no path."""
    named = [lists] if isinstance(lists, str | os.PathLike) else _sequence(lists)
    paths = [os.fspath(path) for path in named if isinstance(path, str | os.PathLike)]
    return paths if len(paths) == len(named) else []


def _sequence(argument: object) -> Sequence[object]:
    return argument if isinstance(argument, list | tuple) else ()


def _no_lists(argument: object) -> str:
    from vscreen.manifest.read import Manifest

    if argument is None:
        return 'there are no lists: pass read_lists("lists/"), bundled_lists(), or paths, not None'
    if isinstance(argument, pd.DataFrame | Manifest):
        return "the lists are a manifest: the manifest comes first, the lists second"
    if isinstance(argument, Snapshot):
        return "a snapshot is one list: pass Lists((snapshot,))"
    if any(isinstance(part, Lists) for part in _sequence(argument)):
        return "several Lists are joined by +: pass first + second, not a sequence of them"
    if any(isinstance(part, Snapshot) for part in _sequence(argument)):
        return "snapshots are held by Lists: pass Lists(tuple_of_snapshots)"
    return f"lists are what read_lists returns, or paths, not {type(argument).__name__}"


def as_manifest(
    manifest: ManifestLike, columns: Columns | None = None
) -> tuple[pd.DataFrame | Manifest, Columns | None]:
    """Return a manifest, and the columns to apply to it; None if a path was read with them.

    Raises
    ------
    TypeError
        If this is neither a frame, a manifest, nor a path.

    Examples
    --------
    >>> as_manifest({"vessel": ["MARIA"]})
    Traceback (most recent call last):
    ...
    TypeError: a manifest is a DataFrame, what read_manifest returns, or a path, not dict; \
pass pd.DataFrame(...)
    """
    if isinstance(manifest, pd.DataFrame):
        return manifest, columns
    from vscreen.manifest.read import Manifest, read_manifest

    if isinstance(manifest, Manifest):
        return manifest, columns
    if isinstance(manifest, str | os.PathLike):
        return read_manifest(manifest, columns=columns), None
    if isinstance(manifest, Lists | Snapshot):
        raise TypeError("the manifest is a list: the manifest comes first, the lists second")
    hint = "; pass pd.DataFrame(...)" if isinstance(manifest, dict | list) else ""
    kind = "None" if manifest is None else type(manifest).__name__
    raise TypeError(
        f"a manifest is a DataFrame, what read_manifest returns, or a path, not {kind}{hint}"
    )


def as_policy(policy: Policy | None) -> Policy:
    """Return a policy; the default policy for None.

    Raises
    ------
    TypeError
        If this is no policy.

    Examples
    --------
    >>> as_policy({"review": 85})
    Traceback (most recent call last):
    ...
    TypeError: a policy is made by Policy(review=85, ...), not dict; pass Policy(**policy)
    """
    if policy is None:
        return Policy()
    if isinstance(policy, Policy):
        return policy
    hint = "; pass Policy(**policy)" if isinstance(policy, dict) else ""
    raise TypeError(
        f"a policy is made by Policy(review=85, ...), not {type(policy).__name__}{hint}"
    )
