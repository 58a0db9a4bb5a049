"""A list's folder: the snapshots fetched so far, and which of them is in use.

::

    us-sdn/
    ├── state.json                      which version is in use, when the publisher was asked
    ├── 20261123T180501Z-d768d28e/      a version: a saved snapshot
    │   ├── snapshot.json, *.parquet
    │   └── files/                      as downloaded, gzipped: what was read can be read again
    └── 20261122T180459Z-c9706ac0/      the version before

A version is built aside and renamed when it is whole; ``state.json`` is replaced after that. So
the version in use is whole at every moment, whichever process is killed.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from vscreen.errors import ChecksumError, VscreenError
from vscreen.files.atomic import make_folder, write_bytes, write_version
from vscreen.snapshots.parquet import RECORD
from vscreen.snapshots.snapshot import Snapshot, load_snapshot

STATE: Final = "state.json"
FILES: Final = "files"
STAMP: Final = "%Y%m%dT%H%M%S%fZ"
CHAIN: Final = timedelta(days=180)
"""For how long what a list loses step by step is counted together."""


@dataclass(frozen=True)
class Seen:
    """What a publisher stated of a file when it was downloaded, and the hash of its bytes."""

    sha256: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class State:
    """Which version is in use, when the publisher was last asked, and what it stated of each file.

    ``vscreen`` is the version of the package that read the files: a newer one reads them again.
    ``base`` is an earlier version, from which losses are counted that come step by step.
    """

    version: str = ""
    checked: datetime | None = None
    vscreen: str = ""
    files: Mapping[str, Seen] = field(default_factory=dict)
    base: str = ""


def _stamped(version: str, default: datetime) -> datetime:
    """Return when a version was fetched, as its name says."""
    try:
        return datetime.strptime(version.partition("-")[0], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return default


class Shelf:
    """The folder of a list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self) -> State:
        """Return what is in use; a state without a version if nothing is.

        Raises
        ------
        ChecksumError
            If the file that states it is damaged.
        """
        path = self.folder / STATE
        try:
            record = json.loads(path.read_bytes())
            files = {name: Seen(**seen) for name, seen in record["files"].items()}
            checked = datetime.fromisoformat(record["checked"])
            base = Path(record.get("base", "")).name
            return State(Path(record["version"]).name, checked, record["vscreen"], files, base)
        except FileNotFoundError:
            return State()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ChecksumError(f"{path} is damaged ({error}); update the list again") from error

    def current(self) -> Snapshot | None:
        """Return the snapshot in use, None if there is none.

        Raises
        ------
        ListFormatError, ChecksumError
            If it is not what was saved.
        """
        state = self.state()
        if not state.version:
            return None
        return replace(load_snapshot(self.folder / state.version), checked=state.checked)

    def latest(self) -> Snapshot | None:
        """Return the snapshot in use, else the newest that is whole, else None."""
        with contextlib.suppress(VscreenError):
            return self.current()
        for version in self.versions():
            with contextlib.suppress(VscreenError):
                return load_snapshot(self.folder / version)
        return None

    def loss(self) -> str:
        """Return why nothing of the list is in use, as a clause for people."""
        if not self.folder.is_dir():
            return "its folder is not there"
        return f"{STATE} in its folder is not there" if self.versions() else "never came"

    def load(self, version: str) -> Snapshot:
        """Return the snapshot of a version."""
        return load_snapshot(self.folder / version)

    def base(self, state: State, now: datetime) -> tuple[str, Snapshot | None]:
        """Return the version from which losses are counted that come step by step.

        That is the version which the state names, for as long as `CHAIN`; without it, or after
        that, the oldest version of that time.

        Parameters
        ----------
        state
            What is in use.
        now
            What the clock says.

        Returns
        -------
        tuple
            The version and its snapshot; empty and None if there is none.
        """
        for version in (state.base, *self.versions()[::-1]):
            if version and now - _stamped(version, now) <= CHAIN:
                with contextlib.suppress(VscreenError):
                    return version, self.load(version)
        return "", None

    def returned(self, digest: str, state: State) -> str:
        """Return the earlier version with these contents, empty if there is none.

        Parameters
        ----------
        digest
            The hash of a snapshot that is not the one in use.
        state
            What is in use.
        """
        same = (name for name in self.versions() if name.endswith(f"-{digest[:8]}"))
        return next((name for name in same if name < state.version), "")

    def versions(self) -> list[str]:
        """Return the versions kept, newest first."""
        return sorted(path.parent.name for path in self.folder.glob(f"[!.]*/{RECORD}"))[::-1]

    def file(self, name: str) -> bytes | None:
        """Return a file of the version in use as it was downloaded, None if it isn't at hand."""
        with contextlib.suppress(OSError, EOFError, VscreenError):
            state = self.state()
            data = gzip.decompress(
                (self.folder / state.version / FILES / f"{name}.gz").read_bytes()
            )
            if hashlib.sha256(data).hexdigest() == state.files[name].sha256:
                return data
        return None

    def put(
        self, snapshot: Snapshot, files: Mapping[str, bytes], state: State, base: str = ""
    ) -> None:
        """Keep a new version and put it into use.

        Parameters
        ----------
        snapshot
            What was read.
        files
            What was downloaded, by name.
        state
            What to remember; its version and base are set here.
        base
            The version from which losses are counted; by default the new one.

        Raises
        ------
        StoreError
            If there is no room or no permission: the version before stays in use.
        """
        make_folder(self.folder)
        stamp = (state.checked or datetime.min).strftime(STAMP)
        version = f"{stamp}-{snapshot.hash[:8]}"

        def write(folder: Path) -> None:
            (folder / FILES).mkdir()
            for name, data in files.items():
                write_bytes(folder / FILES / f"{name}.gz", gzip.compress(data, 6, mtime=0))
            snapshot.save(folder)

        write_version(self.folder / version, write)
        self.remember(replace(state, version=version, base=base or version))

    def remember(self, state: State) -> None:
        """Write down what is in use.

        Raises
        ------
        StoreError
            If it can't be written.
        """
        record: dict[str, Any] = asdict(state)
        record["checked"] = state.checked.isoformat() if state.checked else ""
        write_bytes(self.folder / STATE, f"{json.dumps(record, indent=2)}\n".encode())

    def prune(self, keep: int) -> int:
        """Remove all but the newest ``keep`` versions and those in use; return how many went.

        In use is also the version from which losses are counted.
        """
        state = self.state()
        used = (state.version, state.base)
        gone = [version for version in self.versions()[keep:] if version not in used]
        for version in gone:
            # Its record first: without it, what is left of it is no version.
            with contextlib.suppress(OSError):
                (self.folder / version / RECORD).unlink()
            shutil.rmtree(self.folder / version, ignore_errors=True)
        return len(gone)
