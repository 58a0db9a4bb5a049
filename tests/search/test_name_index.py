"""The fast search beside a plain one over all pairs."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.columnar import strings as packed
from vscreen.search import edit_index as joins
from vscreen.search import name_index as searching
from vscreen.search import word_index as wordjoins
from vscreen.search.name_index import NameIndex
from vscreen.search.party_index import PartyIndex
from vscreen.search.vessel_index import VesselIndex
from vscreen.similarity.name_scores import NameScore, party_name_score, vessel_name_score
from vscreen.text.form import Form
from vscreen.text.party_names import name_forms, party_forms
from vscreen.text.ship_cells import vessel_text_forms
from vscreen.text.vessel_names import listed_vessel_forms

BOUNDS = (
    (searching, "TEXTS_AT_ONCE"), (searching, "PAIRS_AT_ONCE"), (joins, "_BLOCK"),
    (packed, "_AT_ONCE"), (wordjoins, "_AT_ONCE"),
)  # fmt: skip
"""How much is done at once: so much that tests of a few names never meet the bounds."""

Forms = Callable[[str], tuple[Form, ...]]
Score = Callable[[Form, Form], NameScore]

SHIPS = [
    "SUN 5", "SUN 6", "SUN 15", "STAR II", "STAR", "SEA STAR", "SEASTAR", "STAR SEA", "MARIA",
    "MARIA E", "MARIYA", "5", "7614", "FU YUAN YU 7614", "FU YUAN YU 7615", "A", "AL", "ALI",
    "BELOMORSKIY", "마리아", "МАРИЯ", "ΜΑΡΙΑ", "S0LARIS", "GOLDEN OCEAN STAR OF THE SEAS",
]  # fmt: skip
FIRMS = [
    "ALMAZ-ANTEY CORP", "JSC CONCERN ALMAZ-ANTEY", "SIS d.o.o.", "AS", "COMPANY", "BANK 24",
    "KIM, Jong Gil", "GOLDEN STAR SHIPPING CO., LTD.", "GOLDEN STAR", "ООО МГ-ФЛОТ",
    "MINISTRY OF STATE SECURITY PRISONS BUREAU", "MUHAMMAD ALI", "224 FU JSC",
    "ТЕХНОЛОГИЯ АО", "KOVALEVSKY KOVALEVSKIJ STAR",
]  # fmt: skip


@st.composite
def altered(draw: st.DrawFn, names: list[str]) -> str:
    letters = list(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, max(len(letters) - 1, 0)))
        edit = draw(st.sampled_from(["swap", "drop", "add", "blank"]))
        if edit == "swap" and place + 1 < len(letters):
            letters[place : place + 2] = letters[place : place + 2][::-1]
        elif edit == "drop" and letters:
            letters.pop(place)
        elif edit == "add":
            letters.insert(place, draw(st.sampled_from("AEIOST 15.,")))
        elif edit == "blank":
            letters.insert(place, " ")
    words = "".join(letters).split(" ")
    if draw(st.booleans()):
        words = draw(st.permutations(words))
    return draw(st.sampled_from(["{}", "{}", "M/V {}", "C/O {} LTD, PIRAEUS"])).format(
        " ".join(words)
    )


def fast(
    kind: type[NameIndex], names: list[str], texts: list[str], least: float, *, at_once: int = 0
) -> dict:
    """What the search finds; ``at_once``, if told, is how little it does at once."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in BOUNDS if at_once else ():
            patch.setattr(module, name, at_once)
        found = kind(names).search(texts, least)
    return {(row.text, row.name): row.score for row in found.itertuples(index=False)}


def plain(
    score_of: Score, ours: Forms, theirs: Forms, names: list[str], texts: list[str], least: float
) -> dict:
    scores = {
        (t, n): max(
            (score_of(one, other).score for one in ours(text) for other in theirs(name)),
            default=0.0,
        )
        for t, text in enumerate(texts)
        for n, name in enumerate(names)
    }
    return {pair: score for pair, score in scores.items() if score >= least}


@pytest.mark.parametrize(
    ("kind", "score_of", "ours", "theirs", "listed"),
    [
        (VesselIndex, vessel_name_score, vessel_text_forms, listed_vessel_forms, SHIPS),
        (PartyIndex, party_name_score, party_forms, name_forms, FIRMS),
    ],
    ids=["vessels", "parties"],
)
@given(data=st.data(), least=st.floats(20, 100))
def test_the_fast_search_finds_the_pairs_and_scores_of_the_plain_one(
    kind: type[NameIndex],
    score_of: Score,
    ours: Forms,
    theirs: Forms,
    listed: list[str],
    data: st.DataObject,
    least: float,
) -> None:
    names = data.draw(st.lists(st.one_of(st.sampled_from(listed), altered(listed)), max_size=5))
    texts = data.draw(st.lists(st.one_of(altered(listed), st.text(max_size=9)), max_size=5))
    index = kind(names)
    found = fast(kind, names, texts, least, at_once=data.draw(st.sampled_from([0, 1, 3])))
    wanted = plain(score_of, ours, theirs, names, texts, least)
    assert wanted.keys() <= found.keys()
    assert {pair: found[pair] for pair in wanted} == pytest.approx(wanted, abs=1e-9)
    extra = [score for pair, score in found.items() if pair not in wanted]
    assert all(score == pytest.approx(least, abs=1e-5) for score in extra)
    alone = [index.candidates(ours(text), least) for text in texts]
    assert {(t, n) for t, found in enumerate(alone) for n in found} >= wanted.keys()


