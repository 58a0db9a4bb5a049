"""Shipments laid out in many ways: each listed ship and company is found, no other row alerts."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from opendocument import cell, row, spreadsheet

import vscreen
from vscreen.errors import ManifestError

OWN = """id,kind,name,aliases,imo
1,vessel,SABLE HERON,,9512343
2,organization,Tamberlane Grain Brokers,,
"""
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
Layout = tuple[str, str | bytes, list[int], int | None, dict[str, Any]]


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    merged: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for height, cells in enumerate(rows):
                for width, value in enumerate(cells):
                    if value != "":
                        sheet.write(height, width, value)
            for cells_merged, text in (merged or {}).get(name, ()):
                sheet.merge_range(cells_merged, text)
    return stream.getvalue()


def excel_xml(rows: str) -> bytes:
    sheet = f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet>'
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return f'{head}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{sheet}</Workbook>'.encode()


def xml_cell(value: object, **attributes: object) -> str:
    kind = "Number" if isinstance(value, int) else "String"
    stated = "".join(f' ss:{name}="{each}"' for name, each in attributes.items())
    return f'<Cell{stated}><Data ss:Type="{kind}">{value}</Data></Cell>'


def layout(
    name: str,
    data: str | bytes,
    listed: list[int],
    rows: int | None = None,
    **options: Any,
) -> Any:
    """A file, the positions of its rows that alert, and how many rows it holds."""
    return pytest.param(data, listed, rows, options, id=name)


LAYOUTS = [
    layout(
        "polish two rows csv",
        (
            "Statek,,Strony,\n"
            "Nazwa,Nr IMO,Nadawca,Odbiorca\n"
            "BIALA FALA,9723459,Foo,Tamberlane Grain Brokers\n"
            "INNY,9512343,A,B\n"
        ),
        [0, 1],
        2,
    ),
    layout(
        "polish merged xlsx",
        xlsx(
            {
                "S": [
                    ["Statek", "", "Nadawca", "Odbiorca"],
                    ["Nazwa", "Nr IMO", "", ""],
                    ["X", 9512343, "A", "B"],
                ]
            },
            {"S": [("A1:B1", "Statek"), ("C1:C2", "Nadawca"), ("D1:D2", "Odbiorca")]},
        ),
        [0],
        1,
    ),
    layout(
        "arabic sheet",
        xlsx(
            {
                "ورقة": [
                    ["اسم السفينة", "رقم IMO", "الشاحن", "المرسل إليه"],
                    ["قمر", "9512343", "أ", "ب"],
                ]
            }
        ),
        [0],
        1,
    ),
    layout(
        "arabic two rows",
        "السفينة,,الأطراف,\nالاسم,IMO,الشاحن,المرسل إليه\nقمر,9512343,أ,ب\n",
        [0],
        1,
    ),
    layout(
        "form C values",
        xlsx(
            {
                "F": [
                    ["SHIPPING INSTRUCTION"],
                    [],
                    ["Vessel:", "", "SABLE HERON"],
                    ["Voyage:", "", "12E"],
                    ["Shipper:", "", "Foo Ltd"],
                    ["Consignee:", "", "Bar"],
                ]
            }
        ),
        [0],
        1,
    ),
    layout(
        "form two columns",
        xlsx(
            {
                "F": [
                    ["Shipper", "Foo Ltd", "Vessel", "SABLE HERON"],
                    ["Consignee", "Bar GmbH", "Voyage", "12E"],
                    ["Notify", "Same", "POL", "Odessa"],
                ]
            }
        ),
        [0],
        1,
    ),
    layout("form one cell lines", "Vessel: SABLE HERON\nIMO: 9512343\nShipper: Foo\n", [0], 1),
    layout(
        "form one cell listed consignee with commas",
        (
            "Vessel: PLAIN TERN\n"
            "Shipper: Foo, Dubai, UAE\n"
            "Consignee: Tamberlane Grain Brokers, Dubai\n"
        ),
        [0],
        1,
    ),
    layout(
        "form label over value", "Consignee:\nTamberlane Grain Brokers\nVessel:\nPLAIN TERN\n", [0]
    ),
    layout(
        "forms stacked",
        "Vessel:,PLAIN TERN\nConsignee:,Foo\n\nVessel:,SABLE HERON\nConsignee:,Bar\n",
        [1],
        2,
    ),
    layout(
        "transposed",
        "Vessel,PLAIN TERN,SABLE HERON\nIMO,9723459,9512343\nShipper,Foo,Bar\n",
        [1],
        2,
    ),
    layout(
        "two blocks two tables",
        (
            "Vessel:,PLAIN TERN,,\n"
            "B/L,Shipper,Consignee,Qty\n"
            "1,Foo,Bar,3\n"
            "Vessel:,SABLE HERON,,\n"
            "B/L,Shipper,Consignee,Qty\n"
            "2,Foo,Bar,3\n"
        ),
        [1],
        2,
    ),
    layout(
        "block ragged",
        "Vessel: SABLE HERON\nVoyage: 12\n\nB/L,Shipper,Consignee,Qty\n1,Foo,Bar,3\n2,Foo,Baz,3\n",
        [0, 1],
        2,
    ),
    layout(
        "block semicolon fr",
        (
            "Navire;SABLE HERON;;\n"
            "N° OMI;9512343;;\n"
            "Connaissement;Expéditeur;Destinataire;Poids\n"
            "1;Foo;Bar;3\n"
        ),
        [0],
        1,
    ),
    layout(
        "block unlike table has vessel",
        "Vessel:,SABLE HERON,,\nVessel,Shipper,Consignee,Qty\nPLAIN TERN,Foo,Bar,3\n",
        [1],
        2,
    ),
    layout(
        "title names ship", "MV SABLE HERON VOY 12,,\nB/L,Shipper,Consignee\n1,Foo,Bar\n", [], 2
    ),
    layout(
        "second header other order",
        "Vessel,IMO,Flag\nPLAIN TERN,9723459,PA\nIMO,Vessel,Flag\n9512343,RENAMED,PA\n",
        [1],
        2,
    ),
    layout(
        "second header wider",
        (
            "Vessel,Flag\n"
            "PLAIN TERN,PA\n"
            "Vessel,IMO,Consignee\n"
            "RENAMED,9512343,Foo\n"
            "X,,Tamberlane Grain Brokers\n"
        ),
        [1, 2],
        3,
    ),
    layout(
        "second header other language",
        (
            "Vessel,IMO,Shipper\n"
            "PLAIN TERN,9723459,Foo\n"
            "Schiff,Empfänger,Absender\n"
            "SABLE HERON,Bar,Foo\n"
        ),
        [1],
        2,
    ),
    layout(
        "header after 8 blank rows",
        xlsx({"S": [[]] * 8 + [["Ship", "IMO"], ["A", 9512343]]}),
        [0],
        1,
    ),
    layout(
        "headerless",
        "SABLE HERON,9512343,PA\nPLAIN TERN,9723459,PA\n",
        [0],
        2,
        header=0,
        columns={"column 1": "vessel", "column 2": "imo"},
    ),
    layout(
        "jsonl nested",
        (
            '{"vessel":{"name":"A","imo":9512343},"shipper":{"name":"Foo",'
            '"address":"x"}}\n{"vessel":{"name":"B","imo":9723459},'
            '"shipper":{"name":"Tamberlane Grain Brokers"}}\n'
        ),
        [0, 1],
        2,
    ),
    layout(
        "json envelope",
        json.dumps(
            {
                "status": "ok",
                "data": {
                    "shipments": [
                        {"vessel": "SABLE HERON", "consignee": "Foo"},
                        {"vessel": "PLAIN TERN", "consignee": "Bar"},
                    ]
                },
            }
        ),
        [0],
        2,
    ),
    layout(
        "json document vessel",
        json.dumps(
            {
                "vessel": "SABLE HERON",
                "imo": "9512343",
                "bills": [{"shipper": "Foo"}, {"shipper": "Bar"}],
            }
        ),
        [0, 1],
        2,
    ),
    layout(
        "json columns",
        json.dumps({"vessel": ["PLAIN TERN", "SABLE HERON"], "imo": ["9723459", "9512343"]}),
        [1],
        2,
    ),
    layout(
        "json pandas",
        json.dumps(
            {
                "vessel": {"0": "PLAIN TERN", "1": "SABLE HERON"},
                "imo": {"0": "9723459", "1": "9512343"},
            }
        ),
        [1],
        2,
    ),
    layout(
        "json rows",
        json.dumps([["vessel", "imo"], ["PLAIN TERN", "9723459"], ["SABLE HERON", "9512343"]]),
        [1],
        2,
    ),
    layout(
        "json split",
        json.dumps(
            {
                "columns": ["vessel", "imo"],
                "index": [0, 1],
                "data": [["PLAIN TERN", "9723459"], ["SABLE HERON", "9512343"]],
            }
        ),
        [1],
        2,
    ),
    layout(
        "json keyed",
        json.dumps(
            {
                "b1": {"vessel": "PLAIN TERN", "imo": "9723459"},
                "b2": {"vessel": "SABLE HERON", "imo": "9512343"},
            }
        ),
        [1],
        2,
    ),
    layout(
        "json list of parties",
        json.dumps([{"vessel": "A", "notify": ["Foo", "Tamberlane Grain Brokers"]}]),
        [0],
        1,
    ),
    layout(
        "json twice",
        '[{"vessel":"PLAIN TERN","consignee":"Tamberlane Grain Brokers","consignee":"Bar"}]',
        [0],
        1,
    ),
    layout(
        "jsonl broken line",
        '{"vessel":"SABLE HERON"}\n{"vessel":"PLA\n{"vessel":"PLAIN TERN"}\n',
        [0],
        3,
    ),
    layout(
        "json pretty one after other",
        '{\n "vessel":"PLAIN TERN"\n}\n{\n "vessel":"SABLE HERON"\n}\n',
        [1],
        2,
    ),
    layout("json utf16", '[{"vessel":"SABLE HERON"}]'.encode("utf-16"), [0], 1),
    layout(
        "html",
        (
            "<html><body><h1>Report</h1><table id=x><thead><tr><th>Vessel<th>IMO<th>"
            "Consignee</thead><tbody><tr><td>PLAIN<br>TERN<td>9723459<td>Foo<tr><td>"
            "SABLE&nbsp;HERON<td>9512343<td>Bar &amp; Co</table></body></html>"
        ),
        [1],
        2,
    ),
    layout(
        "html rowspan",
        (
            "<table><tr><th rowspan=2>Vessel<th colspan=2>Parties<tr><th>Shipper<th>"
            "Consignee<tr><td rowspan=2>SABLE HERON<td>Foo<td>Bar<tr><td>Foo2<td>Bar2</table>"
        ),
        [0, 1],
        2,
    ),
    layout(
        "html nested",
        (
            "<table><tr><td><b>Menu</b></td><td><table><tr><th>Ship<th>IMO No<tr><td>X<td>"
            "9512343</table></td></tr></table>"
        ),
        [0],
        1,
    ),
    layout(
        "html all",
        (
            "<table><tr><th>Ship<th>IMO<tr><td>X<td>9512343</table><table><tr><th>Ship<th>"
            "IMO<tr><td>Y<td>9723459</table>"
        ),
        [0],
        2,
        sheet="all",
    ),
    layout(
        "html form", "<table><tr><th>Vessel<td>SABLE HERON<tr><th>Consignee<td>Foo</table>", [0], 1
    ),
    layout(
        "html cp1251",
        (
            '<html><head><meta charset="windows-1251"></head>'
            "<table><tr><th>Судно<th>ИМО<tr><td>Волна<td>9512343</table>"
        ).encode("cp1251"),
        [0],
        1,
    ),
    layout(
        "html xnum",
        '<table xmlns:x="urn:x"><tr><td>Vessel<td>IMO<tr><td>X<td x:num="9512343">9.07E+06</table>',
        [0],
        1,
    ),
    layout(
        "xml2003",
        excel_xml(
            "<Row>"
            + xml_cell("Vessel")
            + xml_cell("IMO")
            + xml_cell("Consignee")
            + "</Row><Row ss:Index='5'>"
            + xml_cell("X")
            + xml_cell(9512343)
            + "</Row><Row>"
            + xml_cell("Tamberlane Grain Brokers", Index=3)
            + "</Row>"
        ),
        [0, 1],
        2,
    ),
    layout(
        "sheets all",
        xlsx(
            {
                "May": [["Vessel", "IMO"], ["A", 9512343]],
                "Legend": [["hello", "x"]],
                "June": [["Consignee", "Ship"], ["Tamberlane Grain Brokers", "B"], ["Foo", "C"]],
            }
        ),
        [0, 1],
        4,
        sheet="all",
    ),
    layout(
        "ods repeated rows",
        spreadsheet(
            row("Vessel", "IMO"),
            row("SABLE HERON", "9512343", attributes='table:number-rows-repeated="3"'),
            (
                '<table:table-row table:number-rows-repeated="1000000">'
                '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
            ),
        ),
        [0, 1, 2],
        3,
    ),
    layout(
        "three rows",
        (
            "Parties,,,\n"
            "Shipper,,Consignee,\n"
            "Name,Address,Name,Address\n"
            "Foo,x,Tamberlane Grain Brokers,y\n"
        ),
        [0],
        1,
    ),
    layout(
        "german two rows",
        "Schiff;;Ladung;Absender;Empfänger\nName;IMO-Nummer;;;\nWELLE;9512343;x;A;B\n",
        [0],
        1,
    ),
    layout(
        "chinese two rows",
        "船舶,,当事人,\n名称,IMO编号,发货人,收货人\n远星,9512343,甲,乙\n",
        [0],
        1,
    ),
    layout(
        "russian two rows",
        "Судно,,Стороны,\nНазвание,Номер ИМО,Отправитель,Получатель\nВолна,9512343,А,Б\n",
        [0],
        1,
    ),
    layout(
        "spanish title", "Informe semanal,,\n\nBuque,OMI,Consignatario\nOLA,9512343,x\n", [0], 1
    ),
    layout(
        "owner group",
        (
            "Ship,,Owner,\n"
            "Name,IMO,Name,Country\n"
            "X,9723459,Tamberlane Grain Brokers,PA\n"
            "SABLE HERON,9512343,Foo,PA\n"
        ),
        [0, 1],
        2,
    ),
    layout(
        "data like headings",
        "Vessel,Shipper,Consignee\nSHIPPER,Vessel Agency Ltd,Owner Services\nSABLE HERON,Foo,Bar\n",
        [1],
        2,
    ),
    layout("innocent form", "Vessel:,PLAIN TERN\nShipper:,Foo\n", [], 1),
    layout(
        "letterhead",
        (
            "ACME SHIPPING LLC,,,\n"
            "Tel +971 4 555 1234,,,\n"
            "Dubai,,,\n"
            "No,Vessel,Shipper,Consignee\n"
            "1,SABLE HERON,Foo,Bar\n"
        ),
        [0],
    ),
    layout(
        "b/l boxes",
        "Shipper,,Consignee\nFoo,,Tamberlane Grain Brokers\nVessel,,Voyage\nSABLE HERON,,12E\n",
        [0, 1],
    ),
    layout(
        "role table",
        "Role,Name\nShipper,Foo\nConsignee,Tamberlane Grain Brokers\nVessel,PLAIN TERN\n",
        [0],
        1,
    ),
    layout("tab delimited form", "Vessel\tSABLE HERON\nIMO\t9512343\n", [0], 1),
    layout(
        "korean form",
        xlsx({"F": [["선박명", "SABLE HERON"], ["송하인", "Foo"], ["수하인", "Bar"]]}),
        [0],
        1,
    ),
    layout(
        "turkish block", "Gemi:;SABLE HERON;;\nKonşimento;Gönderici;Alıcı;Kg\n1;A;B;2\n", [0], 1
    ),
    layout(
        "header in the middle only",
        "PLAIN TERN,9723459,PA\nSABLE HERON,9512343,PA\nVessel,IMO,Flag\nX,9723459,PA\n",
        [],
        3,
    ),
    layout("bilingual", "Vessel,IMO,Shipper\nBuque,OMI,Exportador\nX,9512343,Foo\n", [0], 1),
    layout("bilingual zh", "船名,IMO编号,发货人\nVessel,IMO No,Shipper\nX,9512343,Foo\n", [0], 1),
    layout("russian numbering", "Судно,ИМО,Отправитель\n1,2,3\nВолна,9512343,А\n", [0], 1),
    layout(
        "title merged + two rows",
        xlsx(
            {
                "S": [
                    ["Manifest of May", "", "", ""],
                    ["Ship", "", "Shipper", "Consignee"],
                    ["Name", "IMO", "", ""],
                    ["X", 9512343, "A", "B"],
                ]
            },
            {
                "S": [
                    ("A1:D1", "Manifest of May"),
                    ("A2:B2", "Ship"),
                    ("C2:C3", "Shipper"),
                    ("D2:D3", "Consignee"),
                ]
            },
        ),
        [0],
        1,
    ),
    layout(
        "line breaks in headings",
        xlsx({"S": [["Vessel\nName", "IMO\nNo."], ["X", 9512343]]}),
        [0],
        1,
    ),
    layout(
        "letterhead phone",
        "ACME LTD,,,\nTel. 5551234,,,\nNo,Vessel,Shipper,Consignee\n1,SABLE HERON,A,B\n",
        [0],
        1,
    ),
    layout(
        "side by side",
        xlsx({"S": [["Vessel", "IMO", "", "Consignee", "Qty"], ["X", 9512343, "", "Foo", 1]]}),
        [0],
        1,
    ),
    layout(
        "ar rtl two header xlsx",
        xlsx(
            {
                "S": [
                    ["الأطراف", "", "السفينة", ""],
                    ["المرسل إليه", "الشاحن", "الاسم", "رقم IMO"],
                    ["أ", "ب", "قمر", 9512343],
                ]
            },
            {"S": [("A1:B1", "الأطراف"), ("C1:D1", "السفينة")]},
        ),
        [0],
        1,
    ),
    layout("pipe form", "Vessel|SABLE HERON\nShipper|Foo\n", [0], 1),
    layout(
        "two titles cells",
        "Manifest,,May 2026\nVessel,IMO,Flag\nSABLE HERON,9512343,PA\n",
        [0],
        None,
    ),
    layout(
        "semicolon utf16",
        ("Statek;;Strony;\nNazwa;Nr IMO;Nadawca;Odbiorca\nX;9512343;A;B\n").encode("utf-16"),
        [0],
        1,
    ),
    layout(
        "xml2003 merged header",
        excel_xml(
            "<Row>"
            + xml_cell("Ship", MergeAcross=1)
            + xml_cell("Consignee", MergeDown=1)
            + "</Row><Row>"
            + xml_cell("Name")
            + xml_cell("IMO")
            + "</Row><Row>"
            + xml_cell("X")
            + xml_cell(9512343)
            + xml_cell("Foo")
            + "</Row>"
        ),
        [0],
        1,
    ),
    layout(
        "ods two rows",
        spreadsheet(
            row(
                cell("<text:p>Ship</text:p>", 'table:number-columns-spanned="2"'),
                "<table:covered-table-cell/>",
                "Consignee",
            ),
            row("Name", "IMO", ""),
            row("X", "9512343", "Foo"),
        ),
        [0],
        1,
    ),
    layout(
        "header on row 40",
        xlsx({"S": [[f"note {i}"] for i in range(39)] + [["Vessel", "IMO"], ["X", 9512343]]}),
        [0],
        1,
    ),
    layout(
        "many label lines",
        xlsx(
            {
                "S": [
                    ["Vessel:", "SABLE HERON"],
                    ["Flag:", "PA"],
                    ["Master:", "John Smith"],
                    ["Port:", "Odessa"],
                    [],
                    ["B/L", "Shipper", "Consignee"],
                    ["1", "Foo", "Bar"],
                    ["2", "Foo", "Baz"],
                ]
            }
        ),
        [0, 1],
        2,
    ),
    layout(
        "headings once more ragged",
        "Vessel,IMO,Flag\nPLAIN TERN,9723459,PA\nPage 2\nVessel,IMO,Flag\nSABLE HERON,9512343,PA\n",
        [1],
        3,
    ),
    layout(
        "weak first",
        "Vessel,Berth,Slot\nSABLE HERON,a,b\nX,c,d\nVessel,IMO,Flag\nY,9512343,PA\n",
        [0, 2],
        3,
    ),
    layout(
        "weak first, unknown words",
        "Vessel,Quux,Zork\nSABLE HERON,a,b\nX,c,d\nVessel,IMO,Flag\nY,9512343,PA\n",
        [0, 2],
        3,
    ),
    layout(
        "single known column then better",
        "Consignee,Zork\nTamberlane Grain Brokers,b\nVessel,IMO\nY,9512343\n",
        [0, 1],
        2,
    ),
    layout(
        "headings with numbers again",
        "Vessel,Notify 1,Notify 2\nX,Foo,Bar\nVessel,Notify 1,Notify 2\nSABLE HERON,Foo,Bar\n",
        [1],
        2,
    ),
    layout(
        "headings again quoted",
        '"Vessel","IMO"\n"X","9723459"\n"Vessel","IMO"\n"SABLE HERON","9512343"\n',
        [1],
        2,
    ),
    layout(
        "headings again upper", "Vessel,IMO\nX,9723459\nVESSEL,IMO\nSABLE HERON,9512343\n", [1], 2
    ),
    layout(
        "swapped columns again",
        "Vessel,Consignee\nX,Foo\nConsignee,Vessel\nTamberlane Grain Brokers,SABLE HERON\n",
        [1],
        2,
    ),
    layout(
        "third layout",
        "Vessel,IMO\nA,9723459\nShipper,Vessel\nFoo,SABLE HERON\nIMO,Consignee\n9512343,Bar\n",
        [1, 2],
        3,
    ),
    layout(
        "rows narrower below",
        "Vessel,IMO,Flag\nA,9723459,PA\nVessel,IMO\nSABLE HERON,9512343\n",
        [1],
        2,
    ),
    layout(
        "html header twice",
        (
            "<table><tr><th>Ship<th>IMO<tr><td>A<td>9723459<tr><th>Ship<th>IMO<tr><td>B<td>"
            "9512343</table>"
        ),
        [1],
        2,
    ),
    layout(
        "xlsx header twice",
        xlsx(
            {
                "S": [
                    ["Ship", "IMO"],
                    ["A", 9723459],
                    [],
                    ["Ship", "IMO", "Consignee"],
                    ["B", 9512343, "Foo"],
                    ["C", "", "Tamberlane Grain Brokers"],
                ]
            }
        ),
        [1, 2],
        3,
    ),
    layout(
        "hidden sheet all",
        xlsx({"S": [["Ship", "IMO"], ["A", 9723459]], "T": [["Ship", "IMO"], ["A", 9512343]]}),
        [1],
        2,
        sheet="all",
    ),
    layout("spanish form", "Buque: SABLE HERON\nViaje: 12E\nConsignatario: Foo\n", [0], 1),
    layout(
        "japanese form",
        xlsx({"F": [["船名", "SABLE HERON"], ["荷送人", "Foo"], ["荷受人", "Bar"]]}),
        [0],
        1,
    ),
    layout(
        "arabic form", xlsx({"F": [["SABLE HERON", "اسم السفينة:"], ["Foo", "الشاحن:"]]}), [0], 1
    ),
    layout(
        "form label right, value left",
        xlsx({"F": [["اسم السفينة:", "SABLE HERON"], ["الشاحن:", "Foo"]]}),
        [0],
        1,
    ),
    layout("vietnamese", "Tên tàu,Số IMO,Người gửi hàng\nX,9512343,Foo\n", [0], 1),
    layout(
        "json str numbers deep",
        '{"result":{"page":1,"rows":[{"ship":{"ship_name":"X","imo_number":"9512343"}}]}}',
        [0],
        1,
    ),
]


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> vscreen.Screener:
    path = tmp_path_factory.mktemp("lists") / "own.csv"
    path.write_text(OWN)
    return vscreen.Screener(vscreen.read_lists(path))


@pytest.mark.parametrize(("data", "listed", "rows", "options"), LAYOUTS)
def test_listed_names_and_numbers_are_found_however_the_shipments_are_laid_out(
    screener: vscreen.Screener,
    tmp_path: Path,
    data: str | bytes,
    listed: list[int],
    rows: int | None,
    options: dict[str, Any],
) -> None:
    path = tmp_path / "manifest"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    manifest = vscreen.read_manifest(path, **options)
    verdicts = screener.screen(manifest).verdicts["verdict"].tolist()
    alerts = [place for place, each in enumerate(verdicts) if each in ("hit", "review")]
    assert alerts == listed, manifest.describe()
    assert rows is None or manifest.rows_read == rows, manifest.rejected


@pytest.mark.parametrize(
    "data",
    [
        "B/L,Shipper,Consignee\n1,Foo,Bar\n\nVessel:,SABLE HERON,\n",
        "B/L,Shipper,Consignee\nVessel: SABLE HERON,,\n1,Foo,Bar\n",
        "Vessel 1:,PLAIN TERN,,\nVessel 2:,SABLE HERON,,\nB/L,Shipper,Consignee,Qty\n1,A,B,3\n",
        "Vessel:,SABLE HERON\nVoyage:,12\n\nNo,Marks,Goods\n1,x,Tiles\n2,y,Pipes\n",
        "SABLE HERON,9512343,PA\nVessel,IMO,Flag\nPLAIN TERN,9723459,PA\n",
    ],
)
def test_a_listed_ship_in_an_odd_place_is_not_cleared_with_the_file(
    screener: vscreen.Screener, tmp_path: Path, data: str
) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(data)
    result = screener.screen(vscreen.read_manifest(path))
    assert set(result.verdicts["verdict"]) != {"clear"} or len(result.rejected)


@pytest.mark.parametrize(
    ("data", "option"),
    [
        ("SABLE HERON,9512343,PA\nPLAIN TERN,9723459,PA\n", "header=0"),
        ("Report of May,,\nGoods,Qty,Price\nTiles,5,7\n", "header=6"),
        ("<table><tr><td>Ship<td>IMO<tr><td>A<td>1</table>" * 2, "sheet="),
        ('{"a": [{"ship": "A"}], "b": [{"ship": "B"}]}', "sheet="),
        (xlsx({"May": [["Ship"], ["A"]], "June": [["Ship"], ["B"]]}), 'sheet="all"'),
    ],
)
def test_what_stays_open_is_refused_with_the_option_that_tells(
    tmp_path: Path, data: str | bytes, option: str
) -> None:
    path = tmp_path / "manifest"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(ManifestError) as caught:
        vscreen.read_manifest(path)
    assert option in str(caught.value)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (
            excel_xml(
                f"<Row>{xml_cell('Vessel')}{xml_cell('Qty')}</Row>"
                f"<Row><Cell ss:Formula='=A1'/>{xml_cell(5)}</Row>"
            ),
            "A2",
        ),
        (spreadsheet(row("Vessel"), row(cell("", 'table:formula="of:=[.A1]"'))), "A2"),
    ],
)
def test_a_formula_without_its_value_is_no_empty_cell(
    tmp_path: Path, data: bytes, place: str
) -> None:
    path = tmp_path / "manifest.xls"
    path.write_bytes(data)
    manifest = vscreen.read_manifest(path)
    assert manifest.frame["Vessel"].tolist() == ["#VALUE!"]
    assert f"the formula in {place} has no stored value; open and save" in manifest.describe()


def test_all_sheets_are_read_and_each_row_says_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "manifest.xlsx"
    path.write_bytes(
        xlsx(
            {
                "May": [["Vessel", "IMO"], ["A", 9512343]],
                "Legend": [["what the colours mean", "x"], ["red", "late"]],
                "June": [["Consignee", "Ship"], ["ACME", "B"]],
                "Empty": [],
            }
        )
    )
    manifest = vscreen.read_manifest(path, sheet="all")
    assert manifest.frame.index.tolist() == ["May!2", "June!2"]
    assert manifest.frame["Vessel"].tolist() == ["A", "B"]
    [(line, reason, text)] = manifest.rejected.itertuples(index=False, name=None)
    assert (line, text) == (1, "what the colours mean | x")
    assert "'Legend' holds no headings that are understood; none of its 2 rows" in reason


def test_a_sheet_that_is_called_all_is_that_sheet(tmp_path: Path) -> None:
    path = tmp_path / "manifest.xlsx"
    path.write_bytes(xlsx({"all": [["Ship"], ["A"]], "June": [["Ship"], ["B"]]}))
    assert vscreen.read_manifest(path, sheet="all").frame["Ship"].tolist() == ["A"]


@pytest.mark.parametrize(
    ("title", "verdict"),
    [("LADY R", "not_screened"), ("MG-FLOT LLC", "not_screened"), ("Export overview", "clear")],
)
def test_a_title_above_a_table_that_names_somebody_listed_is_a_problem_of_the_run(
    tmp_path: Path, title: str, verdict: str
) -> None:
    path = tmp_path / "may.csv"
    path.write_text(f"{title}\n\nShipper,Consignee\nFoo Ltd,Bar Ltd\n", encoding="utf-8")
    result = vscreen.screen(vscreen.read_manifest(path), vscreen.bundled_lists())
    assert result.verdicts["verdict"].tolist() == [verdict]
    assert [title in problem for problem in result.run.problems] == [True] * (verdict != "clear")
