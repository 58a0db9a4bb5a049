"""Which vscreen this is: its version, and a hash of its own files.

A version number says what its authors called the code. The hash says which bytes ran: it differs
if any module or table of the package differs, so a changed copy never passes for the released one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__version__: Final = "0.2.0"


@cache  # the package's files do not change while a process runs
def code_hash() -> str:
    """Return the SHA-256 of the package's own files, as hex.

    Examples
    --------
    >>> len(code_hash())
    64
    """
    return folder_hash(files("vscreen"))


def folder_hash(folder: Traversable) -> str:
    """Return the SHA-256 of every file below a folder: its path, size and content, as hex.

    Files that Python compiled (``__pycache__``) are left out, for they follow from the others.
    """
    digest = hashlib.sha256()
    for path, file in sorted(_files(folder)):
        content = file.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for part in folder.iterdir():
        path = f"{above}{part.name}"
        if part.is_file():
            yield path, part
        elif part.name != "__pycache__":
            yield from _files(part, f"{path}/")
