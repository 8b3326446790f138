"""Which words are looked up, and which are known without a dictionary."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.languages import Language
from operator_app.domain.spelling import known, looked_up, merge_words, our_forms, words_of
from operator_app.domain.team import TeamEvent, TeamStep, shared_words

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


POSTS = st.integers(0, 2)
WORDS = st.sampled_from(["Zarzouna", "Ezzahra", "بلدية"])
STEPS = st.one_of(
    st.tuples(st.just("write"), POSTS, WORDS),
    st.tuples(st.just("strike"), POSTS, WORDS),
    # Cut after so many of the three writings of `desk.spelling.share`.
    st.tuples(st.just("share"), POSTS, st.integers(0, 3)),
    st.tuples(st.just("exchange"), POSTS, st.just(0)),
)


class Posts:
    """Three posts: the list of their settings, what was the same last, what they told and heard."""

    def __init__(self) -> None:
        self.mine: list[tuple[str, ...]] = [(), (), ()]
        self.base: list[frozenset[str]] = [frozenset()] * 3
        self.heard: list[dict[str, TeamEvent]] = [{}, {}, {}]
        self.everybody: dict[str, TeamEvent] = {}
        self.ticks = 0

    def share(self, n: int, writings: int = 3) -> None:
        merged = merge_words(self.base[n], self.mine[n], shared_words(self.heard[n].values()))
        if writings > 0:
            for step, words in ((TeamStep.WORD_ADDED, merged.added), (TeamStep.WORD_DROPPED, merged.dropped)):
                for word in words:
                    self.ticks += 1
                    id = f"{self.ticks:04}"
                    at = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=self.ticks)
                    self.heard[n][id] = TeamEvent(id, "words", step, at, str(n), text=word)
        if writings > 1:
            self.mine[n] = merged.words
        if writings > 2:
            self.base[n] = frozenset(merged.words)

    def exchange(self, n: int) -> None:
        self.everybody |= self.heard[n]
        self.heard[n] = dict(self.everybody)


@given(st.lists(STEPS, max_size=40))
def test_posts_end_with_one_list_of_words_and_lose_none(steps: list[tuple[str, int, str | int]]) -> None:
    posts, struck, written = Posts(), set[object](), set[object]()
    for what, n, value in steps:
        if what == "write":
            posts.mine[n] = tuple(dict.fromkeys((*posts.mine[n], str(value))))
            written.add(value)
        elif what == "strike":
            struck |= {value} & set(posts.mine[n])
            posts.mine[n] = tuple(word for word in posts.mine[n] if word != value)
        elif what == "share":
            posts.share(n, int(value))
        else:
            posts.exchange(n)
    for _ in range(3):
        for n in range(3):
            posts.exchange(n)
            posts.share(n)
            posts.exchange(n)
    first = frozenset(posts.mine[0])
    assert posts.base == [first] * 3
    assert [frozenset(words) for words in posts.mine] == [first] * 3
    assert frozenset(shared_words(posts.everybody.values())) == first
    assert written - struck <= first <= written
    told = len(posts.everybody)
    posts.share(0)
    assert len(posts.heard[0]) == told


def test_what_was_struck_here_is_struck_for_all_and_nothing_else() -> None:
    merged = merge_words({"a", "b"}, ("b", "c"), ("a", "b", "d"))
    assert (merged.added, merged.dropped, merged.words) == (("c",), ("a",), ("b", "c", "d"))
