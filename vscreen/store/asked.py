"""Which lists a store was asked for: its own record, beside the folders of the lists.

A folder that is gone tells nobody that it was there. So the store writes down, before anything is
fetched, which lists it was asked for, and which of them the user wants no longer; a list that is on
this record and not in the store is missing, and nothing is clear without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vscreen.errors import ChecksumError
from vscreen.files.atomic import write_bytes
from vscreen.store.sources import LIST_ID

RECORD: Final = "store.json"


@dataclass(frozen=True)
class Asked:
    """The lists that a store was asked for, and those that the user left out since.

    Examples
    --------
    >>> asked = Asked().ask(["us-sdn", "ch-seco"]).leave_out(["ch-seco"])
    >>> sorted(asked.lists), sorted(asked.left_out)
    (['us-sdn'], ['ch-seco'])
    """

    lists: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def ask(self, lists: Iterable[str]) -> Asked:
        """Return the record after these lists were asked for."""
        new = frozenset(lists)
        return Asked(self.lists | new, self.left_out - new)

    def leave_out(self, lists: Iterable[str]) -> Asked:
        """Return the record after the user left out these lists."""
        gone = frozenset(lists)
        return Asked(self.lists - gone, self.left_out | gone)


def read_asked(folder: Path) -> Asked | None:
    """Return the record of the store in a folder; None if there is none.

    Raises
    ------
    ChecksumError
        If it is damaged.
    """
    path = folder / RECORD
    try:
        record = json.loads(path.read_bytes())
        return Asked(_ids(record["lists"]), _ids(record["left_out"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ChecksumError(
            f"{path}, which lists were asked for, is damaged ({error}); update the lists again: "
            "vscreen lists update"
        ) from error


def _ids(stated: object) -> frozenset[str]:
    if not isinstance(stated, list) or not all(map(LIST_ID.fullmatch, stated)):
        raise ValueError("it states no list ids")
    return frozenset(stated)


def write_asked(folder: Path, asked: Asked) -> None:
    """Write the record of the store in a folder.

    Raises
    ------
    StoreError
        If it can't be written.
    """
    record = {"lists": sorted(asked.lists), "left_out": sorted(asked.left_out)}
    write_bytes(folder / RECORD, f"{json.dumps(record, indent=2)}\n".encode())
