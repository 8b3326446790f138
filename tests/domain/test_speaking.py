"""What a voice is given: numbers in groups, each sentence in its own language."""

import pytest

from operator_app.domain.languages import Language
from operator_app.domain.speaking import Utterance, spoken, utterances

AR, FR, EN = Language.AR, Language.FR, Language.EN


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("71 000 012", "71, 000, 012"),
        ("Appelez le 71000012.", "Appelez le 71, 000, 012."),
        ("اتصل بالرقم \u206671 000 012\u2069 صباحًا", "اتصل بالرقم 71, 000, 012 صباحًا"),
        ("+216 71 000 012", "71, 000, 012"),
        ("80 10 00 01", "80, 10, 00, 01"),
        ("190", "190"),
        ("Peut avoir changé.  ·  À réviser", "Peut avoir changé. À réviser"),
        ("le 24/11/2026 à 08:30", "le 24/11/2026 à 08:30"),
        ("10 000 000", "10 000 000"),
        ("71 000 000 dinars", "71 000 000 dinars"),
        ("50 000 000 دينار", "50 000 000 دينار"),
        ("CIN 712345678", "CIN 712345678"),
        ("1.71000012", "1.71000012"),
    ],
)
def test_telephone_numbers_are_said_in_groups(written: str, said: str) -> None:
    assert spoken(written) == said


def test_each_sentence_has_the_voice_of_its_language() -> None:
    text = "جواز السفر. Passeport. تُدفع 80 دينارًا!\n2026"
    assert utterances(text, AR) == [
        Utterance("جواز السفر.", AR),
        Utterance("Passeport.", FR),
        Utterance("تُدفع 80 دينارًا! 2026", AR),
    ]


@pytest.mark.parametrize(("screen", "voice"), [(AR, FR), (FR, FR), (EN, EN)])
def test_latin_letters_go_to_the_language_of_the_screen(screen: Language, voice: Language) -> None:
    assert utterances("Passport", screen) == [Utterance("Passport", voice)]


@pytest.mark.parametrize("nothing", ["", "  \n ", "— …", "\u2066\u2069"])
def test_nothing_to_say_is_nothing(nothing: str) -> None:
    assert utterances(nothing, AR) == []
