"""Documents as flows: what is said, what is missing, what must be doubted."""

from dataclasses import replace
from datetime import date, time

import pytest

from operator_app.domain import flow_markdown
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Seal
from operator_app.domain.flow import (
    Bullets,
    CheckList,
    Code,
    ContactRow,
    Facts,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    SealBlock,
    Span,
    Steps,
    Table,
    block_lines,
    lines,
    plain,
)
from operator_app.domain.flow_cards import blank_log, greeting_flow, report_flow
from operator_app.domain.flow_directory import Listed, by_name, by_number, by_service
from operator_app.domain.flow_hours import weekly_lines
from operator_app.domain.flow_of import article_flow, contact_row
from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.hours import Span as Hours
from operator_app.domain.hours import WeeklyHours
from operator_app.domain.languages import Language, Text
from tests.sheets.material import CONTACTS, OFFICE, procedure, surroundings, words

LISTED = [Listed(key, contact) for key, contact in CONTACTS.items()]


def test_a_procedure_is_told_in_the_order_of_a_call() -> None:
    flow = article_flow(procedure(), Language.FR, surroundings())
    kinds = [type(block) for block in flow.blocks]
    assert kinds[:3] == [Note, Heading, CheckList]
    assert kinds.index(CheckList) < kinds.index(Steps) < kinds.index(Facts) < kinds.index(ContactRow)
    assert kinds[-2:] == [SealBlock, Code]
    assert [block.text for block in flow.blocks if isinstance(block, Heading)] == [
        "Pièces à fournir",
        "Conditions",
        "Étapes",
        "Détail",
        "Bon à savoir",
        "Contacts",
        "Références juridiques",
    ]
    assert flow.subjects == ("مضمون", "extrait", "naissance", "مضمون ولادة عدد 1")


def test_a_missing_translation_is_said_and_the_other_text_given() -> None:
    flow = article_flow(procedure(french=False), Language.FR, surroundings())
    assert flow.language is Language.AR
    first = flow.blocks[0]
    assert isinstance(first, Note)
    assert first.kind is NoteKind.WARNING
    assert plain(first.spans) == "هذا النص غير متوفر بالفرنسية بعد."


@pytest.mark.parametrize(
    ("seal", "said"),
    [
        (Seal(valid_until=date(2026, 11, 23)), "N’est plus valable"),
        (Seal(valid_from=date(2026, 11, 25)), "Pas encore en vigueur"),
        (Seal(), "Pas encore vérifié"),
        (Seal(verified_on=date(2026, 1, 1), review_by=date(2026, 11, 23)), "Révision échue"),
        (Seal(verified_on=date(2026, 1, 1), valid_until=date(2026, 11, 24)), ""),
    ],
)
def test_a_text_to_be_doubted_says_so(seal: Seal, said: str) -> None:
    flow = article_flow(procedure(seal=seal), Language.FR, surroundings())
    (block,) = [block for block in flow.blocks if isinstance(block, SealBlock)]
    assert block.warning.startswith(said)
    assert bool(block.warning) is bool(said)


def test_the_seal_tells_edition_and_date() -> None:
    flow = article_flow(procedure(), Language.AR, surroundings())
    (block,) = [block for block in flow.blocks if isinstance(block, SealBlock)]
    assert ("الإصدار", "3") in block.rows
    assert ("تاريخ التثبّت", "5 جانفي 2026") in block.rows
    assert block.sources == (("المصدر", "JORT (2020)"),)


def test_a_contact_tells_numbers_hours_and_who_else() -> None:
    row = contact_row(CONTACTS["desk"], Language.FR, surroundings())
    assert [phone.number for phone in row.phones] == ["71 000 010", "012"]
    facts = dict(row.lines)
    assert facts["Horaires"].startswith("lundi à jeudi 08:30 – 12:30, 13:30 – 17:30 ; vendredi 08:00 – 13:00")
    assert "Été" in facts["Horaires"]
    assert facts["En l’absence de réponse"] == "Cheffe de service 71 000 011"
    assert facts["Accès"] == "Ascenseur"
    assert "Horaires" not in dict(contact_row(CONTACTS["desk"], Language.FR, surroundings(), brief=True).lines)


def test_days_and_nights() -> None:
    t = words()[Language.FR].t
    always = WeeklyHours((1, 2, 3, 4, 5, 6, 7), (Hours(time(0), time(0)),))
    assert list(weekly_lines([always], t)) == [("", "Tous les jours jour et nuit")]
    apart = WeeklyHours((1, 3), ())
    assert list(weekly_lines([apart], t)) == [("", "lundi, mercredi fermé")]
    assert len(list(weekly_lines(OFFICE.hours, t))) == 2


def test_the_directory_goes_by_service_name_and_number() -> None:
    around = surroundings()
    services = by_service(LISTED, Language.FR, around)
    assert [flow.title for flow in services] == ["Bureau d'ordre", "Autres services"]
    assert [block.name for block in services[0].blocks if isinstance(block, ContactRow)] == [
        "Bureau d'ordre",
        "Cheffe de service",
    ]
    (names,) = by_name(LISTED, Language.FR, around)
    (table,) = names.blocks
    assert isinstance(table, Table)
    assert [plain(row[0].spans) for row in table.rows if len(row) == 1] == ["B", "C", "P"]
    (numbers,) = by_number(LISTED, Language.FR, around)
    (table,) = numbers.blocks
    assert isinstance(table, Table)
    assert [plain(row[0].spans) for row in table.rows] == ["012", "198", "71 000 010", "71 000 011"]


