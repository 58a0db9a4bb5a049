"""Every error and warning vscreen raises, each telling what was seen, where, and what to do.

::

    VscreenError
    ├── ListError                 something about a sanctions list
    │   ├── ListFormatError       the file is not the list it should be
    │   │   └── BadFilesError     several files are no lists that can be read
    │   ├── EmptyListError        the list holds no entries
    │   ├── ShrunkListError       fewer entries than the list can plausibly have
    │   ├── CanaryMissingError    an entry that stays listed is not there
    │   ├── StaleListError        older than asked for, or of unknown age
    │   ├── MissingListError      a list that was asked for is not loaded
    │   ├── ChecksumError         what was saved is not what is read
    │   ├── SourcesError          a table of where lists are fetched makes no sense
    │   ├── DownloadError         a list can't be fetched from its publisher
    │   └── StoreError            lists can't be kept in the folder given
    ├── ManifestError             the shipment file or frame can't be read as a manifest
    ├── PolicyError               the policy asks for something that makes no sense
    └── RunError                  a run folder can't be written or read

    VscreenWarning (UserWarning)
    └── ListWarning               a list was read, but something in it deserves a look
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class VscreenError(Exception):
    """Anything vscreen refuses to do; catch this to catch them all."""


class ListError(VscreenError):
    """Something is wrong with a sanctions list."""


class ListFormatError(ListError):
    """A file is not the list it was taken for: another format, cut short, or damaged."""


class BadFilesError(ListFormatError):
    """Several files are no lists that can be read; ``problems`` has the error of each file."""

    def __init__(self, problems: Mapping[Path, ListError]) -> None:
        names = ", ".join(str(path) for path in problems)
        super().__init__(
            f"{len(problems)} files can't be read as lists: {names}; mend or remove each, as the "
            "lines below say"
        )
        self.problems = dict(problems)
        for error in problems.values():
            self.add_note(str(error))

    def __reduce__(self) -> tuple[type[BadFilesError], tuple[Mapping[Path, ListError]]]:
        return type(self), (self.problems,)


class EmptyListError(ListError):
    """A list holds no entries; screening against it would clear everything."""


class ShrunkListError(ListError):
    """A list holds fewer entries than it can plausibly have."""


class CanaryMissingError(ListError):
    """An entry that stays listed is not there, so something was lost on the way."""


class StaleListError(ListError):
    """A list is older than asked for, or nobody can say how old it is."""


class MissingListError(ListError):
    """A list that the policy asks for was not loaded."""


class ChecksumError(ListError):
    """A saved list is not what was saved: damaged or altered since."""


class SourcesError(ListError):
    """A table that says where lists are fetched can't be read, or makes no sense."""


class DownloadError(ListError):
    """A list can't be fetched from its publisher, or what came is not it."""


class StoreError(ListError):
    """Lists can't be kept in the folder given: no room, no permission, or it is in use."""


class ManifestError(VscreenError):
    """A shipment file or frame can't be read as a manifest."""


class PolicyError(VscreenError):
    """A policy asks for something that makes no sense."""


class RunError(VscreenError):
    """A run folder can't be written or read."""


class VscreenWarning(UserWarning):
    """Anything worth a look that doesn't stop the work."""


class ListWarning(VscreenWarning):
    """A list was read, but something in it deserves a look."""
