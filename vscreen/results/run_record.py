"""The record of a run: the policy, the lists, the versions of the code, and the counts."""

from __future__ import annotations

from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from vscreen.lists.receipt import Receipt
from vscreen.policy import Policy
from vscreen.snapshots.snapshot import Snapshot


class ListRecord(BaseModel):
    """A list that was screened against: its title, reader, hash, dates and counts.

    ``official`` is the id of the list whatever the user calls it, ``files`` names the files it was
    read from, ``receipts`` tell what became of the publisher's records in each of them, ``stated``
    is what the user stated about it (`Snapshot.stated`), and ``waived`` what would have been a
    problem without that.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    list: str
    title: str
    reader: str
    reader_version: str
    hash: str
    published: str
    fetched: str
    counts: dict[str, int]
    nature: str = "sanction"
    verified: bool = True
    receipts: tuple[Receipt, ...] = ()
    warnings: tuple[str, ...] = ()
    checked: str = ""
    official: str = ""
    files: tuple[str, ...] = ()
    stated: dict[str, str] = {}
    waived: tuple[str, ...] = ()

    @property
    def caution(self) -> str:
        """A sentence on what to know before relying on the list; empty if there is nothing."""
        facts = [] if self.verified else ["was read without a count of its records"]
        if self.nature != "sanction":
            facts.append("is a watch list, not a sanction")
        return f"{self.list} {' and '.join(facts)}." if facts else ""


class RunRecord(BaseModel):
    """What was screened against which lists, under which policy, and the counts; saved as JSON.

    ``rows_in`` is the number of rows with a verdict plus ``rows_rejected``; ``skipped`` names files
    beside the lists that the user let vscreen skip.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    vscreen: str
    code_hash: str
    versions: dict[str, str]
    started: str
    policy: Policy
    policy_hash: str
    lists: tuple[ListRecord, ...]
    problems: tuple[str, ...]
    manifest: str
    manifest_hash: str
    columns: dict[str, str]
    rows_in: int
    rows_rejected: int
    unread: dict[str, int] = {}
    verdicts: dict[str, int]
    hits: int
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """The cautions of all lists that have any."""
        return tuple(record.caution for record in self.lists if record.caution)


def list_record(snapshot: Snapshot, max_age: timedelta | None = None) -> ListRecord:
    """Return what a run records of a list.

    Parameters
    ----------
    snapshot
        The list.
    max_age
        The greatest age that was asked for; what was waived depends on it.

    Examples
    --------
    >>> from vscreen.snapshots.read import bundled_lists
    >>> list_record(bundled_lists().snapshots[1]).files
    ('kr-mofa.csv',)
    """
    return ListRecord(
        list=snapshot.list,
        title=snapshot.title,
        reader=snapshot.reader,
        reader_version=snapshot.reader_version,
        hash=snapshot.hash,
        published=str(snapshot.published or ""),
        fetched=snapshot.fetched.isoformat(timespec="seconds") if snapshot.fetched else "",
        counts={str(kind): count for kind, count in snapshot.counts.items()},
        nature=str(snapshot.nature),
        verified=snapshot.verified,
        receipts=snapshot.receipts,
        warnings=snapshot.warnings,
        checked=snapshot.checked.isoformat(timespec="seconds") if snapshot.checked else "",
        official=snapshot.official or snapshot.list,
        files=snapshot.files,
        stated=dict(snapshot.stated),
        waived=snapshot.waived(max_age),
    )
