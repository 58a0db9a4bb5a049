"""A list that may not be screened against, at the shell: which, what was seen, what to do.

Each file is screened against as well: whatever is wrong with it, nothing is cleared.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from publisher import edition
from typer.testing import CliRunner

from vscreen import bundled_lists
from vscreen.cli import main as cli

WHOLE = edition(400)
OWN = "id,kind,name,imo\n1,vessel,GREY HULL,9074729\n2,vessel,HERON,9000003\n"
ROOT = WHOLE[WHOLE.index(b"<sdnList") :]
FIRST = b"<lastName>HERON 1</lastName>"
LAUGHS = b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 110)
)
DEEP = 200_000


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("may.csv").write_text("Vessel,IMO\nEVER GIVEN,9811000\n")


def run(*words: object) -> Any:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def refused(name: str, data: bytes | str, *more: str) -> str:
    """Write a list, and return the error of a check; nothing may be cleared by it."""
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    checked = run("lists", "check", "--lists", name, *more)
    assert checked.exit_code == 2
    errors = [line for line in checked.stderr.splitlines() if line.startswith("error: ")]
    assert errors
    screened = run("screen", "may.csv", "--lists", name, "--json", *more)
    assert screened.exit_code == 2
    if screened.stdout:
        assert [row["verdict"] for row in json.loads(screened.stdout)["verdicts"]] == [
            "not_screened"
        ]
    assert "Traceback" not in checked.output + screened.output
    return errors[0]


# --- each error, with the list, what was expected and seen, and the remedy -----------------------


def test_an_empty_list_is_named_with_what_was_seen() -> None:
    assert refused("own.csv", "id,kind,name\n") == (
        "error: own.csv: headings and no rows; put the entries below them"
    )
    assert refused("sdn.csv", "") == "error: sdn.csv: an empty file; download it again"


def test_a_shrunk_list_is_named_with_what_it_holds_and_should_hold() -> None:
    assert refused("consolidated.xml", edition(120)) == (
        "error: the list us-cons holds 120 entries and should hold at least 300; download it "
        "whole from https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
        "CONS_PRIM.CSV; an archive is screened against with accept_edition={'us-cons': "
        "'2023-11-23'}, or --accept-edition us-cons=2023-11-23"
    )


def test_a_stale_list_is_named_with_its_age_and_the_age_asked_for() -> None:
    message = refused("consolidated.xml", WHOLE, "--max-age", "48h")
    assert re.fullmatch(
        r"error: the list us-cons is [\d,]+ days old \(2023-11-23\) and at most 48 hours is asked "
        "for; download it again, ask for no age, or accept this edition: .*=2023-11-23",
        message,
    )


def test_a_list_without_a_canary_is_named_with_who_is_missing() -> None:
    korea = next(snapshot for snapshot in bundled_lists() if snapshot.list == "kr-mofa")
    numbers = korea.identifiers[korea.identifiers["scheme"] == "imo_ship"]
    imo = numbers.drop_duplicates("entry").set_index("entry")["value"]
    rows = [
        f'{key},{kind},"{name}",{imo.get(key, "")}'
        for key, kind, name in korea.entries[["entry", "kind", "name"]].to_numpy(str)
    ]
    lacking = [row.replace("9161003", "9000003") for row in rows]
    assert refused("kr-mofa.csv", "\n".join(["id,kind,name,imo", *lacking, ""])) == (
        "error: the list kr-mofa lacks LADY R (imo_ship 9161003), which should be on it; download "
        "it again from https://www.mofa.go.kr, and look there whether it was really removed"
    )
    Path("kr-mofa.csv").write_text("\n".join(["id,kind,name,imo", *rows, ""]))
    assert run("lists", "check", "--lists", "kr-mofa.csv").exit_code == 0


def test_a_file_that_is_not_the_list_is_named_with_what_it_is() -> None:
    message = refused("sdn.csv", "<!DOCTYPE html><html><body>Log in</body></html>")
    assert message.startswith(
        "error: sdn.csv: an HTML page, and no list that is known; if a server sent it instead"
    )
    assert refused("sdn.csv", "<!DOCTYPE html><html><body>503 Unavailable</body></html>") == (
        "error: sdn.csv: an error page of the server ('503 Unavailable'), and no list; it came "
        "instead of one: download it again"
    )


# --- what can be wrong with a file ---------------------------------------------------------------


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xml", b"<html><body>Please log in</body></html>", "an HTML page"),
        ("a.json", b'{"error": {"code": 503, "message": "busy"}}', "an error page of the server"),
        ("a.csv", b"  \r\n", "an empty file"),
        ("a.csv", OWN.replace("GREY", "GRÖY").encode("cp1252"), "(line 2) is not UTF-8; save"),
        ("a.csv", OWN.encode("utf-16")[:-1], "not whole UTF-16"),
        ("a.csv", OWN.encode("utf-16-be"), "a.csv"),
        ("a.xml", b"<!DOCTYPE sdnList>" + ROOT, "it has a DOCTYPE, which no list has"),
        (
            "a.xml",
            b'<!DOCTYPE sdnList [<!ENTITY a "ha">%b]>%b' % (LAUGHS, ROOT.replace(b"HERON", b"&m;")),
            "it has a DOCTYPE, which no list has",
        ),
        (
            "a.xml",
            b'<!DOCTYPE sdnList [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + ROOT.replace(b"HERON", b"&a;"),
            "it has a DOCTYPE, which no list has",
        ),
        (
            "a.xml",
            WHOLE.replace(FIRST, FIRST + b"<a>" * DEEP + b"</a>" * DEEP),
            "it is not whole XML (Excessive depth in document",
        ),
        ("a.json", b"[" * DEEP + b"]" * DEEP, "JSON beginning"),
        ("a.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "JSON beginning"),
        (
            "a.json",
            b'{"id":"a","schema":"Vessel","properties":' + b"[" * DEEP + b"]" * DEEP + b"}\n",
            "a.json",
        ),
        (
            "a.csv.gz", gzip.compress(bytes(64 << 20), mtime=0),
            "opens to more than 200 times its size",
        ),
        ("a.zip", zipped("a.csv", bytes(64 << 20)), "opens to more than 200 times its size"),
        ("a.zip", zipped("../a.csv", OWN.encode()), "'../a.csv' points outside it"),
        ("a.zip", zipped("a.zip", zipped("a.csv", OWN.encode())), "an archive inside an archive"),
        ("a.csv", OWN.replace("imo", "hull_number"), "hull_number are not known; rename"),
        ("a.csv", OWN.replace(",name", ",title"), "no list that is known"),
        ("a.csv", "id,kind\n1,vessel\n", "no list that is known"),
        ("a.csv", OWN.replace("id,kind,name,imo\n", ""), "no list that is known"),
        ("a.csv", OWN.replace("\n", "\nid,kind,name,imo\n", 1), "line 2 holds the headings again"),
        ("a.csv", OWN + "id,kind,name,imo\n", "line 4 holds the headings again"),
        ("a.csv", OWN.replace(",name", ",name,name"), "a heading comes twice"),
        ("a.csv", OWN + OWN.partition("\n")[2], "line 4 has the id '1' again"),
        ("a.xml", WHOLE.replace(b"11/23/2023", b"11/23/2099"), "2099-11-23, in the future; set"),
        ("a.xml", WHOLE.replace(b">400<", b">4000<"), "says that it holds 4,000"),
    ],
)  # fmt: skip
def test_a_list_that_is_damaged_or_another_is_refused(
    name: str, data: bytes | str, message: str
) -> None:
    assert message in refused(name, data)
    assert {path.name for path in Path().iterdir()} <= {name, "may.csv"}, "nothing was unpacked"


@pytest.mark.parametrize(
    ("fixture", "change"),
    [
        (fixture, change)
        for fixture in (
            "ofac/sdn.csv", "opensanctions/sixteen.csv", "uk/uk.csv", "uk-ofsi/conlist.csv",
            "maritime/maritime.csv", "war-sanctions/ships.csv", "eu-fsf-csv/eleven.csv",
        )
        for change in ("heading twice", "heading gone", "column gone")
        # OFAC's has no heading: what is gone there is an entry.
        if (fixture, change) != ("ofac/sdn.csv", "heading gone")
    ],
)  # fmt: skip
def test_a_publishers_table_with_another_heading_is_refused(
    list_fixtures: Path, fixture: str, change: str
) -> None:
    lines = (list_fixtures / fixture).read_bytes().splitlines(keepends=True)
    place = 1 if fixture.startswith("uk") else 0  # the UK's begin with a line for the date
    separator = b";" if b";" in lines[place] else b","
    column = lines[place].count(separator) // 2
    changes: dict[str, Callable[[], list[bytes]]] = {
        "heading twice": lambda: [*lines[: place + 1], lines[place], *lines[place + 1 :]],
        "heading gone": lambda: [*lines[:place], *lines[place + 1 :]],
        "column gone": lambda: [
            *lines[:place],
            separator.join(
                part for at, part in enumerate(lines[place].split(separator)) if at != column
            ),
            *lines[place + 1 :],
        ],
    }
    message = refused("a.csv", b"".join(changes[change]()))
    assert message.startswith(("error: a.csv: ", "error: the list "))


@pytest.mark.parametrize("data", [WHOLE, OWN.encode(), gzip.compress(WHOLE, mtime=0)])
def test_a_list_cut_at_any_byte_is_refused_or_holds_less_than_it_should(data: bytes) -> None:
    dice = random.Random(24)  # noqa: S311 - no secret
    for place in {0, 1, len(data) - 2, *dice.choices(range(len(data) - 1), k=12)}:
        if data[:place].endswith(b"\n"):
            continue  # a user's own list ends at every row as it does at the last
        refused("a", data[:place])
