"""Data flows one way: a module imports from its own layer or from those below, never from above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "vscreen"

LAYERS = (  # lowest first
    {"data"},
    {"version", "errors", "memory", "schema", "coded", "wellformed"},
    {"folders", "rewriting", "written"},
    {"policy", "reasons", "script", "sounds", "tokens", "weights", "identifiers"},
    {"packed", "phrases"},
    {"probability"},
    {"text"},
    {"columns", "freetext", "joins", "wordwise", "shortened", "likeness", "ofac_search", "frozen"},
    {"vocabulary", "bulktokens", "bulksounds", "forms", "bulk"},
    {"pairs", "shortkeys", "nearwords", "wordpairs", "wordjoins", "names", "nearby", "parties"},
    {"distortions"},
    {"lists"},
    {"guards", "saved"},
    {"snapshot"},
    {"changes", "subjects", "fetch", "lock", "shelf"},
    {"updating"},
    {"store"},
    {"decoding", "delimited", "manifest"},
    {"legible", "identities", "cells", "kept"},
    {"index", "scoring", "planting"},
    {"misses"},
    {"hit_rows"},
    {"outcome", "result"},
    {"screening"},
    {"selftest_page"},
    {"selftest_result"},
    {"compare", "selftesting"},
    {"terminal", "choosing"},
    {"terminal_lists", "terminal_selftest"},
    {"cli_lists", "cli_manifest"},
    {"cli"},
    {"__main__", "__init__"},  # the two front doors
)
LAYER_OF = {module: height for height, layer in enumerate(LAYERS) for module in layer}
TO_PEOPLE = {"cli", "cli_lists", "terminal", "terminal_lists", "terminal_selftest"}
"""The modules that may write to a terminal."""
REFUSED = {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}
NET = {"socket", "ssl", "http", "urllib", "requests", "httpx"}
TO_THE_NET = {"fetch"}
"""The module that may fetch something."""
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    """`lists/ofac.py` is of `lists`, `text.py` is `text`."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Yield the full names that a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inner(path: Path) -> set[str]:
    """The modules of the package that a file imports."""
    parts = [name.split(".") for name in imported(path)]
    named = {part[1] for part in parts if part[0] == "vscreen" and len(part) > 1}
    bare = {"__init__"} if ["vscreen"] in parts else set()
    return ((named & LAYER_OF.keys()) or bare) - {module_of(path)}


def test_every_module_has_one_layer() -> None:
    assert sum(map(len, LAYERS)) == len(LAYER_OF)
    assert {module_of(path) for path in FILES} <= set(LAYER_OF), "say in which layer it belongs"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_from_above(path: Path) -> None:
    height = LAYER_OF[module_of(path)]
    above = {name for name in inner(path) if LAYER_OF[name] > height}
    assert not above, f"{path.name} imports from above: {sorted(above)}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(module_of(path), set()).update(inner(path))
    TopologicalSorter(graph).prepare()


def test_the_readers_know_their_folder_and_what_lies_below() -> None:
    readers = {path.stem: path for path in (PACKAGE / "lists").glob("*.py")}
    graph = {
        name: {
            part[2]
            for part in (said.split(".") for said in imported(path))
            if part[:2] == ["vscreen", "lists"] and part[2:3] and part[2] in readers
        }
        for name, path in readers.items()
    }
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_unpickles_evaluates_or_opens_the_net(path: Path) -> None:
    refused = REFUSED if module_of(path) in TO_THE_NET else REFUSED | NET
    assert not {name.split(".")[0] for name in imported(path)} & refused
    called = {
        node.func.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__"}
    assert "print" not in called or module_of(path) in TO_PEOPLE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_longer_than_anyone_reads(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_front_door_computes_nothing_and_is_in_order() -> None:
    import vscreen

    assert vscreen.__all__ == sorted(vscreen.__all__)
    assert all(hasattr(vscreen, name) for name in vscreen.__all__)
    body = tree(PACKAGE / "__init__.py").body[1:]
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
    assert not inner(PACKAGE / "__init__.py") & TO_PEOPLE
