"""The store against a real server on this machine: whatever it does, the list before stays."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from publisher import (
    Answer,
    Handler,
    Publisher,
    bomb,
    dripping,
    dripping_headers,
    dropped,
    edition,
    misjudged,
    moved,
    serving,
    status,
    unmeasured,
    whole,
    without_etag,
)  # fmt: skip

from vscreen.errors import (
    ChecksumError,
    DownloadError,
    ListFormatError,
    ListWarning,
    MissingListError,
    ShrunkListError,
    StaleListError,
    StoreError,
)
from vscreen.files.lock import hold
from vscreen.screening.screener import screen
from vscreen.snapshots.read import read_lists
from vscreen.store.download import Download, Patience, check_address, fetch
from vscreen.store.sources import ListFile, ListSource, known_sources
from vscreen.store.store import Store
from vscreen.store.update import Outcome, UpdateReport
from vscreen.store.versions import Shelf

LIST = "us-cons"
QUICK = Patience(connect=5, read=5, deadline=10, attempts=2, pause=0, sleep=lambda _: None)
OLD, NEW = edition(400), edition(410)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        server.files["/sdn.xml"] = OLD
        yield server


def source(publisher: Publisher, list_id: str = LIST, *paths: str) -> ListSource:
    files = [ListFile(path.strip("/"), publisher.address(path)) for path in paths or ["/sdn.xml"]]
    return ListSource(list_id, tuple(files))


@pytest.fixture
def store(publisher: Publisher, tmp_path: Path) -> Store:
    return Store(tmp_path / "lists", sources=[source(publisher)], patience=QUICK)


def in_use(store: Store, list_id: str = LIST) -> int:
    return len(store.lists([list_id]).entries)


def only(report: UpdateReport) -> tuple[str, str]:
    (one,) = report.updates
    return str(one.outcome), f"{type(one.error).__name__}: {one.error}" if one.error else ""


# What goes well.


def test_a_list_is_fetched_read_and_put_into_use(store: Store) -> None:
    report = store.update()
    assert only(report) == ("updated", "")
    frame = report.frame().set_index("list").loc[LIST]
    assert (frame["entries"], frame["bytes"], frame["error"]) == (400, len(OLD), "")
    assert not report.failed
    snapshot = store.lists().snapshots[0]
    assert (snapshot.list, len(snapshot.entries)) == (LIST, 400)
    assert snapshot.hash == hashlib.sha256(OLD).hexdigest()
    assert snapshot.checked == report.updates[0].snapshot.checked  # type: ignore[union-attr]


def test_what_did_not_change_is_not_sent_again(store: Store, publisher: Publisher) -> None:
    first = store.update().updates[0]
    second = store.update().updates[0]
    assert second.outcome == Outcome.UNCHANGED
    assert publisher.asked[1][1]["If-None-Match"]
    assert publisher.asked[1][1]["If-Modified-Since"] == "Mon, 23 Nov 2026 12:00:00 GMT"
    assert second.bytes == 0
    assert len(store.history(LIST)) == 1
    assert first.snapshot
    assert second.snapshot
    assert first.snapshot.checked < second.snapshot.checked == store.lists().snapshots[0].checked  # type: ignore[operator]


def test_the_same_bytes_are_unchanged_without_an_etag(store: Store, publisher: Publisher) -> None:
    publisher.usual["/sdn.xml"] = without_etag
    assert [only(store.update())[0] for _ in range(2)] == ["updated", "unchanged"]


def test_a_list_is_as_old_as_its_publisher_says_though_it_was_fetched_today(
    store: Store, publisher: Publisher
) -> None:
    publisher.files["/sdn.xml"] = OLD.replace(b"11/23/2023", b"01/01/2020")
    store.update()
    with pytest.raises(StaleListError, match=r"us-cons is [0-9,]+ days old \(2020-01-01\)"):
        store.lists().check("48h")
    store.lists().stating(accept_edition={LIST: "2020-01-01"}).check("48h")


def test_a_list_without_a_day_is_as_old_as_the_last_answer_of_its_publisher(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.files["/mine.csv"] = b"id,kind,name\n1,vessel,HERON\n"
    store = Store(tmp_path, sources=[source(publisher, "mine", "/mine.csv")], patience=QUICK)
    store.update()
    store.lists().check("48h")
    with pytest.raises(StaleListError, match="mine is 365 days old"):
        store.lists().check("48h", now=datetime.now(UTC) + timedelta(days=365))


def test_a_changed_list_replaces_the_one_before_and_history_is_kept(
    store: Store, publisher: Publisher
) -> None:
    store.update()
    publisher.files["/sdn.xml"] = NEW
    assert only(store.update()) == ("updated", "")
    assert in_use(store) == 410
    history = store.history(LIST)
    assert history["entries"].tolist() == [410, 400]
    assert history["in_use"].tolist() == [True, False]
    assert history["vessels"].dtype == "int64"
    assert len(store.load(LIST, history["version"][1]).entries) == 400
    with pytest.raises(MissingListError, match="keeps no version 1999 of us-cons; it keeps 2"):
        store.load(LIST, "1999")


def test_prune_keeps_the_newest_the_one_in_use_and_where_losses_are_counted_from(
    store: Store, publisher: Publisher
) -> None:
    for count in range(400, 405):
        publisher.files["/sdn.xml"] = edition(count)
        store.update()
    assert store.prune(keep=2) == 2
    assert store.history(LIST)["entries"].tolist() == [404, 403, 400]
    assert store.prune(keep=0) == 1
    assert in_use(store) == 404


def test_a_gzipped_and_a_zipped_list_are_opened(store: Store, publisher: Publisher) -> None:
    publisher.files["/sdn.xml"] = gzip.compress(OLD, mtime=0)
    assert only(store.update()) == ("updated", "")
    assert in_use(store) == 400


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(store: Store, publisher: Publisher, code: int) -> None:
    publisher.files["/third"] = OLD
    publisher.answers["/sdn.xml"] = [moved("/second", code)]
    publisher.answers["/second"] = [moved(publisher.address("/third"), code)]
    assert only(store.update()) == ("updated", "")
    assert [path for path, _ in publisher.asked] == ["/sdn.xml", "/second", "/third"]


def test_a_busy_server_is_asked_again_after_the_pause_it_wants(publisher: Publisher) -> None:
    pauses: list[float] = []
    patience = Patience(attempts=4, pause=1, sleep=pauses.append)
    publisher.answers["/sdn.xml"] = [
        status(503, Retry_After="7"),
        status(429),
        status(500, Retry_After="Mon, 23 Nov 2020 12:00:00 GMT"),
    ]
    got = fetch(publisher.address("/sdn.xml"), patience=patience)
    assert got.data == OLD
    assert pauses == [7, 2, 0]


def test_a_longer_pause_than_there_is_time_for_is_not_waited(publisher: Publisher) -> None:
    publisher.answers["/sdn.xml"] = [status(503, Retry_After="86400")]
    with pytest.raises(DownloadError, match=r"503 .*waiting 86400 s is more than the .* s left"):
        fetch(
            publisher.address("/sdn.xml"), patience=Patience(sleep=lambda _: pytest.fail("slept"))
        )


def test_progress_is_told_in_bytes(store: Store) -> None:
    told: list[tuple[str, str, int, int | None]] = []
    store.update(progress=lambda *said: told.append(said))
    assert told[-1] == (LIST, "sdn.xml", len(OLD), len(OLD))
    assert [one[2] for one in told] == sorted(one[2] for one in told)


def test_a_publisher_sees_a_browser_and_its_page_visited(publisher: Publisher) -> None:
    publisher.answers["/page"] = [status(200, Set_Cookie="seen=1")]
    fetch(
        publisher.address("/sdn.xml"), browser=True, visit=publisher.address("/page"),
        patience=QUICK,
    )  # fmt: skip
    (_, first), (path, second) = publisher.asked
    assert first["User-Agent"] == second["User-Agent"] == second["User-Agent"]
    assert second["User-Agent"].startswith("Mozilla/5.0 (compatible; vscreen/")
    assert (path, second["Cookie"]) == ("/sdn.xml", "seen=1")
    fetch(publisher.address("/sdn.xml"), patience=QUICK)
    assert publisher.asked[-1][1]["User-Agent"].startswith("vscreen/")


def test_several_lists_are_fetched_at_once_and_fail_alone(
    publisher: Publisher, tmp_path: Path
) -> None:
    own = b"id,kind,name\n1,vessel,HERON\n"
    publisher.files |= {"/one.csv": own, "/two.csv": own}
    publisher.usual["/two.csv"] = status(403)
    sources = [
        source(publisher),
        *(source(publisher, one, f"/{one}.csv") for one in ("one", "two")),
    ]
    store = Store(tmp_path, sources=sources, patience=QUICK)
    frame = store.update().frame().set_index("list")
    assert frame["outcome"].to_dict() == {"one": "updated", "two": "failed", LIST: "updated"}
    assert frame.loc["two", "error"].startswith("DownloadError: http://127.0.0.1")
    assert [one.list for one in store.lists()] == ["one", LIST]


def test_only_the_lists_asked_for_are_fetched(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["/mine.csv"] = b"id,kind,name\n1,vessel,HERON\n"
    mine = ListSource(
        "mine", (ListFile("mine.csv", publisher.address("/mine.csv")),), default=False
    )
    store = Store(tmp_path, sources=[source(publisher), mine], patience=QUICK)
    assert [one.list for one in store.update().updates] == [LIST]
    assert [one.list for one in store.update(["mine"]).updates] == ["mine"]
    # Once it is kept, it is kept up to date.
    assert [one.list for one in store.update().updates] == ["mine", LIST]
    with pytest.raises(MissingListError, match="nobody knows where to fetch xx; known are mine, u"):
        store.update(["xx"])
    with pytest.raises(MissingListError, match="keeps no xx; update it first: it keeps mine, u"):
        store.lists(["xx"])


# What goes wrong. Each starts with a list in use, which then still is.


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (dropped(0), "DownloadError: .*2 times; try again later"),
        (dropped(0.5), "DownloadError: .*2 times; try again later"),
        (dropped(0.99), "DownloadError: .*2 times; try again later"),
        (misjudged(100), "DownloadError: .*2 times; try again later"),
        (misjudged(-100), "ListFormatError: .*it is not whole XML"),
        (status(200, b"<!DOCTYPE html><title>Login</title>"), "ListFormatError: .*an HTML page"),
        (status(200, b'{"error": "busy"}'), "ListFormatError: .*an error page of the server"),
        (status(200, b""), "EmptyListError: .*an empty file"),
        (status(204), "DownloadError: .*204 No Content; look up the publisher's page"),
        (status(206, OLD[:99]), "DownloadError: .*206 Partial Content"),
        (status(403), "DownloadError: .*403 Forbidden; .*whether this client is refused"),
        (status(404), "DownloadError: .*404 Not Found"),
        (status(503, Retry_After="0"), "DownloadError: .*503 Service Unavailable, 2 times"),
        (status(500), "DownloadError: .*500 Internal Server Error, 2 times"),
        (status(302), "DownloadError: .*more than 8 redirects"),
        (moved("http://lists.example/sdn.xml"), "only fetched by https, for anyone on the way"),
        (moved("file:///etc/passwd"), "DownloadError: .*only fetched by https"),
        (moved("ftp://127.0.0.1/sdn.xml"), "DownloadError: .*only fetched by https"),
        (moved("/sdn.xml"), "DownloadError: .*more than 8 redirects, the last to"),
        (bomb, "DownloadError: .*bytes from .* and still more, which is no list"),
        (status(200, edition(350)), "ShrunkListError: .*lost 50 of the 400 entries that it"),
        (status(200, edition(299)), "ShrunkListError: .*299 entries and should hold at least 300"),
        (status(200, OLD[:-200]), "ListFormatError: .*it is not whole XML"),
        (status(200, b"<!DOCTYPE x>" + OLD), "ListFormatError"),
        (status(200, b"id,kind,name\n1,vessel,HERON\n"), "Error: .*us-cons is sdn; look up"),
    ],
)  # fmt: skip
def test_whatever_a_server_does_the_list_before_stays_in_use(
    store: Store, publisher: Publisher, answer: Answer, said: str
) -> None:
    store.update()
    before = sorted(path.name for path in (store.folder / LIST).iterdir())
    publisher.usual["/sdn.xml"] = answer
    report = store.update()
    outcome, error = only(report)
    assert outcome == "failed"
    assert pd.Series([error]).str.contains(said).all(), error
    assert report.updates[0].snapshot is not None
    assert in_use(store) == len(report.updates[0].snapshot.entries) == 400
    assert sorted(path.name for path in (store.folder / LIST).iterdir()) == before
    # And when the server is well again, so is the list.
    publisher.usual.clear()
    publisher.files["/sdn.xml"] = NEW
    assert only(store.update()) == ("updated", "")
    assert in_use(store) == 410


@pytest.mark.parametrize("answer", [dripping, dripping_headers])
def test_a_drip_is_broken_off_at_the_deadline(
    publisher: Publisher, tmp_path: Path, answer: Answer
) -> None:
    publisher.usual["/sdn.xml"] = answer
    patience = Patience(read=5, deadline=0.3, attempts=1)
    store = Store(tmp_path, sources=[source(publisher)], patience=patience)
    outcome, error = only(store.update())
    assert outcome == "failed"
    assert "not whole within 0 s; try again later" in error
    assert len(store.lists()) == 0


def test_a_server_that_is_not_there_is_a_download_error(tmp_path: Path) -> None:
    with Publisher() as server:
        gone = source(server)
    store = Store(tmp_path, sources=[gone], patience=QUICK)
    assert only(store.update())[1].startswith("DownloadError: http://127.0.0.1")


def test_a_304_that_was_not_asked_for_is_a_download_error(
    store: Store, publisher: Publisher
) -> None:
    publisher.usual["/sdn.xml"] = status(304)
    assert only(store.update())[1].startswith("DownloadError: ")


@pytest.mark.parametrize(
    ("address", "before", "safe"),
    [
        ("https://www.mofa.go.kr/list", "", True),
        ("http://www.mofa.go.kr/list", "", False),
        ("http://127.0.0.1:80/list", "", True),
        ("http://[::1]/list", "", True),
        ("http://localhost/list", "http://127.0.0.1/", True),
        ("http://localhost/list", "https://www.mofa.go.kr/", False),
        ("http://localhost.example/list", "", False),
        ("http://127.0.0.1.example/list", "", False),
        ("file:///etc/passwd", "", False),
        ("https:///list", "", False),
        ("", "", False),
    ],
)
def test_only_https_is_spoken_with_the_world(address: str, before: str, safe: bool) -> None:
    if safe:
        check_address(address, before=before)
    else:
        with pytest.raises(DownloadError, match="only fetched by https"):
            check_address(address, before=before)


def test_all_that_is_wrong_with_a_list_is_told_with_the_first(
    store: Store, publisher: Publisher
) -> None:
    store.update()
    publisher.files["/sdn.xml"] = edition(3)
    error = store.update().updates[0].error
    assert isinstance(error, ShrunkListError)
    wrong = [str(error), *error.__notes__]
    assert len(wrong) == len(set(wrong)) == 2


def test_a_much_smaller_list_is_accepted_by_name(store: Store, publisher: Publisher) -> None:
    store.update()
    publisher.files["/sdn.xml"] = edition(350)
    assert isinstance(store.update().updates[0].error, ShrunkListError)
    assert only(store.update(accept_shrunk=["other"]))[0] == "failed"
    assert only(store.update(accept_shrunk=[LIST])) == ("updated", "")
    assert in_use(store) == 350


def test_the_parts_of_a_list_that_did_not_change_are_kept(
    publisher: Publisher, tmp_path: Path, list_fixtures: Path
) -> None:
    """A list of several files, of which the publisher changes one."""
    names = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    for name in names:
        publisher.files[f"/{name}"] = (list_fixtures / "ofac" / name).read_bytes()
    paths = [f"/{name}" for name in names]
    store = Store(tmp_path, sources=[source(publisher, "us-sdn", *paths)], patience=QUICK)
    assert "ShrunkListError: the list us-sdn holds" in only(store.update())[1]
    assert len(store.lists()) == 0


def test_damage_to_the_list_in_use_is_mended_by_an_update(
    store: Store, publisher: Publisher
) -> None:
    store.update()
    path = next((store.folder / LIST).glob("*/names-*.parquet"))
    path.write_bytes(path.read_bytes()[:-9])
    assert only(store.update()) == ("updated", "")
    assert "If-None-Match" not in publisher.asked[-1][1]
    assert in_use(store) == 400


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"version": 7}', b"\xff"])
def test_a_damaged_state_is_said_and_mended_and_the_guard_still_holds(
    store: Store, publisher: Publisher, damage: bytes
) -> None:
    store.update()
    (store.folder / LIST / "state.json").write_bytes(damage)
    with pytest.raises(Exception, match=r"state\.json is damaged .*; update the list again"):
        store.lists()
    publisher.files["/sdn.xml"] = edition(350)
    assert "ShrunkListError" in only(store.update())[1]
    publisher.files["/sdn.xml"] = NEW
    assert only(store.update()) == ("updated", "")


def test_another_version_of_the_package_reads_the_files_again(
    store: Store, publisher: Publisher
) -> None:
    store.update()
    shelf = Shelf(store.folder / LIST)
    shelf.remember(type(shelf.state())(**{**vars(shelf.state()), "vscreen": "0.0"}))
    assert only(store.update()) == ("updated", "")
    assert "If-None-Match" in publisher.asked[-1][1]
    assert only(store.update()) == ("unchanged", "")


def test_two_updates_at_once_the_second_is_refused_clearly(
    store: Store, publisher: Publisher
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(handler: Handler, data: bytes) -> None:
        asked.set()
        go_on.wait(10)
        whole(handler, data)

    publisher.answers["/sdn.xml"] = [slow]
    reports: list[UpdateReport] = []
    first = threading.Thread(target=lambda: reports.append(store.update()))
    first.start()
    asked.wait(10)
    for refused in (store.update, store.prune):
        with pytest.raises(StoreError, match=rf"is being updated by process {os.getpid()} since"):
            refused()
    go_on.set()
    first.join()
    assert only(reports[0]) == ("updated", "")
    assert only(store.update()) == ("unchanged", "")


def test_the_lock_of_a_process_that_died_is_no_lock(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from vscreen.files.lock import hold\n"
        "with hold(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)  # noqa: S603
    assert ended.returncode == -9
    assert (tmp_path / ".lock").read_text("utf-8").startswith("process ")
    with hold(tmp_path):
        pass


def test_a_clock_a_year_off_is_said_and_nothing_passes_for_fresh(store: Store) -> None:
    store.update()
    now, year = datetime.now(UTC), timedelta(days=365)
    with pytest.raises(StaleListError, match=r"us-cons is dated .*, in the future; set"):
        store.lists().check(now=now - year)
    with pytest.raises(StaleListError, match=r"days old \(2023-11-23\)"):
        store.lists().check("48h", now=now + year)


def test_a_list_published_in_the_future_is_not_put_into_use(
    store: Store, publisher: Publisher
) -> None:
    store.update()
    publisher.files["/sdn.xml"] = NEW.replace(b"11/23/2023", b"11/23/2099")
    assert (
        "StaleListError: the list us-cons is dated 2099-11-23, in the future"
        in (only(store.update())[1])
    )
    assert in_use(store) == 400


# What goes wrong on this side, in a process of its own.

CHILD = """
import os, random, resource, signal, sys, threading
from pathlib import Path
from vscreen.store.download import Patience
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.versions import Shelf
from vscreen.store.store import Store

