"""Reading a file that somebody named: a file, and nothing that waits, never ends or acts.

A pipe without a writer makes its reader wait for ever, a device may never end, and opening either
can act on a machine. What is no regular file is refused by what it is, before it is opened.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

_KINDS: Final = {
    stat.S_IFDIR: (errno.EISDIR, "it is a folder, not a file"),
    stat.S_IFIFO: (errno.EINVAL, "it is a pipe, not a file; save what comes out of it first"),
    stat.S_IFSOCK: (errno.EINVAL, "it is a socket, not a file"),
    stat.S_IFCHR: (errno.EINVAL, "it is a device, not a file"),
    stat.S_IFBLK: (errno.EINVAL, "it is a device, not a file"),
}
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file, to which links may lead.

    Raises
    ------
    OSError
        If there is no such file, it can't be read, or it is none; ``strerror`` says what it is.

    Examples
    --------
    >>> read_regular(Path("."))
    Traceback (most recent call last):
    ...
    IsADirectoryError: [Errno 21] it is a folder, not a file: '.'
    """
    try:
        check_regular(path, os.stat(path).st_mode)
        handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    except ValueError as error:  # a NUL, or what no name of a file can be
        raise OSError(errno.EINVAL, "no file can have this name", os.fspath(path)) from error
    with os.fdopen(handle, "rb") as file:
        check_regular(path, os.fstat(handle).st_mode)  # it may have been exchanged meanwhile
        return file.read()


def check_regular(path: Path, mode: int) -> None:
    """Refuse what is no regular file.

    Parameters
    ----------
    path
        Only named in the error.
    mode
        ``st_mode`` of what the path leads to.

    Raises
    ------
    OSError
        If it is none; ``strerror`` says what it is instead.
    """
    if not stat.S_ISREG(mode):
        number, what = _KINDS.get(stat.S_IFMT(mode), (errno.EINVAL, "it is no regular file"))
        raise OSError(number, what, os.fspath(path))
