"""Which words are looked up, and which are known without a dictionary."""

import pytest

from operator_app.domain.languages import Language
from operator_app.domain.spelling import known, looked_up, our_forms, words_of

AR, FR, EN = Language.AR, Language.FR, Language.EN


def words(text: str, language: Language | None) -> list[tuple[str, Language]]:
    return [(word.text, word.language) for word in words_of(text, language)]


def test_the_script_decides_before_the_field() -> None:
    assert words("مضمون ولادة en français", AR) == [("مضمون", AR), ("ولادة", AR), ("en", FR), ("français", FR)]
    assert words("the guichet", EN) == [("the", EN), ("guichet", EN)]
    assert words("guichet بلدية", None) == [("guichet", FR), ("بلدية", AR)]


@pytest.mark.parametrize(
    "text",
    ["{body}", "www.exemple.tn", "https://exemple.tn/a", "agent@exemple.tn", "CIN", "71 000 000", "a", "B12", "n°20-8"],
)
def test_what_is_no_word_is_left_out(text: str) -> None:
    assert [word for word, _ in words(text, FR) if len(word) > 1] == []


def test_a_word_says_where_it_stands() -> None:
    text = "Copie de l’acte : مُحَمَّد."
    found = list(words_of(text, FR))
    assert [text[word.start : word.end] for word in found] == ["Copie", "de", "l’acte", "مُحَمَّد"]
    assert [looked_up(word.text) for word in found][2:] == ["l'acte", "محمد"]


def test_words_of_the_guide_are_known_behind_articles_and_elisions() -> None:
    names = ("Municipalité d'Ezzahra", "بلدية الزهراء", "Sidi-Thabet")
    ours = frozenset(our_forms(names))
    for word in ("Ezzahra", "d’Ezzahra", "l'Ezzahra", "EZZAHRA", "الزهراء", "بالزهراء", "والزهراء", "زهراء", "Thabet"):
        assert known(word, ours), word
    for word in ("Ezahra", "الزهرا", "d'Ezahra"):
        assert not known(word, ours), word
