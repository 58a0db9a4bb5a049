"""Companies in Chinese, Japanese and Korean meet their names as authorities print them."""

from __future__ import annotations

import re

import pytest

import vscreen
from vscreen.data import read_table
from vscreen.text.companies.eastern import party_latin
from vscreen.text.party_names import name_forms, party_forms


def score(party: str, listed: str) -> float:
    return vscreen.compare(party, listed, kind="organization").score


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("青岛蓝鲸国际物流有限公司", "Qingdao Lanjing International Logistics Co., Ltd."),
        ("香港浩瀚船務有限公司", "Hong Kong Haohan Shipping Limited"),
        ("大连市金桥石化进出口有限责任公司", "Dalian Jinqiao Petrochemical Import & Export Co Ltd"),
        ("哈爾濱華星機械股份有限公司", "Harbin Huaxing Machinery Company Ltd"),
        ("卡姆泰克(天津)电子科技有限公司", "KAMUTAIKE (TIANJIN) ELECTRONIC TECHNOLOGY CO LTD"),
        ("株式会社サクラ海運", "Sakura Shipping Co., Ltd."),
        ("カモメ貿易㈱", "KAMOME TRADING CO LTD"),
        ("三菱重工業株式会社", "Mitsubishi Heavy Industries, Ltd."),
        ("주식회사 가람해운", "Garam Shipping Co., Ltd"),
        ("㈜가람정밀", "GARAM PRECISION"),
        ("조선백호무역회사", "Korea Baekho Trading Corporation"),
    ],
)
def test_words_of_trade_are_translated_and_the_name_is_read(party: str, listed: str) -> None:
    assert score(party, listed) >= vscreen.Policy().review


@pytest.mark.parametrize(
    ("party", "listed"),
    [
        ("青岛蓝鲸国际物流有限公司", "Qingdao Hongda International Logistics Co., Ltd."),
        ("株式会社トウザイ商事", "株式会社ミナト海運"),
        ("주식회사 한빛물산", "주식회사 해송정밀"),
        ("深圳市天宇科技有限公司", "Shenzhen Biguang Technology Co Ltd"),
    ],
)
def test_what_firms_have_in_common_is_no_name(party: str, listed: str) -> None:
    assert score(party, listed) < vscreen.Policy().review


@pytest.mark.parametrize(
    "ways",
    [
        ("深圳市比广贸易有限公司", "深圳市比廣貿易有限公司", "深圳比广贸易",
         "深圳比广贸易有限责任公司"),
        ("株式会社ミナト海運", "(株)ミナト海運", "㈱ミナト海運", "ミナト海運(株)", "ミナト海運"),
        ("주식회사 해송정밀", "(주)해송정밀", "㈜해송정밀", "해송정밀 주식회사", "해송정밀"),
        ("有限会社アカネ商会", "(有)アカネ商会", "アカネ商会", "アカネ商会有限会社"),
    ],
)  # fmt: skip
def test_a_firm_is_the_same_however_its_legal_form_is_written(ways: tuple[str, ...]) -> None:
    assert len({party_forms(way)[0].words for way in ways}) == 1


@pytest.mark.parametrize("name", ["王海运", "林贸易", "김무역", "李银行"])
def test_a_persons_name_is_not_cut(name: str) -> None:
    assert len(name_forms(name)[0].words) == 1


def test_only_in_front_is_the_peninsula_a_country() -> None:
    assert party_latin("조선무역")[0] == "KOREA TRADING"
    assert party_latin("현대조선")[0] == "HYEONDAE SHIPBUILDING"


def test_every_word_is_written_as_the_texts_are_folded_and_says_something() -> None:
    fold = {row["character"] for row in read_table("han_variants.csv")}
    for row in read_table("eastern_words.csv"):
        assert re.fullmatch("[A-Z ]+", row["english"]), row
        assert not fold & set(row["phrase"]) or row["language"] not in {"zh", "ja"}, row