def test_services_in_a_circle_do_not_hang_the_directory() -> None:
    circle = [
        Listed("a", Contact(Text(fr="A"), parent="")),
        Listed("b", Contact(Text(fr="B"), parent="a")),
        Listed("c", replace(Contact(Text(fr="C")), parent="d")),
        Listed("d", Contact(Text(fr="D"), parent="c")),
    ]
    flows = by_service(circle, Language.FR, surroundings())
    assert [block.name for block in flows[0].blocks if isinstance(block, ContactRow)] == ["A", "B"]


def test_a_greeting_card_prefers_the_scripts_of_the_body() -> None:
    greetings = [
        Greeting(Purpose.GREETING, Text(fr="{body}, bonjour. {operator}.")),
        Greeting(Purpose.GREETING, Text(fr="Mairie, bonjour."), body_type=BodyType.MUNICIPALITY),
        Greeting(Purpose.GREETING, Text(fr="Hôpital, bonjour."), body_type=BodyType.HOSPITAL),
        Greeting(Purpose.GREETING, Text(fr="Bon Ramadan."), moment=Moment.RAMADAN),
        Greeting(Purpose.HOLD, Text(fr="Un instant.")),
    ]
    own = greeting_flow(greetings, Language.FR, words()[Language.FR], {}, BodyType.MUNICIPALITY)
    text = "\n".join(lines(own))
    assert "Mairie, bonjour." in text
    assert "Hôpital" not in text
    assert "Bon Ramadan." in text
    any_body = greeting_flow(greetings, Language.FR, words()[Language.FR], {"body": "Hôtel", "operator": "Souad"})
    assert "Hôtel, bonjour. Souad." in "\n".join(lines(any_body))


def test_a_sentence_still_begins_with_a_capital_where_no_operator_is_named() -> None:
    greetings = [Greeting(Purpose.GREETING, Text(fr="{body}, bonjour. {operator} à votre service."))]
    card = greeting_flow(greetings, Language.FR, words()[Language.FR], {"body": "Mairie"})
    assert "Mairie, bonjour. À votre service." in "\n".join(lines(card))


def test_markdown_becomes_blocks() -> None:
    blocks = flow_markdown.blocks("# Titre\n\nUn **mot** [lien](https://example.tn).\n\n1. un\n2. deux\n\n- a\n  - b\n")
    assert blocks[0] == Heading("Titre", 2)
    assert blocks[1] == Paragraph(
        (Span("Un "), Span("mot", bold=True), Span(" "), Span("lien", link="https://example.tn"), Span("."))
    )
    assert isinstance(blocks[2], Steps)
    assert isinstance(blocks[3], Bullets)
    assert [plain(item) for item in blocks[3].items] == ["a", "b"]
    assert flow_markdown.blocks("  ") == ()


def test_lines_stay_lines_and_tables_tables() -> None:
    """As the real sheets write hours and tariffs."""
    assert flow_markdown.blocks("Matin : 8h30\nSoir : 13h30") == (
        Paragraph((Span("Matin : 8h30"), Span("\n"), Span("Soir : 13h30"))),
    )
    (table,) = flow_markdown.blocks("| Jour | Heures |\n|---|---|\n| Lundi | 8h30 |\n| Mardi | 8h00 |")
    assert isinstance(table, Table)
    assert [[plain(cell.spans) for cell in row] for row in (table.head, *table.rows)] == [
        ["Jour", "Heures"],
        ["Lundi", "8h30"],
        ["Mardi", "8h00"],
    ]


def test_a_text_of_which_only_the_title_is_translated_is_missing() -> None:
    document = procedure()
    assert isinstance(document.body, Procedure)
    half = replace(document, body=replace(document.body, fr=ProcedureText("Extrait")))
    flow = article_flow(half, Language.FR, surroundings())
    assert (flow.language, flow.title) == (Language.AR, "مضمون ولادة عدد 1")
    empty = replace(document, body=Procedure(ProcedureText(), ProcedureText("Extrait")))
    flow = article_flow(empty, Language.AR, surroundings())
    assert flow.language is Language.FR
    assert "demandez au service" in "\n".join(lines(flow))


def test_every_block_has_lines_for_speech_and_braille() -> None:
    flow = article_flow(procedure(), Language.FR, surroundings())
    text = "\n".join(lines(flow))
    for part in (
        "À dire: Appelez le",
        "Tarif: 1,250 DT",
        "- Carte d'identité",
        "1. Demander",
        "Bureau d'ordre, Accueil",
        "Édition: 3",
        "Source: JORT (2020)",
    ):
        assert part in text
    assert "https://example.tn/jort" not in text
    log = blank_log(Language.FR, words()[Language.FR])
    assert any("Heure" in line for block in log.blocks for line in block_lines(block))
    report = report_flow("r", "Rapport", Language.FR, [("Partie", log.blocks)])
    assert report.blocks[0] == Heading("Partie")
