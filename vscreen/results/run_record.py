"""What a run remembers: what was asked, of which lists, with which code, and what came of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from vscreen.policy import Policy


class ListRecord(BaseModel):
    """What a run remembers of a list it screened against."""

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

    @property
    def caution(self) -> str:
        """What to know before relying on the list, or empty."""
        said = [] if self.verified else ["was read by a reader never run on a real file of it"]
        if self.nature != "sanction":
            said.append("is a watch list, not a sanction")
        return f"{self.list} {' and '.join(said)}." if said else ""


class RunRecord(BaseModel):
    """What was asked, of what, with what, and how much came of it; JSON beside the results.

    ``rows_in`` is the number of rows with a verdict plus ``rows_rejected``.
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
    verdicts: dict[str, int]
    hits: int

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to know before relying on the lists that were used."""
        return tuple(one.caution for one in self.lists if one.caution)
