"""Every error and warning vscreen raises, each telling what was seen, where, and what to do.

::

    VscreenError
    ├── ListError                 something about a sanctions list
    │   ├── ListFormatError       the file is not the list it should be
    │   ├── EmptyListError        the list holds no entries
    │   ├── ShrunkListError       fewer entries than the list can plausibly have
    │   ├── StaleListError        older than asked for, or of unknown age
    │   └── MissingListError      a list that was asked for is not loaded
    ├── ManifestError             the shipment file or frame can't be read as a manifest
    ├── PolicyError               the policy asks for something that makes no sense
    └── RunError                  a run folder can't be written or read

    VscreenWarning (UserWarning)
    └── ListWarning               a list was read, but something in it deserves a look
"""

from __future__ import annotations


class VscreenError(Exception):
    """Anything vscreen refuses to do; catch this to catch them all."""


class ListError(VscreenError):
    """Something is wrong with a sanctions list."""


class ListFormatError(ListError):
    """A file is not the list it was taken for: another format, cut short, or damaged."""


class EmptyListError(ListError):
    """A list holds no entries; screening against it would clear everything."""


class ShrunkListError(ListError):
    """A list holds fewer entries than it can plausibly have."""


class StaleListError(ListError):
    """A list is older than asked for, or nobody can say how old it is."""


class MissingListError(ListError):
    """A list that the policy asks for was not loaded."""


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
