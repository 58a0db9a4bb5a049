"""Screen shipment manifests against sanctions lists.

Lists in as frames, manifest in as a frame, verdicts and evidence out as frames.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from vscreen import errors
from vscreen.errors import VscreenError, VscreenWarning
from vscreen.manifest.headings import map_columns
from vscreen.policy import Policy, WeakAliases
from vscreen.results.result import Result, load_run
from vscreen.schema import Kind, NameKind, Relation, Scheme, Verdict
from vscreen.scoring.compare import compare
from vscreen.scoring.reasons import Reason
from vscreen.screening.screener import Screener, screen
from vscreen.snapshots.lists import Lists
from vscreen.snapshots.read import bundled_lists, read_lists
from vscreen.snapshots.snapshot import Snapshot, load_snapshot
from vscreen.snapshots.subjects import subjects
from vscreen.version import __version__

if TYPE_CHECKING:
    from vscreen.manifest.read import Manifest, read_manifest
    from vscreen.selftesting.result import SelfTest
    from vscreen.selftesting.selftest import selftest
    from vscreen.snapshots.diff import diff
    from vscreen.store.download import Patience
    from vscreen.store.store import Store

__all__ = [
    "Kind",
    "Lists",
    "Manifest",
    "NameKind",
    "Patience",
    "Policy",
    "Reason",
    "Relation",
    "Result",
    "Scheme",
    "Screener",
    "SelfTest",
    "Snapshot",
    "Store",
    "Verdict",
    "VscreenError",
    "VscreenWarning",
    "WeakAliases",
    "__version__",
    "bundled_lists",
    "compare",
    "diff",
    "errors",
    "load_run",
    "load_snapshot",
    "map_columns",
    "read_lists",
    "read_manifest",
    "screen",
    "selftest",
    "subjects",
]

_LATER: Final = {
    "Manifest": "manifest.read",
    "Patience": "store.download",
    "SelfTest": "selftesting.result",
    "Store": "store.store",
    "diff": "snapshots.diff",
    "read_manifest": "manifest.read",
    "selftest": "selftesting.selftest",
}
"""What screening a frame doesn't need, and the module that is imported when it is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
