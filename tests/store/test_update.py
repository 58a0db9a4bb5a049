"""One list is updated: stopped, failed or put into use, and never half of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from publisher import Handler, Publisher, edition, serving, whole

from vscreen.store.download import Patience
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.store import Store
from vscreen.store.update import Outcome, StoppedError, Together, update_list
from vscreen.store.versions import Shelf

WEIGHTS = (7, 6, 5, 4, 3, 2)
QUICK = Patience(connect=5, read=5, deadline=10, attempts=1, pause=0, sleep=lambda _: None)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        server.files["/sdn.xml"] = edition(400)
        yield server


def test_a_list_that_arrives_after_the_stop_is_not_put_into_use(
    publisher: Publisher, tmp_path: Path
) -> None:
    source = ListSource("us-cons", (ListFile("sdn.xml", publisher.address("/sdn.xml")),))
    shelf, together = Shelf(tmp_path / "us-cons"), Together(QUICK)

    def stop_amid(handler: Handler, data: bytes) -> None:
        together.stopped.set()
        whole(handler, data)

    publisher.answers["/sdn.xml"].append(stop_amid)
    update = update_list(source, shelf, together)
    assert (update.outcome, type(update.error)) == (Outcome.FAILED, StoppedError)
    assert update.snapshot is None
    assert list(shelf.versions()) == []
    assert update_list(source, shelf, Together(QUICK)).outcome == Outcome.UPDATED


def journal(act: str, ships: range, annex: str = "XLII", schema: str = "Vessel") -> bytes:
    """Annexes as the EU's Official Journal prints them: with an act, an amendment of it."""
    head = "amendedCelex,amendmentCelex" if act else "celex"
    rows = "".join(
        f"{'32014R0833,' if act else ''}{act or '32014R0833'},{number},EU-RUS,{annex},measure,"
        f"24.7.2026,,{schema},HERON {number},{number}{_digit(number)}\n"
        for number in ships
    )
    return (
        f"{head},recordId,programKey,annex,measure,startDate,reason,schema,name,imoNumber\n{rows}"
    ).encode()


def _digit(number: int) -> int:
    """The check digit of an IMO number."""
    return (
        sum(int(digit) * weight for digit, weight in zip(f"{number:06}", WEIGHTS, strict=True)) % 10
    )


def test_a_list_of_base_and_amendments_is_one_of_those_in_its_files(
    publisher: Publisher, tmp_path: Path
) -> None:
    paths = ("/32014R0833.csv", "/32026R1848.csv")
    firms = journal("", range(1, 3), "IV", "LegalEntity").split(b"\n", 1)[1]
    publisher.files[paths[0]] = journal("", range(900000, 900460)) + firms
    publisher.files[paths[1]] = journal("32026R1848", range(900455, 900470))
    files = tuple(ListFile(path[1:], publisher.address(path)) for path in paths)
    store = Store(tmp_path, sources=[ListSource("eu-annex-xlii", files)])
    (update,) = store.update().updates
    assert (update.outcome, len(update.snapshot.entries)) == (Outcome.UPDATED, 470)
    assert update.snapshot.files == ("32014R0833.csv", "32026R1848.csv")
    assert update.notes[-1].startswith("eu-annex-xlii: its files hold the list eu-833-2014 too")
    publisher.files[paths[1]] = edition(400)
    (update,) = store.update().updates
    assert "what came for the list eu-annex-xlii is eu-annex-xlii," in str(update.error)
