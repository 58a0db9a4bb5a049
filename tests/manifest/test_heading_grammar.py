"""Headings in many languages, and words that forbid."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vscreen.manifest.heading_grammar import read_heading
from vscreen.schema import FIELDS, PARTY_FIELDS, PARTY_IMO_FIELDS

UNDERSTOOD = """
vessel: VSL_NM; vesselName; VESSELNAME; Name of the vessel; M.V.; M/V Name; Barge Name; Ship's Name
vessel: Arrival Vessel Name; trnk_vsl_nm; Nombre de la nave; Nome do navio; Nom du navire; Navire
vessel: Schiffsname; Name des Schiffes; Nome nave; Scheepsnaam; Nazwa statku; Gemi Adı
vessel: Geminin adı
vessel: Название судна; Назва судна; اسم السفينة; 船名; 英文船名; 本船名; 선박명; Nama Kapal
vessel: Tên tàu
imo: N° IMO; Vsl IMO; IMO#; imoNumber; LRIMOShipNo; Lloyd's/IMO; № ИМО; Номер ІМО; رقم IMO
imo: IMO编号
imo: Numero IMO; IMO-Nr.; IMO nummer; IMO Numarası; 선박 IMO번호; Nomor IMO; OMI; Ship IMO No
imo: Số IMO
mmsi: MMSINumber; ship_mmsi_nr; MMSI番号; ММСИ
call_sign: CallSign; Radio callsign; Señal distintiva; Rufzeichen; Roepletters; Позывной; 呼号
eni: ENI; Europanummer; Číslo ENI; European Vessel Identification Number (ENI)
flag: Flag State; ship_flag_cd; Bandera; Pavillon du navire; Флаг судна; 船籍; 선박국적
flag: Nationality of Ship
vessel_type: Vessel Type; Type de navire; Schiffstyp; Тип судна; نوع السفينة; Jenis Kapal; Gemi Tipi
gross_tonnage: GT; Gross Tonnage; Bruttoraumzahl; Валовая вместимость; 総トン数
build_year: Year Built; YOB; Baujahr; Año de construcción; Год постройки; 建造年
shipper: SHPR_NM; Shipper (Original Format); SUPPLIER_NAME; Consignor's Name and Address; Seller
shipper: exporterCompanyName; STD_EXPORTER_NAME; Nombre del exportador; Fornecedor; Expéditeur
shipper: Absender Name; Mittente; Afzender; Nadawca; Gönderici; İhracatçı; Наименование отправителя
shipper: Вантажовідправник; الشاحن; 发货人名称; 荷送人名; 송하인 상호; Pengirim; Người gửi hàng
consignee: cnee; CNEE_NM; IMPORTER_NAME_EN; Consignee Name & Address; Ult. Consignee Name; Buyer
consignee: Sold-to Party; Importer of Record; Razón Social Importador; Destinatário; Destinataire
consignee: Warenempfänger; Empfängername; Ricevitore; Geadresseerde; Odbiorca; Alıcı Adı
consignee: İthalatçı Firma; Получатель груза; Грузополучатель и его адрес; Одержувач
consignee: المرسل إليه; 收货人名称; 荷受人名称; 수하인 성명; Penerima; Người nhận hàng
consignee: Nhà nhập khẩu
notify_party: 2nd Notify Party Name; secondary_notify_party_1; NTFY_PTY_NM; NORTIFY_PARTY_NAME
notify_party: NOTIFICADO; A quien notificar; Уведомляемая сторона; 通知人; 통지처
notify_party: Notify 1; Also Notify
owner: Regd Owner; Vessel's Owner; Head Owners; Armador del buque; Судовладелец; 船东; 선주; Chủ tàu
operator: vsl_operator; Commercial Operator Name; Ship Operator
manager: ISM Co.; Technical Manager Name; Ship Mgr; Third Party Operator
charterer: Chrtr; Time Charterers; Fletador; Noleggiatore; Фрахтователь; 租船人
carrier: Carrier / Line; Shipline Name; Naviera; Frachtführer; 船公司; 선사; الناقل; Hãng tàu
forwarder: Freight Fwdr; Spediteur; Transitaire; 货代; 포워더
party: Class Society; Builder; Insurer; P&I Club; Port Agent; Customs Broker; Issuing Bank; Bank
party: Discharge Port Agent; Husbandry Agent; Shipper / Consignee; Owner/Operator; Company Name
party: CUSTOMS_DECLARANT_NAME; UKRAINIAN_CONTRACT_HOLDER_NAME_AND_ADDRESS; Customs House Agent
owner_imo: Owner IMO; registered_owner_imo; RegOwnerIMO; IMO number of the owner
manager_imo: ISM Company IMO; Manager IMO No
party_imo: Company IMO; IMO Company No.
free_text: Vessel/Voyage; Vessel Voy No; Navio/Viagem; 船名/航次; Vessel / IMO; Description of Goods
party_country: Counterparty Country; Country of Party
"""
FORBIDDEN = """
Shipper Phone; Vessel Status; Shipper Email 1; Consignee City; Shipper Ref; Ship Mode; Ship Date
IMO Class; IMO UN No; Vessel Voyage ID; Consignee Profile; Consignee Address; Shipper Country
Port of Shipment; Carrier SCAC; Customer PO Number; Buyer's Order No; Vessel ETA; Vessel Speed
Ownership %; Partnership; Shipping Marks; Line No; Bank Account; SWIFT Bank Code; Carrier Booking No
Importer Tax ID; Consignee ZIP; Owner Since; Vendor Score; Shipped Date; Received; Voyage No
Ship Time; Vessel Arrival Time; Shipper D-U-N-S; Consignee SIC Codes; WAREHOUSE_OF_IMPORTER
Teléfono del consignatario; RUC Importador; CNPJ do Importador; Port de chargement; Empfänger Ort
Indirizzo mittente; Adres odbiorcy; Alıcı Vergi No; Yükleme Limanı; ИНН получателя; Порт назначения
Адрес отправителя; Порт призначення; هاتف المستورد; عنوان الشاحن; 收货人电话; 发货人代码; 目的港
荷受人住所; 송하인 전화번호; Alamat Penerima; Địa chỉ người gửi; Country; Port of Registry; Date
"""


def cases() -> list[tuple[str, str]]:
    lines = [line.split(": ", 1) for line in UNDERSTOOD.strip().splitlines()]
    return [(heading.strip(), field) for field, some in lines for heading in some.split(";")]


@pytest.mark.parametrize(("heading", "field"), cases())
def test_a_heading_is_understood_by_its_words(heading: str, field: str) -> None:
    assert read_heading(heading).field == field


@pytest.mark.parametrize("heading", FORBIDDEN.replace("\n", ";").strip(";").split(";"))
def test_a_word_that_names_another_thing_forbids(heading: str) -> None:
    reading = read_heading(heading.strip())
    assert (reading.field, reading.state == "open") == ("", False)


@pytest.mark.parametrize(
    "heading", ["Shipper Zebra", "Zebra Consignee", "Vessel Qux Name", "Tanker", "Company Zebra"]
)
def test_a_role_among_words_that_nobody_knows_is_open(heading: str) -> None:
    assert (read_heading(heading).field, read_heading(heading).state) == ("", "open")


@pytest.mark.parametrize("heading", ["Zebra", "IMO 2020", "", "  ", "№", "%", "١٢٣", "Line 4"])
def test_what_names_nobody_is_neither_read_nor_open(heading: str) -> None:
    assert read_heading(heading).field == ""
    assert read_heading(heading).state in ("unknown", "other")


@pytest.mark.parametrize(
    ("heading", "state"),
    [("Name", "name"), ("Nombre", "name"), ("Type", "type"), ("Vessel ID", "number"),
     ("Importer Code", "number"), ("Notify Address", "address"), ("Former Name", "former")],
)  # fmt: skip
def test_what_the_rest_of_the_table_must_decide_says_so(heading: str, state: str) -> None:
    assert (read_heading(heading).field, read_heading(heading).state) == ("", state)


def test_the_plainer_of_two_headings_is_known() -> None:
    ranks = [read_heading(h).rank for h in ("Vessel Name", "Vessel Name (Local)")]
    assert ranks == [0, 1]
    assert read_heading("Former Vessel Name").rank > read_heading("Vessel Name").rank


def test_a_table_about_ships_shows_by_other_columns() -> None:
    about = [
        heading for heading in ("DWT", "Flag", "Voyage", "Country") if read_heading(heading).of_ship
    ]
    assert about == ["DWT", "Flag", "Voyage"]


def test_a_heading_of_megabytes_is_read_no_further_than_its_beginning() -> None:
    assert read_heading("Shipper " + "x" * 10_000_000).state == "open"


@given(st.sampled_from(cases()))
def test_case_form_and_separators_do_not_matter(case: tuple[str, str]) -> None:
    heading, field = case
    for form in ("NFC", "NFD", "NFKC"):
        assert read_heading(unicodedata.normalize(form, heading)).field == field
    assert read_heading(f" {heading} ").field == field
    if heading.isascii() and " " in heading and "/" not in heading:
        assert read_heading(heading.upper()).field == field
        assert read_heading(heading.replace(" ", "_")).field == field


ALONE = [
    heading for heading, field in cases()
    if field in PARTY_FIELDS and heading.isascii() and not re.search(r"&|/|and", heading, re.I)
]  # fmt: skip


@given(
    st.sampled_from(ALONE),
    st.sampled_from(["Phone", "Email", "Status", "City", "Tax ID", "Date", "Profile", "Score"]),
)
def test_a_forbidding_word_beside_any_party_makes_it_no_party(heading: str, word: str) -> None:
    reading = read_heading(f"{heading} {word}")
    assert (reading.field, reading.state == "open") == ("", False)


@given(st.text(max_size=60))
def test_any_heading_is_read(heading: str) -> None:
    reading = read_heading(heading)
    assert reading.field in {"", *FIELDS}
    assert bool(reading.field) == (reading.state == "field")


@pytest.mark.parametrize("field", FIELDS)
def test_the_name_of_a_field_says_the_field(field: str) -> None:
    assert read_heading(field).field == field


@pytest.mark.parametrize(
    ("field", "number"), list(zip(PARTY_FIELDS, PARTY_IMO_FIELDS, strict=True))
)
def test_each_party_may_have_a_number(field: str, number: str) -> None:
    assert number == f"{field}_imo"
    assert read_heading(f"IMO No. of the {field.replace('_', ' ')}").field == number