folder, address, what, much = sys.argv[1:]
source = ListSource("us-cons", (ListFile("sdn.xml", address),))
store = Store(folder, sources=[source], patience=Patience(attempts=1))

def update():
    report = store.update()
    print(report.frame()[["outcome", "error"]].values.tolist()[0])

def entries():
    found = store.lists().snapshots[0]
    print(len(found.entries), len(found.names), len(store.history("us-cons")))

def die_after(calls):
    left = [calls]
    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    threading.setprofile(count)
    sys.setprofile(count)

def apart(work, *given):
    # In a process of its own, where everything is imported already.
    pid = os.fork()
    if not pid:
        try:
            work(*given)
            sys.stdout.flush()
            os._exit(0)
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(1)
    return os.waitpid(pid, 0)[1]

def count_calls():
    seen, putting = [0], []
    def count(frame, event, _):
        seen[0] += 1
        if frame.f_code is Shelf.put.__code__:
            putting.append(seen[0])
    threading.setprofile(count)
    sys.setprofile(count)
    update()
    sys.setprofile(None)
    Path(folder, "calls").write_text(f"{seen[0]} {min(putting)} {max(putting)}")

def killed(moment):
    die_after(moment)
    update()

if what == "full":
    update()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(much), int(much)))
    update()
    entries()
