"""A store after a year of daily updates: its size, the time of an update and of a comparison.

``python -m benchmarks.year SDN.XML`` serves a list in OFAC's XML from this machine, changed a
little every day as its publisher changes it (entries come, go and are renamed), updates a store
from it ``--days`` times, and prints the size of the store and the CPU seconds of an update, of
loading the list in use, and of comparing its editions. Nothing is pruned.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import vscreen
from benchmarks.report import table
from vscreen.errors import ListWarning
from vscreen.snapshots.diff import diff
from vscreen.store.update import Outcome

ENTRY: Final = re.compile(rb"<sdnEntry>.*?</sdnEntry>\s*", re.DOTALL)
DATE: Final = re.compile(rb"(<Publish_Date>)[^<]*")
COUNT: Final = re.compile(rb"(<Record_Count>)[^<]*")
UID: Final = re.compile(rb"(<sdnEntry>\s*<uid>)\d+")
NAME: Final = re.compile(rb"(<lastName>)")
COME, GO, RENAMED = 8, 2, 2
"""About as many as OFAC adds, removes and renames on a day on which it publishes."""
MEGABYTE: Final = 1 << 20


class Edition:
    """A list that changes from day to day."""

    def __init__(self, whole: bytes, seed: int = 1) -> None:
        found = list(ENTRY.finditer(whole))
        self.head, self.tail = whole[: found[0].start()], whole[found[-1].end() :]
        self.entries = [match[0] for match in found]
        self.random = random.Random(seed)
        self.next_uid = 1_000_000

    def on(self, day: date) -> bytes:
        """Return the edition of a day, changed since the last."""
        for _ in range(GO):
            self.entries.pop(self.random.randrange(len(self.entries)))
        for _ in range(RENAMED):
            place = self.random.randrange(len(self.entries))
            self.entries[place] = NAME.sub(rb"\1NEW ", self.entries[place], count=1)
        for _ in range(COME):
            self.next_uid += 1
            like = self.random.choice(self.entries)
            self.entries.append(UID.sub(rb"\g<1>%d" % self.next_uid, like, count=1))
        head = DATE.sub(rb"\g<1>" + day.strftime("%m/%d/%Y").encode(), self.head)
        head = COUNT.sub(rb"\g<1>%d" % len(self.entries), head)
        return head + b"".join(self.entries) + self.tail


@contextmanager
def served() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield the address of a server on this machine, and what it serves by path."""
    files: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = files[self.path]
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", files
    finally:
        server.shutdown()


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Simulate the days and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path, help="a list in OFAC's XML")
    parser.add_argument("--days", type=int, default=365)
    options = parser.parse_args()
    warnings.simplefilter("ignore", ListWarning)
    edition = Edition(options.list.read_bytes())
    first = datetime.now(UTC).date() - timedelta(days=options.days)
    with tempfile.TemporaryDirectory() as folder, served() as (address, files):
        sources = Path(folder) / "sources.csv"
        sources.write_text(f"list,file,address\nus-sdn,sdn.xml,{address}/sdn.xml\n", "utf-8")
        store = vscreen.Store(Path(folder) / "store", sources=sources)
        seconds, sizes = [], []
        for number in range(options.days + 1):
            files["/sdn.xml"] = edition.on(first + timedelta(days=number))
            start = time.process_time()
            (update,) = store.update().updates
            seconds.append(time.process_time() - start)
            sizes.append(size(store.folder))
            if update.outcome != Outcome.UPDATED:
                raise SystemExit(f"day {number}: {update.outcome}, {update.error}")
        print_figures(store, seconds, sizes, len(files["/sdn.xml"]))


def print_figures(
    store: vscreen.Store, seconds: list[float], sizes: list[int], published: int
) -> None:
    """Print the table of a store's figures."""
    history = store.history("us-sdn")
    versions = history["version"].tolist()
    rows = [
        ("editions kept", f"{len(history):,}"),
        ("last edition as published", f"{published / MEGABYTE:.1f} MB"),
        ("store", f"{sizes[-1] / MEGABYTE:.1f} MB"),
        ("store, an edition", f"{sizes[-1] / len(history) / MEGABYTE:.2f} MB"),
        ("update on the first days", f"{sum(seconds[1:6]) / 5:.2f} s"),
        ("update on the last days", f"{sum(seconds[-5:]) / 5:.2f} s"),
    ]
    start = time.process_time()
    new = store.lists()
    rows.append(("loading the edition in use", f"{time.process_time() - start:.2f} s"))
    for name, version in (("the day before", versions[1]), ("the first day", versions[-1])):
        start = time.process_time()
        old = vscreen.Lists((store.load("us-sdn", version),))
        changes = diff(old, new).summary()
        took = time.process_time() - start
        rows.append((f"diff with {name}", f"{took:.2f} s: {changes}"))
    print(table({"of the store": what, "measured": figure} for what, figure in rows))


if __name__ == "__main__":
    main()