def test_words_are_found_beside_others_however_few_are_looked_up_at_once() -> None:
    names = ["ALMAZ-ANTEY", "KORYO PUGACHEV", "SERDYUKOV BELOMOR"]  # neither word is enough alone
    texts = [f"{name} TELECOMMUNICATIONS LLC" for name in names]
    wanted = fast(PartyIndex, names, texts, 85)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordjoins, "_AT_ONCE", 1)
        assert fast(PartyIndex, names, texts, 85) == wanted
    assert wanted.keys() == {(0, 0), (1, 1), (2, 2)}


@pytest.mark.parametrize("texts", [["MV LADY-R", "x"], [], ["ЛЕДИ Р", "LÄDY R", "LADY R"]])
def test_texts_may_come_as_an_arrow_array(texts: list[str]) -> None:
    index = VesselIndex(["LADY R", "MARIA"])
    slice_of_more = pa.array(["MARIA", *texts], pa.large_string()).slice(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "TEXTS_AT_ONCE", 2)
        as_arrow = index.search(slice_of_more, 50)
    pd.testing.assert_frame_equal(as_arrow, index.search(texts, 50))


def test_nothing_is_found_among_no_names_or_for_no_texts() -> None:
    for kind in (VesselIndex, PartyIndex):
        assert kind([]).search(["MARIA"], 50).empty
        assert kind(["MARIA"]).search([], 50).empty


SHIPS_BESIDE_EACH_OTHER = [
    *SHIPS, "STAR 5", "STAR V", "SUN", "SUN 5 6", "ANGARA", "ANIARA", "ANBARA", "EVER GIVEN",
    "EVER GIVN", "ABU DHABI 3", "ABU DHABI 4", "ABU DHABI", "O BELOMORSKIY", "NEW BELOMORSKIY",
    "BELOMORSK", "BLMRSK", "BELOMORSKY", "ベロモルスキー", "بيلومورسكي", "バレリア", "VALERIA",
    "PHOENIX GLORY", "FENIKS GLORI", "GLORY PHOENIX", "PHOENIXGLORY", "SEA  STAR 12", "SEA STAR 21",
    "GOLDEN OCEAN STAR OF THE SEA", "GOLDEN OCAEN STAR OF THE SEAS", "HOPE", "HOPR", "MARIA 2",
    "ЗВЕЗДА", "ZVEZDA", "ZWEZDA", "LADY R (EX ADLER)", "ADLER", "HEROII", "HERO 2", "HERONIA 5",
    "GERONLA 5",
]  # fmt: skip
FIRMS_BESIDE_EACH_OTHER = [
    *FIRMS, "NPK INTERNATIONAL", "NPC INTERNATIONAL", "NPK INTERNATIONAL LLC", "GOLDEN STAR LTD",
    "GOLDEN STAR SHIPPING INC", "STAR GOLDEN SHIPPING", "GOLDEN SHIPPING", "G STAR SHIPPING",
    "MINISTRY OF STATE SECURITY PRIS", "ALMAZ ANTEY TELECOMMUNICATIONS LLC", "ALMAS ANTEI",
    "C/O ALMAZ-ANTEY, MOSCOW 121471", "KIM JONG GIL", "JONG KIM", "KIM Chong Kil", "김종길",
    "KOVALEVSKIY", "POKLONSKAYA, Natalia Vladimirovna", "NATALYA POKLONSKAIA", "POKLONSKAYA",
    "NTL PKLNSK", "BANK 25", "BANK 24 OF GEORGIA", "STATE BANK 24", "224 FU LTD", "S.I.S. LLC",
    "TECHNOLOGY JSC", "АО ТЕХНОЛОГИЯ", "MG FLOT", "MGFLOT LLC", "MUHAMAD ALI", "ALI MUHAMMAD",
    "GOLDEN STAR SHIPPING AND TRADING CO OF LIMASSOL CYPRUS", "INTERNATIONAL", "NPK",
    "ALMAZ-ANTEY CORPN", "COMPANY BANK", "EXPORT GOLDEN STAR", "THE GOLDEN FALLING STAR",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "score_of", "ours", "theirs", "names"),
    [
        (
            VesselIndex,
            vessel_name_score,
            vessel_text_forms,
            listed_vessel_forms,
            SHIPS_BESIDE_EACH_OTHER,
        ),
        (PartyIndex, party_name_score, party_forms, name_forms, FIRMS_BESIDE_EACH_OTHER),
    ],
    ids=["vessels", "parties"],
)
@pytest.mark.parametrize("least", [30, 80])
def test_each_name_beside_each_other_is_found_and_scored_as_the_plain_way_does(
    kind: type[NameIndex], score_of: Score, ours: Forms, theirs: Forms, names: list[str], least: int
) -> None:
    found, wanted = (
        fast(kind, names, names, least),
        plain(score_of, ours, theirs, names, names, least),
    )
    assert found == pytest.approx(wanted, abs=1e-9)
    index = kind(names)
    alone = {(t, n) for t, text in enumerate(names) for n in index.candidates(ours(text), least)}
    assert alone >= wanted.keys()
