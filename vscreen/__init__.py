"""Screen shipment manifests against sanctions lists.

Lists in as frames, manifest in as a frame, verdicts and evidence out as frames.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from vscreen.columns import map_columns
from vscreen.compare import compare
from vscreen.errors import (
    CanaryMissingError,
    ChecksumError,
    DownloadError,
    EmptyListError,
    ListError,
    ListFormatError,
    ListWarning,
    ManifestError,
    MissingListError,
    PolicyError,
    RunError,
    ShrunkListError,
    SourcesError,
    StaleListError,
    StoreError,
    VscreenError,
    VscreenWarning,
)
from vscreen.policy import Policy, WeakAliases
from vscreen.reasons import Reason
from vscreen.result import Result, load_run
from vscreen.schema import Kind, NameKind, Relation, Scheme, Verdict
from vscreen.screening import Screener, screen
from vscreen.snapshot import Lists, Snapshot, bundled_lists, load_snapshot, read_lists
from vscreen.subjects import subjects
from vscreen.version import __version__

if TYPE_CHECKING:
    from vscreen.changes import Changes, diff
    from vscreen.manifest import Manifest, read_manifest
    from vscreen.selftest_result import SelfTest
    from vscreen.selftesting import selftest
    from vscreen.store import Store
    from vscreen.updating import UpdateReport

__all__ = [
    "CanaryMissingError",
    "Changes",
    "ChecksumError",
    "DownloadError",
    "EmptyListError",
    "Kind",
    "ListError",
    "ListFormatError",
    "ListWarning",
    "Lists",
    "Manifest",
    "ManifestError",
    "MissingListError",
    "NameKind",
    "Policy",
    "PolicyError",
    "Reason",
    "Relation",
    "Result",
    "RunError",
    "Scheme",
    "Screener",
    "SelfTest",
    "ShrunkListError",
    "Snapshot",
    "SourcesError",
    "StaleListError",
    "Store",
    "StoreError",
    "UpdateReport",
    "Verdict",
    "VscreenError",
    "VscreenWarning",
    "WeakAliases",
    "__version__",
    "bundled_lists",
    "compare",
    "diff",
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
    "Changes": "changes",
    "Manifest": "manifest",
    "SelfTest": "selftest_result",
    "Store": "store",
    "UpdateReport": "updating",
    "diff": "changes",
    "read_manifest": "manifest",
    "selftest": "selftesting",
}
"""What screening a frame doesn't need, and the module that is imported when it is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
