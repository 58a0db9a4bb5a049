"""Rows of Japan's asset freezes: columns by their headings, dates by any calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from vscreen.errors import ListFormatError
from vscreen.files.source import Source
from vscreen.lists.japan.records import (
    Cell,
    Record,
    columns,
    csv_records,
    days,
    is_heading,
    western,
)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("告示日付", "date"),
        ("告 示 番 号", "notice"),
        ("番号", "number"),
        ("氏名（日本語）", "japanese"),
        ("日 本 語 表 記", "japanese"),
        ("氏名（英語）", "english"),
        ("別名・別称（英語）", "alias"),
        ("別称・旧称", "alias"),
        ("確定可能な別名", "alias"),
        ("旧称・以前の呼称", "former"),
        ("過去の別名", "former"),
        ("確定に十分でない別名（日本語）", "weak"),
        ("生年月日・出生地", "born"),
        ("国籍（英語）", "nationality"),
        ("住所・所在地（国）（英語）", "country"),
        ("ＩＤ番号", "personal"),
        ("外務省告示情報", ""),
        ("", ""),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, role: str) -> None:
    assert columns([heading])[0][0] == role


def test_a_row_of_headings_has_a_date_a_number_and_a_name() -> None:
    assert is_heading(["英語表記", "", "告示番号", "告示日付"])
    assert not is_heading(["告示番号", "告示日付"])
    assert not is_heading(["2024.5.24", "1", "名", "NAME"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2002.4.20\n200812.19改訂\n2012.9.28改訂", ["2002-04-20", "2012-09-28"]),
        ("昭和64年1月7日", ["1989-01-07"]),
        ("令和元年5月1日", ["2019-05-01"]),
        ("H23.11.18削除", ["2011-11-18"]),
        ("２０２４年５月２４日", ["2024-05-24"]),
        ("2023.2.31", []),
    ],
)
def test_dates_of_any_calendar_are_days(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_years_of_emperors_become_ours() -> None:
    assert western("平成２３年") == "2011年"


def test_a_row_goes_on_only_without_date_number_and_name() -> None:
    more = [Cell("alias", "別名", "b"), Cell("", "備考", "c")]
    assert Record("row 3", more).goes_on
    assert not Record("row 3", [Cell("english", "英語表記", "NAME"), *more]).goes_on
    assert not Record("row 9", [Cell("date", "告示日付", "（注）")]).goes_on


def test_a_csv_that_is_no_text_is_refused() -> None:
    heading = "告示日付,告示番号,氏名（英語）\n".encode()
    with pytest.raises(ListFormatError, match="is not UTF-8"):
        list(csv_records(Source(Path("a.csv"), heading + b"2024.5.24,1,\xff\xff\xff\n")))
