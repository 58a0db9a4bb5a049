"""Tests of selftesting/other_scripts: names as people there write them."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.selftesting import other_scripts

SEEDS = st.integers(0, 10_000)


def written(script: str, name: str, seed: int) -> str | None:
    text = getattr(other_scripts, script)(name, Random(seed))  # noqa: S311 - no secret
    return text or None


@pytest.mark.parametrize("script", ["cyrillic", "greek", "arabic", "katakana", "hangul"])
@given(name=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=20), seed=SEEDS)
def test_another_script_leaves_no_latin_letter(script: str, name: str, seed: int) -> None:
    text = written(script, name, seed)
    if text is not None:
        assert all(script.upper() in unicodedata.name(letter) for letter in text)


def test_scripts_are_written_as_people_there_write_them() -> None:
    texts = {script: written(script, "CHONG CHON GANG", 1) for script in ("cyrillic", "hangul")}
    assert texts == {"cyrillic": "ЧОНГ ЧОН ГАНГ", "hangul": "총 촌 강"}
    assert written("katakana", "MARIA", 1) == "マリア"
    assert written("greek", "MARIA", 1) == "ΜΑΡΙΑ"
    assert written("arabic", "KHALIFEH", 1) == "خاليفه"
