"""What pyproject.toml declares is what the package imports, no more and no less."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OUR_OWN = {"vscreen", "benchmarks", *(path.stem for path in (ROOT / "tests").glob("*.py"))}


def named(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: Iterable[str]) -> set[str]:
    return {named(re.split(r"[^\w.-]", line.strip(), maxsplit=1)[0]) for line in requirements}


def imported(folder: str) -> set[str]:
    """The top names of others that a folder's modules import, wherever in them."""
    names: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(str(node.module).partition(".")[0])
    return names - sys.stdlib_module_names - OUR_OWN


def brought_by(name: str) -> set[str]:
    """The distributions that bring an import's name, which may differ: python_calamine's does."""
    return {named(found) for found in packages_distributions().get(name, [name])}


CORE = declared(PROJECT["dependencies"])
TEST = declared(PROJECT["optional-dependencies"]["test"])


def test_every_core_dependency_is_imported_by_the_package() -> None:
    used = set().union(*map(brought_by, imported("vscreen")))
    assert CORE - used == set()


def test_every_import_of_the_package_is_a_core_dependency() -> None:
    assert {name for name in imported("vscreen") if not brought_by(name) & CORE} == set()


def test_every_import_of_the_tests_is_declared() -> None:
    assert {name for name in imported("tests") if not brought_by(name) & (CORE | TEST)} == set()


def test_every_dependency_has_a_floor() -> None:
    floorless = {line for line in PROJECT["dependencies"] if ">=" not in line}
    assert floorless == set()
