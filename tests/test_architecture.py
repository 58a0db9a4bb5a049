"""The house: which wing stands on which, how large a room may be, and what no room may do."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "vscreen"
FLOORS = (  # lowest first; a wing may import from lower floors, and from its own
    ("data", "version", "errors", "schema"),
    ("policy", "columnar", "files"),
    ("identifiers", "text", "manifest"),
    ("similarity", "lists"),
    ("snapshots", "scoring"),
    ("search", "results", "store"),
    ("screening",),
    ("selftesting",),
    ("cli",),
    ("__init__", "__main__"),
)
FLOOR_OF = {wing: height for height, wings in enumerate(FLOORS) for wing in wings}
MOST_ROOMS = 14
MOST_LINES = 400
TO_PEOPLE = "cli"
"""The wing that may write to a terminal."""
TO_THE_NET = Path("store/download.py")
"""The room that may fetch something."""
REFUSED = {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}
NET = {"socket", "ssl", "http", "urllib", "requests", "httpx"}
ROOMS = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def wing_of(room: Path) -> str:
    """`lists/us/ofac.py` is of `lists`, `schema.py` is a wing of its own."""
    return room.parts[0].removesuffix(".py")


@cache
def tree(room: Path) -> ast.Module:
    return ast.parse((PACKAGE / room).read_text(encoding="utf-8"))


def imported(room: Path) -> Iterator[str]:
    """Yield the full names that a room imports, wherever in it."""
    for node in ast.walk(tree(room)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{room}:{node.lineno}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def rooms_imported(room: Path) -> set[str]:
    """The rooms of the package that a room imports, as dotted names."""
    known = {".".join(("vscreen", *path.with_suffix("").parts)) for path in ROOMS}
    return known & set(imported(room)) - {".".join(("vscreen", *room.with_suffix("").parts))}


def test_a_room_imports_only_from_its_own_wing_and_from_lower_floors() -> None:
    upward = [
        f"{room} imports {other}"
        for room in ROOMS
        for other in {name.split(".")[1] for name in rooms_imported(room)} - {wing_of(room)}
        if FLOOR_OF[other] >= FLOOR_OF[wing_of(room)]
    ]
    assert upward == []


def test_no_rooms_import_each_other_in_a_circle() -> None:
    graph = {
        ".".join(("vscreen", *room.with_suffix("").parts)): rooms_imported(room) for room in ROOMS
    }
    TopologicalSorter(graph).prepare()


def test_no_folder_holds_more_rooms_than_anyone_keeps_in_mind() -> None:
    rooms = Counter(str(room.parent) for room in ROOMS if room.name != "__init__.py")
    assert {folder: count for folder, count in rooms.items() if count > MOST_ROOMS} == {}


def test_no_room_is_longer_than_anyone_reads() -> None:
    lines = {
        str(room): len((PACKAGE / room).read_text(encoding="utf-8").splitlines()) for room in ROOMS
    }
    assert {room: count for room, count in lines.items() if count > MOST_LINES} == {}


def test_no_room_unpickles_evaluates_or_opens_the_net() -> None:
    assert {str(room): used for room in ROOMS if (used := refused_in(room))} == {}


def refused_in(room: Path) -> set[str]:
    """What a room imports or calls that it must not."""
    refused = REFUSED if room == TO_THE_NET else REFUSED | NET
    called = {
        node.func.id
        for node in ast.walk(tree(room))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    calls = {"eval", "exec", "compile", "__import__"}
    calls |= set() if wing_of(room) == TO_PEOPLE else {"print"}
    return {name.split(".")[0] for name in imported(room)} & refused | called & calls


def test_the_front_door_computes_nothing_and_is_in_order() -> None:
    import vscreen

    assert vscreen.__all__ == sorted(vscreen.__all__)
    assert all(hasattr(vscreen, name) for name in vscreen.__all__)
    body = tree(Path("__init__.py")).body[1:]
    assigned = {node.targets[0].id for node in body if isinstance(node, ast.Assign)}  # type: ignore[attr-defined]
    assert assigned == {"__all__"}
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    assert defined == {"__getattr__", "__dir__"}
    (for_types,) = (node for node in body if isinstance(node, ast.If))
    assert ast.unparse(for_types.test) == "TYPE_CHECKING"
    imported_later = {
        alias.name: str(node.module).removeprefix("vscreen.")
        for node in for_types.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert imported_later == vscreen._LATER
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        vscreen.nothing  # noqa: B018


def test_importing_the_package_does_not_import_the_command_line() -> None:
    assert not any(name.startswith("vscreen.cli") for name in rooms_imported(Path("__init__.py")))


def test_who_screens_a_frame_loads_nothing_that_only_files_and_downloads_need() -> None:
    heavy = "{'lxml', 'python_calamine', 'requests'}"
    code = f"import sys, vscreen; print(sorted({heavy} & {{*sys.modules}}))"
    fresh = subprocess.run(  # noqa: S603  # our own interpreter on our own code
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert fresh.stdout == "[]\n"