elif what == "crowded":
    update()
    filler = Path(folder, "filler")
    with filler.open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)):
                pass
        except OSError as error:
            print(error.strerror)
        os.truncate(filler, stream.tell() - int(much))
    update()
    entries()
elif what == "read-only":
    update()
    for path in [Path(folder), *Path(folder).rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    store.lists()  # what reading imports, it imports before the rights are gone
    if not os.geteuid():
        os.seteuid(65534)
    try:
        update()
    except Exception as error:
        print(type(error).__name__, error)
    entries()
elif what == "kill":
    apart(update)
    apart(count_calls)
    calls, first, last = map(int, Path(folder, "calls").read_text().split())
    dice = random.Random(7)
    dead = bad = 0
    # An update is not always as many calls long, so that a late moment may never come.
    while dead < int(much):
        # Every other one while the new version is being put into use.
        moment = dice.randrange(first, last) if dead % 2 else dice.randrange(1, calls)
        dead += apart(killed, moment) == signal.SIGKILL
        bad += apart(entries)
    print("killed", dead, "broken", bad)
"""


def run(
    folder: Path, publisher: Publisher, what: str, much: int = 0, *, within: Sequence[str] = ()
) -> list[str]:
    words = [str(folder), publisher.address("/sdn.xml"), what, str(much)]
    ended = subprocess.run(  # noqa: S603 - our own script
        [*within, sys.executable, "-c", CHILD, *words], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


def in_turn(handler: Handler, data: bytes) -> None:
    """Another edition with every request, so that every update puts a new list into use."""
    publisher = handler.server
    whole(handler, edition(400 + len(publisher.asked) % 20))


@pytest.mark.parametrize("room", [0, 100, 2_000, 4_000])
def test_a_full_disk_leaves_the_list_before_in_use(
    publisher: Publisher, tmp_path: Path, room: int
) -> None:
    publisher.usual["/sdn.xml"] = in_turn
    first, second, after = run(tmp_path, publisher, "full", room)
    assert first == "['updated', '']"
    assert "StoreError: " in second
    assert "can't be written (File too large); make room" in second
    assert after.split() == ["401", "401", "1"]
    assert not list(tmp_path.glob("*/.part-*"))


ON_A_SMALL_DISK = ("unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=1m none "$0" && exec "$@"')


@pytest.mark.parametrize("room", [0, 4096, 8192, 16384])
def test_a_disk_without_room_leaves_the_list_before_in_use(
    publisher: Publisher, tmp_path: Path, room: int
) -> None:
    within = (*ON_A_SMALL_DISK, str(tmp_path))
    if not shutil.which("unshare") or subprocess.run([*within, "true"], check=False).returncode:  # noqa: S603
        pytest.skip("a disk of one's own can't be mounted here")
    publisher.usual["/sdn.xml"] = in_turn
    first, full, second, after = run(tmp_path, publisher, "crowded", room, within=within)
    assert (first, full) == ("['updated', '']", "No space left on device")
    assert "StoreError: " in second
    assert "can't be written (No space left on device); make room" in second
    assert after.split() == ["401", "401", "1"]


def test_a_read_only_folder_leaves_the_list_before_in_use(publisher: Publisher) -> None:
    publisher.usual["/sdn.xml"] = in_turn
    # Not below pytest's own folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o777)
        first, second, after = run(folder, publisher, "read-only")
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(folder)
    assert first == "['updated', '']"
    assert second.startswith("StoreError ")
    assert "can't be written (Permission denied)" in second
    assert after.split() == ["401", "401", "1"]


@pytest.mark.parametrize("moments", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_moment_the_list_in_use_is_whole(
    publisher: Publisher, tmp_path: Path, moments: int
) -> None:
    publisher.usual["/sdn.xml"] = in_turn
    *lines, end = run(tmp_path, publisher, "kill", moments)
    assert end == f"killed {moments} broken 0"
    counted = [tuple(map(int, line.split())) for line in lines if line[0].isdigit()]
    assert len(counted) >= moments
    assert all(400 <= entries == names < 420 for entries, names, _ in counted)
    assert moments < 100 or list(tmp_path.glob("*/.part-*")), "none died while it wrote"
    publisher.usual.clear()
    publisher.files["/sdn.xml"] = edition(420)
    store = Store(tmp_path, sources=[source(publisher)], patience=QUICK)
    assert only(store.update()) == ("updated", "")
    assert in_use(store) == 420


def test_the_default_folder_is_the_users_own() -> None:
    assert Store().folder.parts[-2:] == ("vscreen", "lists")
    assert {one.list for one in known_sources()} == set(Store().sources)


def test_nothing_newer_is_a_download_without_data() -> None:
    assert Download(None).data is None
    assert issubclass(ListFormatError, Exception)


def test_the_real_list_is_fetched_kept_and_reloaded(
    publisher: Publisher, tmp_path: Path, shared: Path
) -> None:
    folder = shared / "lists" / "us-ofac-sdn-csv"
    names = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
    for name in names:
        publisher.files[f"/{name}"] = (folder / name).read_bytes()
    paths = [f"/{name}" for name in names]
    store = Store(tmp_path, sources=[source(publisher, "us-sdn", *paths)], patience=QUICK)
    assert [only(store.update())[0] for _ in range(2)] == ["updated", "unchanged"]
    kept = store.lists()
    kept.check("48h")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ListWarning)
        read = read_lists(folder)
    pd.testing.assert_frame_equal(kept.entries, read.entries)
    pd.testing.assert_frame_equal(kept.identifiers, read.identifiers)
    # One file of four changes: the other three are those at hand.
    publisher.files["/sdn.csv"] = publisher.files["/sdn.csv"].replace(b'"LADY R"', b'"LADY Q"')
    del publisher.asked[:]
    assert only(store.update()) == ("updated", "")
    assert [("If-None-Match" in headers) for _, headers in publisher.asked] == [True] * 4
    assert "LADY Q" in set(store.lists().entries["name"])


CHILD_2 = """
import signal, sys
from vscreen.store.download import Patience
from vscreen.store.sources import ListFile, ListSource
from vscreen.store.store import Store
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells take it from what they start
folder, address = sys.argv[1:]
sources = [ListSource(name, (ListFile("sdn.xml", address),)) for name in ("us-cons", "us-sdn")]
patience = Patience(connect=60, read=60, deadline=60, attempts=1)
Store(folder, sources=sources, patience=patience).update()
"""


def test_an_interrupted_update_waits_for_no_publisher(tmp_path: Path) -> None:
    asked, ended = threading.Semaphore(0), threading.Event()

    def never(handler: Handler, _: bytes) -> None:
        asked.release()
        ended.wait(120)
        handler.hang_up()

    with serving() as publisher:
        publisher.usual["/sdn.xml"] = never
        words = [str(tmp_path), publisher.address("/sdn.xml")]
        child = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-c", CHILD_2, *words], stderr=subprocess.PIPE, text=True
        )
        try:
            # Two of them: Python before 3.13 forgets the one thread whose join was interrupted.
            assert all(asked.acquire(timeout=60) for _ in range(2))
            child.send_signal(signal.SIGINT)
            _, said = child.communicate(timeout=20)  # far less than the child would wait
        finally:
            ended.set()
            child.kill()
            child.wait()
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert not list(tmp_path.glob("us-*/*"))


def test_kept_lists_come_in_order(tmp_path: Path) -> None:
    names = [f"own-{letter}" for letter in "qzbmaxkc"]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "state.json").write_text("{}")
    assert Store(tmp_path).kept() == sorted(names)


# What was asked for and is not there.


@pytest.fixture
def two(publisher: Publisher, tmp_path: Path) -> Store:
    """A store of two lists, both in use."""
    for name in ("one", "two"):
        publisher.files[f"/{name}.csv"] = f"id,kind,name\n1,vessel,HERON {name}\n".encode()
    sources = [source(publisher, name, f"/{name}.csv") for name in ("one", "two")]
    store = Store(tmp_path / "two", sources=sources, patience=QUICK)
    assert not store.update().failed
    assert store.lists().missing == ()
    return store


def lose_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def lose_state(folder: Path) -> None:
    (folder / "state.json").unlink()


def lose_all_in_it(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize(
    ("lose", "how"),
    [
        (lose_folder, "its folder is not there"),
        (lose_state, "state.json in its folder is not there"),
        (lose_all_in_it, "never came"),
    ],
)
def test_a_list_that_the_store_lost_is_a_problem_of_its_lists(
    two: Store, lose: Callable[[Path], None], how: str
) -> None:
    lose(two.folder / "one")
    lists = two.lists()
    assert ([one.list for one in lists], two.kept(), two.missing()) == (["two"], ["two"], ["one"])
    with pytest.raises(MissingListError, match=f"the list one was asked for and {how}, so nothing"):
        lists.check()
    verdicts = screen(pd.DataFrame({"vessel": ["HERON TWO", "ZUQI WOBLE"]}), lists).verdicts
    assert verdicts["verdict"].tolist() == ["hit", "not_screened"]
    assert "the list one was asked for" in verdicts["sentence"].iloc[1]
    two.update()
    assert two.lists().missing == ()
    two.lists().check()


def test_a_list_whose_first_download_failed_is_missing_until_it_comes(
    two: Store, publisher: Publisher
) -> None:
    three = source(publisher, "three", "/three.csv")
    store = Store(two.folder, sources=[*two.sources.values(), three], patience=QUICK)
    publisher.answers["/three.csv"] = [status(500), status(500)]
    assert len(store.update().failed) == 1
    assert [str(error).partition(",")[0] for error in store.lists().missing] == [
        "the list three was asked for and never came"
    ]
    publisher.files["/three.csv"] = publisher.files["/two.csv"]
    store.update()
    assert store.lists().missing == ()


def test_a_store_without_its_record_does_not_know_what_was_asked_for(two: Store) -> None:
    (two.folder / "store.json").unlink()
    (error,) = two.lists().missing
    assert "store.json is not there, so nobody knows which lists were asked for" in str(error)
    two.update(["one"])
    assert two.lists().missing == ()
    assert two.missing() == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"lists": "one"}', b'{"lists": ["../x"]}'])
def test_a_damaged_record_is_said_and_mended(two: Store, damage: bytes) -> None:
    (two.folder / "store.json").write_bytes(damage)
    with pytest.raises(ChecksumError, match=r"store\.json, which lists were asked for, is damaged"):
        two.lists()
    two.update()
    assert [one.list for one in two.lists()] == ["one", "two"]


def test_a_list_that_is_left_out_is_no_problem_and_comes_back_by_name(
    two: Store, publisher: Publisher
) -> None:
    two.leave_out(["one"])
    assert [one.list for one in two.lists()] == ["two"]
    two.lists().check()
    assert [one.list for one in two.update().updates] == ["two"]
    assert len(two.history("one")) == 1
    with pytest.raises(MissingListError, match="was never asked for three; it was for two"):
        two.leave_out(["three"])
    two.update(["one"])
    assert [one.list for one in two.lists()] == ["one", "two"]


def test_a_list_that_the_sources_do_not_know_stays_in_use_and_is_told(two: Store) -> None:
    store = Store(two.folder, sources=[two.sources["two"]], patience=QUICK)
    report = store.update()
    assert (report.failed, report.without_source) == ((), ("one",))
    assert [one.list for one in store.lists()] == ["one", "two"]


def test_a_folder_that_is_no_list_is_no_problem(two: Store) -> None:
    for name in ("lost+found", ".trash", "notes"):
        (two.folder / name).mkdir()
    two.lists().check()


def test_what_killed_updates_left_is_removed_by_the_next_whatever_its_age(two: Store) -> None:
    for folder in (two.folder, two.folder / "one"):
        (folder / ".part-folder").mkdir()
        (folder / ".part-folder" / "names.parquet").write_bytes(b"x")
        (folder / ".part-file").write_bytes(b"x")
    two.update()
    assert not list(two.folder.rglob(".part-*"))


# What an edition may lose, and how old it may be.


class Shop:
    """A store of a user's own list, and the editions that its publisher sends."""

    def __init__(self, publisher: Publisher, folder: Path) -> None:
        self.publisher = publisher
        sources = [source(publisher, "mine", "/mine.csv")]
        self.store = Store(folder, sources=sources, patience=QUICK)

    def offer(self, ids: Iterable[int], answer: Answer = without_etag, **accept: list[str]) -> str:
        rows = "".join(f"{key},vessel,HERON {key}\n" for key in ids)
        self.publisher.files["/mine.csv"] = f"id,kind,name\n{rows}".encode()
        self.publisher.usual["/mine.csv"] = answer
        return ": ".join(filter(None, only(self.store.update(**accept))))

    def kept(self) -> int:
        return in_use(self.store, "mine")


@pytest.fixture
def shop(publisher: Publisher, tmp_path: Path) -> Shop:
    return Shop(publisher, tmp_path / "shop")


def test_ordinary_updates_are_taken(shop: Shop) -> None:
    for ids in (
        range(300),
        [*range(292), *range(400, 405), 299],  # eight of the midst gone, five new
        [*range(280), *range(400, 460), 299],
        [*range(1, 280), *range(400, 460), 299],
    ):
        assert shop.offer(ids) == "updated"


@pytest.mark.parametrize("rows", [1, 5, 9])
def test_a_small_list_may_lose_a_row_and_gain_it_again(shop: Shop, rows: int) -> None:
    shop.offer(range(rows + 1))
    assert shop.offer(range(1, rows + 1)) == "updated"
    assert shop.offer([*range(1, rows + 1), 99]) == "updated"


def test_a_small_list_that_a_person_keeps_may_change_a_row_after_the_other(shop: Shop) -> None:
    shop.offer(range(8))
    for first in range(1, 6):
        assert shop.offer(range(first, first + 8)) == "updated"
    assert "lost 6 of the 8 entries" in shop.offer(range(6, 14))


@pytest.mark.parametrize("step", [0.91, 0.95, 0.98])
def test_a_list_that_dwindles_step_by_step_is_refused_before_it_lost_much(
    shop: Shop, step: float
) -> None:
    left = 300
    shop.offer([*range(left), 999])
    for _ in range(12):
        left = int(left * step)
        if shop.offer([*range(left), 999]) != "updated":
            break
    assert shop.kept() >= 271
    assert "lost" in shop.offer([*range(200), 999])
    assert shop.offer([*range(200), 999], accept_shrunk=["mine"]) == "updated"
    assert shop.offer([*range(195), 999]) == "updated"


def test_pruning_does_not_forget_from_where_losses_are_counted(shop: Shop) -> None:
    shop.offer([*range(300), 999])
    for left in (290, 280, 272):
        assert shop.offer([*range(left), 999]) == "updated"
        shop.store.prune(1)
    assert "lost 31 of the 301 entries" in shop.offer([*range(269), 999])


def test_a_list_that_ends_early_is_refused_if_nobody_says_how_long_it_is(shop: Shop) -> None:
    shop.offer(range(300), unmeasured)
    assert "looks cut" in shop.offer(range(299), unmeasured)
    assert shop.kept() == 300
    assert shop.offer(range(299)) == "updated"
    assert "looks cut" in shop.offer(range(290))


def test_a_body_without_a_length_is_told(shop: Shop) -> None:
    shop.offer(range(9))
    assert shop.store.update().frame()["notes"].tolist() == [""]
    shop.offer(range(10), unmeasured)
    shop.publisher.files["/mine.csv"] += b"77,vessel,EGRET\n"
    (update,) = shop.store.update().updates
    assert update.outcome == Outcome.UPDATED
    assert update.notes == (
        "the publisher of mine does not say how long mine.csv is, so that its content alone shows "
        "whether it came whole",
    )


def test_an_older_edition_is_refused_and_taken_by_name(store: Store, publisher: Publisher) -> None:
    store.update()
    older = NEW.replace(b"11/23/2023", b"11/22/2023")
    publisher.files["/sdn.xml"] = older
    assert "is of 2023-11-22, older than the edition in use, which is" in only(store.update())[1]
    assert in_use(store) == 400
    assert only(store.update(accept_shrunk=[LIST]))[0] == "failed"
    assert only(store.update(accept_older=[LIST])) == ("updated", "")
    publisher.files["/sdn.xml"] = NEW
    assert only(store.update()) == ("updated", "")


def test_an_edition_without_a_day_that_was_in_use_before_is_an_older_one(shop: Shop) -> None:
    shop.offer(range(300))
    shop.offer(range(305))
    refused = shop.offer(range(300), without_etag)
    assert "is the version 20" in refused
    assert "which another followed, and 5 entries of that are gone" in refused
    assert shop.kept() == 305
    assert shop.offer(range(300), accept_older=["mine"]) == "updated"


@pytest.mark.parametrize("answer", [without_etag, unmeasured])
def test_who_takes_back_an_entry_of_an_own_list_sends_no_old_copy(
    shop: Shop, answer: Answer
) -> None:
    shop.offer(range(300), answer)
    for _ in range(2):
        assert shop.offer(range(301), answer) == "updated"
        assert shop.offer(range(300), answer) == "updated"


def test_a_list_may_be_called_otherwise_in_the_sources_and_keeps_its_guards(
    publisher: Publisher, tmp_path: Path, list_fixtures: Path
) -> None:
    publisher.files["/sdn.csv"] = (list_fixtures / "ofac" / "sdn.csv").read_bytes()
    store = Store(tmp_path, sources=[source(publisher, "mine", "/sdn.csv")], patience=QUICK)
    assert "what came for the list mine is us-sdn" in only(store.update())[1]
