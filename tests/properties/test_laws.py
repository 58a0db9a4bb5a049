"""The laws of vscreen: no false clear. Each test bears its law as its name."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import vscreen
from vscreen import Kind, Lists, NameKind, Policy, Scheme, Screener, Verdict, screen
from vscreen.columnar.encoded import decoded, without_mojibake
from vscreen.identifiers.imo import is_valid_imo_ship
from vscreen.lists.reading import ListEntry, assemble
from vscreen.manifest.named import named_text
from vscreen.schema import FIELDS
from vscreen.scoring.judge import hit_sentence, judge
from vscreen.scoring.parties import Party
from vscreen.screening import judged_pairs
from vscreen.screening.why_unread import why_unread
from vscreen.snapshots.read import take_snapshot
from vscreen.text.party_names import normalise_party, party_forms
from vscreen.text.vessel_names import normalise_vessel, vessel_forms

GRAVITY = {"clear": 0, "not_screened": 0, "review": 1, "hit": 2}
IMOS = ["9161003", "9179842", "8517839", "9358010", "9811000", "9074729"]
SHIPS = [
    "LADY R", "MARIA", "MARIA E", "MAIA-1", "ANGARA", "SASCO ANGARA", "SUN 5", "SUN 6", "STAR II",
    "STAR 2", "BELOMORSKIY", "마리아", "МАЙЯ-1", "AL", "5", "SEA STAR NO. 7", "GOLDEN OCEAN GRACE",
]  # fmt: skip
FIRMS = [
    "MG-FLOT LLC", "IBEX SHIPPING INC", "SIS d.o.o.", "ALMAZ-ANTEY CORP", "RIM, Yong Hyok",
    "ООО М ЛИЗИНГ", "AZIA SHIPPING HOLDINGS LIMITED", "GOLDEN STAR TRADING", "KIM Jong Gil",
]  # fmt: skip
BIRTHS = ["1962-03-04", "04/03/1962", "1962", "1975-08-21", "circa 1974", "n/a"]
assert all(map(is_valid_imo_ship, IMOS))


@st.composite
def slips(draw: st.DrawFn, names: list[str]) -> str:
    """A listed name, right or with up to two slips, or something else."""
    name = list(draw(st.sampled_from(names)))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, max(len(name) - 1, 0)))
        kind = draw(st.sampled_from(["drop", "double", "swap", "letter", "keep", "keep"]))
        if kind == "drop" and name:
            name.pop(place)
        elif kind == "double" and name:
            name.insert(place, name[place])
        elif kind == "swap" and place + 1 < len(name):
            name[place], name[place + 1] = name[place + 1], name[place]
        elif kind == "letter" and name:
            name[place] = draw(st.sampled_from("AEORSTI 5"))
    around = draw(st.sampled_from(["{}", "{}", "M/V {}", "{} LTD", "TO ORDER OF {}, PIRAEUS"]))
    return around.format("".join(name))


numbers = st.sampled_from(["", "", *IMOS, "9161004", "916103", "IMO 9179842", "n/a"])
rows = st.fixed_dictionaries(
    {
        "vessel": st.one_of(slips(SHIPS), st.just(""), st.text(max_size=8)),
        "imo": numbers,
        "mmsi": st.sampled_from(["", "", "273212120", "273291160"]),
        "eni": st.sampled_from(["", "", "02321234", "2321234", "04812340"]),
        "flag": st.sampled_from(["", "RU", "Panama"]),
        "consignee": st.one_of(st.just(""), slips(FIRMS), st.text(max_size=8)),
        "consignee_birth_date": st.sampled_from(["", "", *BIRTHS]),
    }
)
manifests = st.lists(rows, min_size=1, max_size=6).map(pd.DataFrame)


@st.composite
def entries(draw: st.DrawFn, key: str) -> ListEntry:
    ship = draw(st.booleans())
    kind = Kind.VESSEL if ship else draw(st.sampled_from([Kind.ORGANIZATION, Kind.PERSON]))
    entry = ListEntry(key, kind, draw(st.sampled_from(SHIPS if ship else FIRMS)))
    for name in draw(st.lists(st.sampled_from(SHIPS if ship else FIRMS), max_size=2)):
        entry.add_name(name, draw(st.sampled_from(list(NameKind)[1:])))
    if ship:
        for number in draw(st.lists(st.sampled_from(IMOS), max_size=1)):
            entry.add_identifier(Scheme.IMO_SHIP, number)
        if draw(st.booleans()):
            entry.add_identifier(Scheme.MMSI, "273212120")
        if draw(st.integers(0, 3)) == 0:
            entry.add_identifier(Scheme.ENI, "02321234")
        entry.add_fact("flag", draw(st.sampled_from(["", "Russia"])))
    if kind == Kind.PERSON:
        for born in draw(st.lists(st.sampled_from(BIRTHS), max_size=2)):
            entry.add_fact("birth_date", born)
    for number in draw(st.lists(st.sampled_from(IMOS), max_size=1)):
        entry.add_identifier(Scheme.IMO_MENTIONED, number)
    return entry


@st.composite
def listed(draw: st.DrawFn, name: str = "own", least: int = 1) -> Lists:
    size = draw(st.integers(least, 5))
    return lists_of(name, [draw(entries(str(key))) for key in range(size)])


def lists_of(name: str, gathered: list[ListEntry], published: date | None = None) -> Lists:
    reading = assemble(
        name, gathered, reader="test", version="1", sources=(), published=published
    )  # fmt: skip
    return Lists((take_snapshot(reading),))


def key_columns(hits: pd.DataFrame) -> set[tuple[object, ...]]:
    columns = ["row", "field", "entry", "score", "verdict", "reasons"]
    return set(hits[columns].itertuples(index=False, name=None))


# --- 1 -------------------------------------------------------------------------------------------


@given(manifests, listed(), st.data())
def test_there_are_as_many_verdicts_as_rows_in_their_order_and_with_their_index(
    frame: pd.DataFrame, lists: Lists, data: st.DataObject
) -> None:
    size = len(frame)
    index = data.draw(
        st.sampled_from(
            [
                pd.RangeIndex(size),
                pd.Index([7] * size),
                pd.Index([f"r{n % 2}" for n in range(size)], name="ref"),
                pd.MultiIndex.from_arrays([["b"] * size, range(size, 0, -1)]),
                pd.DatetimeIndex(["2024-05-24"] * size),
            ]
        )
    )
    plain = screen(frame, lists)
    result = screen(frame.set_axis(index), lists)
    pd.testing.assert_index_equal(result.verdicts.index, index)
    assert result.verdicts["verdict"].tolist() == plain.verdicts["verdict"].tolist()
    assert result.verdicts["hits"].sum() == len(result.hits)


def test_no_rows_in_no_verdicts_out() -> None:
    frame = pd.DataFrame({"vessel": [], "imo": []})
    result = screen(frame, vscreen.bundled_lists())
    assert len(result.verdicts) == len(result.hits) == 0


# --- 2 -------------------------------------------------------------------------------------------


@given(manifests, listed())
def test_clear_means_a_usable_field_of_a_kind_that_was_screened_and_no_cell_left_unread(
    frame: pd.DataFrame, lists: Lists
) -> None:
    kinds = set(lists.entries["kind"])
    schemes = set(map(Scheme, lists.identifiers["scheme"]))
    verdicts = screen(frame, lists).verdicts["verdict"]
    for row, verdict in zip(frame.to_dict("records"), verdicts, strict=True):
        ship = named_text(row["vessel"], field="vessel")
        firm = named_text(row["consignee"], field="party")
        ship_read = bool(vessel_forms(ship)) and "vessel" in kinds
        firm_read = bool(party_forms(firm)) and kinds & {"organization", "person"}
        numbers = {name: row[name] for name in ("imo", "mmsi", "eni")}
        number_read = Party("vessel", ship, **numbers).is_readable(named=False, listed=schemes)
        firm_number = Party("party", firm).is_readable(named=False, listed=schemes)
        usable = any((ship_read, firm_read, number_read, firm_number))
        unread = any(why_unread(str(field), str(cell)) for field, cell in row.items())
        assert (usable and not unread) or verdict != "clear"
        assert not usable or unread or verdict != "not_screened"


@given(manifests, listed())
def test_nothing_is_clear_against_a_list_that_is_too_old(frame: pd.DataFrame, lists: Lists) -> None:
    old = lists_of("old", [ListEntry("1", Kind.VESSEL, "EBANO")], published=date(2020, 1, 1))
    result = screen(frame, lists + old, Policy(max_age="48h"))
    assert "clear" not in set(result.verdicts["verdict"])
    fresh = screen(frame, lists + old)
    assert key_columns(result.hits) == key_columns(fresh.hits)


@given(manifests, listed())
def test_nothing_is_clear_while_a_list_that_was_asked_for_is_missing(
    frame: pd.DataFrame, lists: Lists
) -> None:
    result = screen(frame, lists, Policy(lists=("own", "us-sdn")))
    assert "clear" not in set(result.verdicts["verdict"])
    assert "us-sdn" in result.run.problems[0]
    untold = result.verdicts[result.verdicts["verdict"] == "not_screened"]
    assert all("us-sdn" in told or "no field" in told for told in untold["sentence"])


def test_nothing_is_clear_against_a_list_below_its_expected_counts() -> None:
    few = lists_of("us-sdn", [ListEntry("1", Kind.VESSEL, "EBANO")])
    result = screen(pd.DataFrame({"vessel": ["EVER GIVEN", "EBANO"]}), few)
    assert result.verdicts["verdict"].tolist() == ["not_screened", "hit"]


def test_screening_against_no_list_at_all_is_refused() -> None:
    with pytest.raises(vscreen.errors.EmptyListError, match="no list is loaded"):
        screen(pd.DataFrame({"vessel": ["MARIA"]}), Lists())


# --- 3 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [MemoryError, KeyboardInterrupt, ValueError])
def test_no_fault_ends_in_a_verdict(
    monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(judged_pairs, "judge", fail)
    with pytest.raises(fault):
        screen(pd.DataFrame({"vessel": ["MARIA", "EVER GIVEN"]}), vscreen.bundled_lists())


# --- 4 -------------------------------------------------------------------------------------------


@given(manifests, listed("own"), listed("more"))
def test_adding_entries_changes_no_hit_and_turns_no_row_clear(
    frame: pd.DataFrame, lists: Lists, more: Lists
) -> None:
    before, after = screen(frame, lists), screen(frame, lists + more)
    assert key_columns(before.hits) <= key_columns(after.hits)
    old = after.hits[after.hits["list"] == "own"]
    assert key_columns(old) == key_columns(before.hits)
    grave = [GRAVITY[verdict] for verdict in before.verdicts["verdict"]]
    assert all(np.array([GRAVITY[v] for v in after.verdicts["verdict"]]) >= grave)


# --- 5 -------------------------------------------------------------------------------------------


@given(rows, listed(), st.data())
def test_an_additional_agreeing_field_never_lowers_a_verdict(
    row: dict[str, str], lists: Lists, data: st.DataObject
) -> None:
    ships = lists.identifiers[lists.identifiers["scheme"].isin(["imo_ship", "mmsi", "eni"])]
    assume(len(ships))
    number = ships.iloc[data.draw(st.integers(0, len(ships) - 1))]
    field = {"imo_ship": "imo", "mmsi": "mmsi", "eni": "eni"}[number["scheme"]]
    bare = {**row, field: ""}
    screener = Screener(lists)
    without = screener.lookup(**bare).verdicts["verdict"].iloc[0]
    result = screener.lookup(**{**bare, field: number["value"]})
    assert GRAVITY[result.verdicts["verdict"].iloc[0]] >= GRAVITY[without]


@given(rows, listed(), st.data())
def test_an_additional_agreeing_field_never_makes_a_hit_less_likely(
    row: dict[str, str], lists: Lists, data: st.DataObject
) -> None:
    ships = lists.entries[lists.entries["kind"] == "vessel"].set_index("entry")
    assume(len(ships))
    entry = data.draw(st.sampled_from(sorted(ships.index)))
    numbers = lists.identifiers[lists.identifiers["entry"] == entry]
    columns = {"imo_ship": "imo", "mmsi": "mmsi", "eni": "eni"}
    facts = {"flag": ships.loc[entry, "flag"]} | {
        columns[scheme]: value
        for scheme, value in zip(numbers["scheme"], numbers["value"], strict=True)
        if scheme in columns  # a number that is only mentioned is not the entry's own
    }
    field = data.draw(st.sampled_from(sorted(facts)))
    screener = Screener(lists, Policy(review=50))
    without = screener.lookup(**{**row, field: ""}).hits
    result = screener.lookup(**{**row, field: facts[field]}).hits
    before = without.loc[without["entry"] == entry, "probability"]
    after = result.loc[result["entry"] == entry, "probability"]
    assert before.empty or after.max() >= before.max()


@given(slips(SHIPS), slips(SHIPS), listed())
def test_a_name_that_scores_higher_beside_the_same_reasons_is_no_less_likely(
    one: str, other: str, lists: Lists
) -> None:
    hits = screen(pd.DataFrame({"vessel": [one, other]}), lists, Policy(review=50)).hits
    for _, same in hits.groupby(["entry", "name_kind", "reasons"]):
        ordered = same.sort_values("score")["probability"]
        assert ordered.is_monotonic_increasing


@given(manifests, listed())
def test_the_evidence_of_a_hit_adds_up_to_its_weight(frame: pd.DataFrame, lists: Lists) -> None:
    result = screen(frame, lists, Policy(review=60))
    summed = result.evidence.groupby("hit")["weight"].sum()
    assert summed.tolist() == result.hits["weight"].tolist()
    told = result.evidence.groupby("hit")["reason"].agg(";".join)
    assert told.tolist() == result.hits["reasons"].tolist()


@given(rows, listed(), st.sampled_from([*IMOS, "9463267"]))
def test_a_conflicting_number_never_makes_a_hit_clear(
    row: dict[str, str], lists: Lists, number: str
) -> None:
    screener = Screener(lists)
    without = screener.lookup(**{**row, "imo": ""})
    result = screener.lookup(**{**row, "imo": number})
    firm = set(without.hits["entry"][without.hits["verdict"] == "hit"])
    assert firm <= set(result.hits["entry"])


@given(rows, listed(), st.sampled_from(BIRTHS))
def test_a_birth_date_never_makes_a_hit_clear_nor_the_unlisted_a_hit(
    row: dict[str, str], lists: Lists, born: str
) -> None:
    screener = Screener(lists)
    without = screener.lookup(**{**row, "consignee_birth_date": ""}).hits
    result = screener.lookup(**{**row, "consignee_birth_date": born}).hits
    assert set(result["entry"]) == set(without["entry"])


@given(slips(SHIPS), listed(), st.sampled_from(["9463267", "9811000"]))
def test_another_valid_imo_number_leaves_a_name_no_more_than_a_review(
    name: str, lists: Lists, number: str
) -> None:
    numbers = lists.identifiers
    own = set(numbers["entry"][numbers["scheme"] == "imo_ship"])
    same = set(numbers["entry"][numbers["value"] == number])
    hits = Screener(lists).lookup(vessel=name, imo=number).hits
    conflicting = hits[hits["entry"].isin(own - same)]
    assert set(conflicting["verdict"]) <= {"review"}


# --- 6 -------------------------------------------------------------------------------------------


@given(manifests, listed(), st.floats(40, 100), st.floats(40, 100), st.floats(0, 1))
def test_lowering_a_threshold_only_adds_hits(
    frame: pd.DataFrame, lists: Lists, one: float, other: float, share: float
) -> None:
    low, high = sorted([one, other])
    strict = screen(frame, lists, Policy(review=high, hit=high))
    loose = screen(frame, lists, Policy(review=low, hit=low + share * (high - low)))
    pairs = ["row", "entry", "field"]
    assert set(strict.hits[pairs].itertuples(index=False, name=None)) <= set(
        loose.hits[pairs].itertuples(index=False, name=None)
    )
    assert all(
        GRAVITY[before] <= GRAVITY[after]
        for before, after in zip(strict.verdicts["verdict"], loose.verdicts["verdict"], strict=True)
    )


# --- 7 -------------------------------------------------------------------------------------------


@given(manifests, listed(), st.floats(50, 95), st.sampled_from(["confirm", "screen", "ignore"]))
def test_the_fast_path_and_the_plain_reference_agree(
    frame: pd.DataFrame, lists: Lists, review: float, weak: str
) -> None:
    policy = Policy(review=review, hit=max(review, 93), weak_aliases=weak)
    screener = Screener(lists, policy)
    found = {
        (hit.row, hit.entry, hit.field): (hit.verdict, hit.score, hit.reasons, hit.sentence)
        for hit in screener.screen(frame).hits.itertuples(index=False)
    }
    wanted = {}
    known = [screener._index.entry(place) for place in range(len(lists.entries))]
    for place, row in enumerate(frame.to_dict("records")):
        consignee = named_text(row.pop("consignee"), field="party")
        born = row.pop("consignee_birth_date")
        ship = Party("vessel", named_text(row.pop("vessel"), field="vessel"), **row)
        for party, role in ((ship, ""), (Party("party", consignee, birth_date=born), "consignee")):
            for entry in known:
                hit = judge(party, entry, policy)
                if hit:
                    reasons = ";".join(one.reason for one in hit.evidence)
                    wanted[place, entry.entry, role or hit.field] = (
                        str(hit.verdict), hit.score, reasons,
                        hit_sentence(entry, hit),
                    )  # fmt: skip
    assert found == wanted


@given(
    rows,
    st.sampled_from(["", "PER MV LADY R VOY 12", "IMO 9161003", "5"]),
    st.sampled_from(["", "RU"]),
    listed(),
    st.floats(50, 95),
    st.sampled_from(["confirm", "screen", "ignore"]),
)
def test_a_look_up_and_a_screening_of_one_row_agree(
    row: dict[str, str], text: str, country: str, lists: Lists, review: float, weak: str
) -> None:
    row = {**row, "shipper": row["consignee"], "free_text": text, "party_country": country}
    frame = pd.DataFrame([{field: row[field] for field in FIELDS if field in row}])
    screener = Screener(lists, Policy(review=review, hit=max(review, 93), weak_aliases=weak))
    one, many = screener.lookup(**row), screener.screen(frame)
    for name in ("verdicts", "hits", "evidence", "rejected", "entries", "designations"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(many, name))
    assert one.run.model_copy(update={"started": ""}) == many.run.model_copy(update={"started": ""})


# --- 8 -------------------------------------------------------------------------------------------


@given(manifests, listed("own"), listed("more"), st.randoms())
def test_row_order_list_order_and_chunks_do_not_change_the_result(
    frame: pd.DataFrame, lists: Lists, more: Lists, random: object
) -> None:
    whole = screen(frame, lists + more)
    order = list(range(len(frame)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = screen(frame.iloc[order], more + lists)
    pd.testing.assert_frame_equal(
        shuffled.verdicts.sort_index().drop(columns="sentence"),
        whole.verdicts.drop(columns="sentence"),
    )
    assert key_columns(shuffled.hits) == key_columns(whole.hits)
    chunks = [screen(frame.iloc[[place]], lists + more) for place in range(len(frame))]
    pd.testing.assert_frame_equal(pd.concat([c.verdicts for c in chunks]), whole.verdicts)


def test_hash_seed_time_zone_and_locale_do_not_change_the_result(tmp_path: Path) -> None:
    code = (
        "import sys, vscreen, pandas as pd\n"
        "frame = pd.DataFrame({'vessel': ['MARIA', 'МАЙЯ-1', 'LADY I', 'x'],\n"
        "    'consignee': ['IBEX SHIPING', 'TO ORDER OF MG FLOT', '', 'KIM JONG GIL']})\n"
        "vscreen.screen(frame, vscreen.bundled_lists()).save(sys.argv[1])\n"
    )
    saved = []
    for number, (seed, zone, locale) in enumerate(
        [("0", "UTC", "C"), ("1", "Asia/Tokyo", "tr_TR.UTF-8"), ("2", "America/Lima", "C.UTF-8")]
    ):
        folder = tmp_path / str(number)
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        subprocess.run(  # noqa: S603  # our own interpreter on our own code
            [sys.executable, "-c", code, str(folder)], check=True, env=env
        )
        saved.append(
            [
                (folder / name).read_bytes()
                for name in ("verdicts.parquet", "hits.parquet", "alerts.csv")
            ]
        )
    assert saved[0] == saved[1] == saved[2]


# --- 9 and 10 ------------------------------------------------------------------------------------

texts = st.one_of(st.text(max_size=20), slips(SHIPS), slips(FIRMS))


@given(texts)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    for normalise in (normalise_vessel, normalise_party):
        once = normalise(text)
        assert normalise(once) == once


@given(texts, st.integers(0, 20))
def test_spelling_that_nobody_sees_makes_no_difference(text: str, place: int) -> None:
    text = unicodedata.normalize("NFC", text)
    for forms_of in (vessel_forms, party_forms):
        forms = forms_of(text)
        for form in ("NFD", "NFC"):
            assert forms_of(unicodedata.normalize(form, text)) == forms
        assert forms_of(text[:place] + "\u200b\u200e" + text[place:]) == forms
        assert forms_of("  " + text.replace(" ", "   ") + " ") == forms


@given(texts)
def test_letter_case_and_compatibility_forms_make_no_difference(text: str) -> None:
    folded = unicodedata.normalize("NFKC", text)
    assume(folded.upper() == folded.lower().upper())
    # In codes that another system left (UTF-8 read as a code page) the case is part of the code.
    ways = text, folded.upper(), folded.lower()
    assume(all(without_mojibake(decoded(way)) == way for way in ways))
    for forms_of in (vessel_forms, party_forms):
        assert forms_of(folded.upper()) == forms_of(folded.lower()) == forms_of(text)


@given(st.text(alphabet=st.characters(categories=["P", "S", "Z", "Cc", "Cf"]), max_size=8))
def test_a_name_that_normalises_to_nothing_is_not_screened_and_equals_no_other(text: str) -> None:
    assume(not vessel_forms(text))
    lists = lists_of(
        "own", [ListEntry("1", Kind.VESSEL, "..."), ListEntry("2", Kind.VESSEL, text or "?")]
    )
    result = screen(pd.DataFrame({"vessel": [text]}), lists)
    assert result.verdicts["verdict"].tolist() == [Verdict.NOT_SCREENED]
    assert result.hits.empty


# --- 11 ------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text('AB ,"\n', max_size=4), min_size=1, max_size=4), max_size=8))
def test_rows_in_are_rows_with_a_verdict_plus_rows_rejected(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("manifest") / "manifest.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["vessel", "imo"], *table])
    manifest = vscreen.read_manifest(path, delimiter=",")
    result = screen(manifest, vscreen.bundled_lists())
    assert result.run.rows_in == manifest.rows_read
    assert len(result.verdicts) + len(result.rejected) == manifest.rows_read
    assert (result.rejected[["line", "reason"]] != "").all(axis=None)


# --- 12 ------------------------------------------------------------------------------------------


@given(manifests, listed("own"), listed("more"))
def test_hits_have_a_strict_total_order(frame: pd.DataFrame, lists: Lists, more: Lists) -> None:
    hits = screen(frame, lists + more).hits
    order = [
        (-GRAVITY[hit.verdict], -hit.score, -hit.weight, hit.row, hit.field in {"consignee"},
         hit.entry)
        for hit in hits.itertuples(index=False)
    ]  # fmt: skip
    assert order == sorted(set(order))
