"""The record of a run: the policy, the lists, the versions of the code, and the counts."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from vscreen.policy import Policy


class ListRecord(BaseModel):
    """A list that was screened against: its title, reader, hash, dates and counts.

    ``official`` is the id of the list whatever the user calls it, ``files`` names the files it was
    read from, ``stated`` is what the user stated about it (`Snapshot.stated`), and ``waived`` what
    would have been a problem without that.
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
    warnings: tuple[str, ...] = ()
    checked: str = ""
    official: str = ""
    files: tuple[str, ...] = ()
    stated: dict[str, str] = {}
    waived: tuple[str, ...] = ()

    @property
    def caution(self) -> str:
        """A sentence on what to know before relying on the list; empty if there is nothing."""
        facts = [] if self.verified else ["was read by a reader never run on a real file of it"]
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
