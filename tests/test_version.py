"""The code that ran is named by a hash over every file of the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import vscreen
from vscreen.version import code_hash, folder_hash

PACKAGE = Path(vscreen.__file__).parent
FILES = sorted(
    str(file.relative_to(PACKAGE))
    for file in PACKAGE.rglob("*")
    if file.is_file() and "__pycache__" not in file.parts
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "vscreen"
    shutil.copytree(PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_same_files_have_the_same_hash_wherever_they_lie(copy: Path) -> None:
    assert folder_hash(copy) == code_hash()


def test_a_changed_byte_in_any_module_or_table_gives_another_hash(copy: Path) -> None:
    for name in FILES:
        file = copy / name
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if content else b"#")
        assert folder_hash(copy) != code_hash(), name
        file.write_bytes(content)


def test_a_file_more_less_or_moved_to_a_subpackage_gives_another_hash(copy: Path) -> None:
    more = copy / "lists" / "more.csv"
    more.write_bytes(b"")
    assert folder_hash(copy) != code_hash()
    more.unlink()
    moved = (copy / "errors.py").rename(copy / "lists" / "errors.py")
    assert folder_hash(copy) != code_hash()
    moved.rename(copy / "errors.py")
    assert folder_hash(copy) == code_hash()


def test_what_python_compiled_does_not_count(copy: Path) -> None:
    compiled = copy / "lists" / "__pycache__"
    compiled.mkdir()
    (compiled / "own.cpython-311.pyc").write_bytes(b"compiled")
    assert folder_hash(copy) == code_hash()
