"""Screen shipment manifests against sanctions lists.

Lists in as frames, manifest in as a frame, verdicts and evidence out as frames.
"""

from importlib.metadata import version

from vscreen.columns import map_columns
from vscreen.compare import compare
from vscreen.diff import Changes, diff
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
from vscreen.manifest import Manifest, read_manifest
from vscreen.policy import Policy, WeakAliases
from vscreen.reasons import Reason
from vscreen.result import Result, load_run
from vscreen.schema import Kind, NameKind, Relation, Scheme, Verdict
from vscreen.screening import Screener, screen
from vscreen.selftest import selftest
from vscreen.selftest_result import SelfTest
from vscreen.snapshot import Lists, Snapshot, bundled_lists, load_snapshot, read_lists
from vscreen.store import Store
from vscreen.subjects import subjects
from vscreen.updating import UpdateReport

__version__ = version("vscreen")

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
