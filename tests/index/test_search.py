"""What is found, by whatever people type."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operator_app.domain.documents import Kind, Seal
from operator_app.domain.languages import Language
from operator_app.domain.search import SearchQuery
from operator_app.index import Index
from operator_app.index.keyboard import as_arabic, as_french
from operator_app.index.sounds import likeness
from tests.index.documents import NUMBER, TODAY, article, ask, contact, found, group


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("مضمون ولادة", "birth"),
        ("مضمون", "birth"),
        ("madhmoun", "birth"),
        ("madmoun", "birth"),
        ("b3", "record"),
        ("بطاقة عدد ٣", "record"),
        ("bulletin n° 3", "record"),
        ("نقاوة السوابق", "record"),
        ("رخصه بنا", "permit"),
        ("الرخصة للبناء", "permit"),
        ("permis bat", "permit"),
        ("permis de batire", "permit"),
        ("PERMIS DE CONDUIRE", "licence"),
        ("l'extrait de deces", "death"),
        ("passport", "passport"),
        ("باسبور", "passport"),
        ("jawez safar", "passport"),
        ("3a2ili", "family"),
        ("ليفري دو فامي", "family"),
        ("كيفاش نعمل رخصة السياقة", "licence"),
        (as_french("رخصة السياقة"), "licence"),
        (as_arabic("passeport"), "passport"),
        ("بلدية المدينة", "city"),
    ],
)
def test_first(index: Index, typed: str, first: str) -> None:
    assert found(index, typed)[:1] == [first]


@pytest.mark.parametrize("typed", [NUMBER, "00 000 012", "00.000.012", "+216 00 000 012", "٠٠ ٠٠٠ ٠١٢"])
def test_a_number_finds_its_contact_and_then_its_article(index: Index, typed: str) -> None:
    assert found(index, typed)[:2] == ["city", "birth"]


def test_nothing_is_said_honestly(index: Index) -> None:
    assert found(index, "") == []
    assert found(index, "؟ ...") == []
    assert found(index, "zzzzqqqq") == []


@pytest.mark.parametrize("typed", ["trottinette", "زعفران", "visa schengen", "photosynthèse", "فلسفة"])
def test_letters_in_common_are_no_answer(index: Index, typed: str) -> None:
    assert found(index, typed) == []


@pytest.mark.parametrize(("typed", "first"), [("pasport", "passport"), ("مضمن", "birth"), ("extrai naisanse", "birth")])
def test_a_slip_of_the_pen_is_answered(index: Index, typed: str, first: str) -> None:
    assert found(index, typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["اعلقوبة", "افعقوبة", "لاعقوبة", "العقوبة", "اعقوبة", "اثلعقوبة", "صلعقوبة"])
def test_a_slip_in_the_article_is_answered(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("penalty", "العقوبة"), article("other", "الماء"), article("fr", fr="Notre ville")], pace=0)
    assert found(index, typed) == ["penalty"]


@pytest.mark.parametrize("typed", ["قطع الماء", "ماء", "الماء", "الما"])
def test_what_is_a_stop_word_only_without_its_article_is_looked_for(
    tmp_path_factory: pytest.TempPathFactory, typed: str
) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("line", "قطع الخط"), article("water", "انقطاع الماء"), article("what", "ما العمل")], pace=0)
    assert "water" in found(index, typed)
    assert "what" not in found(index, typed)


def test_a_short_number_finds_who_owns_it_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    guide = [article("calling", fr="Appeler le 0197", body="0197 0197"), contact("owner", "شرطة", "Police", "0197")]
    index.rebuild([*guide, article("more", fr="Accident", body="0197")], pace=0)
    assert found(index, "0197")[0] == "owner"
    assert set(found(index, "0197")) == {"owner", "calling", "more"}


def test_a_whole_keyword_comes_before_a_word_of_a_title(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("lost", fr="Carnet perdu"), article("own", fr="Livret", keywords=("carnet",))], pace=0)
    assert found(index, "carnet") == ["own", "lost"]


@pytest.mark.parametrize("typed", ["mer", "mawe3id"])
def test_two_consonants_in_common_are_no_synonym(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    articles = [article("woman", "العنف ضد المرأة"), article("mayor", "العمدة"), article("other", fr=typed)]
    groups = [
        group("g-woman", "المرأة", "Femme", ("mara",), ("woman",)),
        group("g-mayor", "العمدة", "Omda", ("3omda",), ("mayor",)),
    ]
    index.rebuild([*articles, *groups], pace=0)
    assert found(index, typed) == ["other"]
    assert found(index, "lmra")[:1] == ["woman"]
    assert found(index, "3omda")[:1] == ["mayor"]


def test_a_keyword_comes_before_what_only_sounds_like_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    heard = group("g", "مستشفى", "Hôpital", ("sbitar",), ("hospital",))
    hospital, spider = article("hospital", "مستشفى"), article("spider", fr="Araignée", keywords=("sabtour",))
    index.rebuild([hospital, spider, heard], pace=0)
    assert found(index, "sabtour")[:1] == ["spider"]
    assert found(index, "sbitour")[:1] == ["hospital"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("rokhsat", "permit"),  # short vowels, and a ة that is heard as "at"
        ("el war9a", "paper"),
        ("chnoua lazemni bech na3mel rokhsa", "permit"),  # what every caller says is no subject
    ],
)
def test_arabizi_is_heard_without_its_short_vowels(
    tmp_path_factory: pytest.TempPathFactory, typed: str, first: str
) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    permit, paper = article("permit", "رخصة البناء"), article("paper", "الورقة الرمادية")
    others = [article("cheap", "رخصوا الأسعار"), article("way", "شنوة نعمل"), article("fr", fr="Notre ville")]
    index.rebuild([permit, paper, *others], pace=0)
    assert found(index, typed)[:1] == [first]


def test_of_words_that_sound_alike_the_nearer_counts() -> None:
    assert likeness("rokhsat", "رخصه") > likeness("rokhsat", "رخصوا")
    assert likeness("chahadat", "شهاده") > likeness("chahadat", "شاهد") > likeness("chahadat", "مشاهد")
    assert likeness("رخصه", "rokhsat") == likeness("rokhsat", "رخصه")


def test_what_a_text_begins_with_it_is_about(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    rest = " ".join(f"mot{number}" for number in range(120))
    late = article("late", fr="Un texte", body=f"{rest}. La clôture du jardin.")
    early = article("early", fr="Un texte", body=f"La clôture du jardin. {rest}")
    index.rebuild([late, early], pace=0)
    assert found(index, "clôture jardin") == ["early", "late"]


@pytest.mark.parametrize(("typed", "also"), [("مكتب", "مكاتب الأداءات"), ("وتسجي", "تسجيل الأطفال")])
def test_forms_of_a_root_and_a_word_begun_after_its_clitic(
    tmp_path_factory: pytest.TempPathFactory, typed: str, also: str
) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("also", also), article("other", "قطع الماء"), article("office", "مكتب الضبط")], pace=0)
    assert "also" in found(index, typed)
    assert "other" not in found(index, typed)


def test_every_place_of_a_word_is_marked(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("card", fr="Carte, cartes : la carte et l'écart")], pace=0)
    title = ask(index, "cart", Language.FR).hits[0].title
    assert [title.text[start:end] for start, end in title.ranges] == ["Carte", "cartes", "carte"]


def test_stop_words_are_not_marked(index: Index) -> None:
    title = ask(index, "extrait de naissance", Language.FR).hits[0].title
    assert [title.text[start:end] for start, end in title.ranges] == ["Extrait", "naissance"]


def test_did_you_mean(index: Index) -> None:
    assert ask(index, "naissanse").suggestion == "naissance"
    assert ask(index, "naissance").suggestion == ""


def test_retyped_query_is_suggested(index: Index) -> None:
    assert ask(index, as_french("رخصة السياقة")).suggestion == "رخصة السياقة"


def test_marks_lie_on_the_words_as_written(index: Index) -> None:
    hit = ask(index, "مضمون ولادة").hits[0]
    assert [hit.title.text[start:end] for start, end in hit.title.ranges] == ["مضمون", "ولادة"]
    assert [hit.excerpt.text[start:end] for start, end in hit.excerpt.ranges] == ["مضمونُ", "الولادة"]


def test_reader_sees_the_title_in_their_language(index: Index) -> None:
    hit = ask(index, "permis de conduire", Language.FR).hits[0]
    assert (hit.title.text, hit.other_title) == ("Permis de conduire", "رخصة السياقة")


def test_kinds_narrow(index: Index) -> None:
    answer = index.search(SearchQuery("بلدية", Language.AR, TODAY, kinds=(Kind.CONTACT,)))
    assert [hit.kind for hit in answer.hits] == [Kind.CONTACT]


def test_cancelled_search_gives_nothing(index: Index) -> None:
    assert index.search(SearchQuery("مضمون", Language.AR, TODAY), lambda: True).hits == ()


def test_expired_comes_last(tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Index.open(tmp_path_factory.mktemp("home"))
    old = Seal(valid_until=date(2026, 1, 1))
    other.rebuild([article("old", fr="Vignette automobile", seal=old), article("new", fr="Prix vignette auto")], pace=0)
    hits = ask(other, "vignette automobile").hits
    assert [(hit.id, hit.expired) for hit in hits] == [("new", False), ("old", True)]


def test_what_is_opened_most_comes_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = Index.open(tmp_path_factory.mktemp("home"))
    index.rebuild([article("one", fr="Carte grise"), article("two", fr="Carte rouge")], pace=0)
    before = found(index, "carte")
    index.set_popularity({"Carte ": {before[1]: 9}})
    assert found(index, "carte") == before[::-1]


@settings(deadline=None)
@given(st.text() | st.text("مضمونرخصةabdel 3'+-.:\"*()[]~^0123456789٣ٱﷺ\u202b\ud800", max_size=3000))
def test_any_query_answers_with_marks_in_its_text(index: Index, typed: str) -> None:
    answer = ask(index, typed)
    assert not answer.titles_only
    for hit in answer.hits:
        for marks in (hit.title, hit.excerpt):
            ends = [0, *(place for start_end in marks.ranges for place in start_end), len(marks.text)]
            assert ends == sorted(ends)
