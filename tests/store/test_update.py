"""One list is updated: stopped, failed or put into use, and never half of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from publisher import Handler, Publisher, edition, serving, whole

from vscreen.store.download import Patience
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.update import Outcome, StoppedError, Together, update_list
from vscreen.store.versions import Shelf

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
