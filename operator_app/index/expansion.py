"""The words of the index that a word of the query may stand for, and how surely."""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from operator_app.index.postings import idf
from operator_app.index.query import Term
from operator_app.index.segment import Float32, Int32, Segment, key_of, signature
from operator_app.index.sounds import likeness, sound, without_joined
from operator_app.index.stems import root, stem, without_clitic, without_mistyped_article
from operator_app.index.words import is_arabic, unfinished


@dataclass(frozen=True, slots=True)
class Trust:
    """How much each way of standing for a word counts, 1 being the word itself; and the caps that keep it quick."""

    stem: float = 0.65
    root: float = 0.4
    sound: float = 0.8
    same_script_sound: float = 0.35
    short_sound: float = 0.5
    alike: float = 0.55
    # Of words that sound alike the frequent one is meant: how much that counts in choosing, as a power.
    frequent: float = 0.25
    same_script_alike: float = 0.8
    # A form counts by how rare its stem is, and this much by how rare the form itself is.
    own_rarity: float = 0.6
    prefix: float = 1.0
    prefix_power: float = 0.25
    near_one: float = 0.75
    near_two: float = 0.5
    most_prefixes: int = 48
    most_near: int = 6
    most_sounds: int = 12


@dataclass(frozen=True, slots=True)
class Variants:
    """Words of a segment and what each of their postings counts: trust times inverse document frequency.

    `weight` is the idf of the term itself, `known` whether the word or its stem (or, when it is open, its beginning)
    is there, `nearest` the best near spelling when it is not.
    """

    words: Int32
    weights: Float32
    weight: float
    known: bool
    nearest: str = ""


_FUZZY_LETTERS = 4
_TWO_EDITS_LETTERS = 7
_OPEN_KNOWN_LETTERS = 3
_SHORT_SOUND = 3


class Expander:
    """Expands terms over one segment. Stateless: safe in any thread."""

    def __init__(self, segment: Segment, trust: Trust) -> None:
        self._segment = segment
        self._trust = trust
        self._frequency = np.diff(segment.arrays.word_start)

    def expand(self, term: Term, *, known_elsewhere: bool = False) -> Variants:
        segment, trust = self._segment, self._trust
        chosen: dict[int, float] = {}
        exact = segment.word_number(term.word)
        stems = self._stem_words(term, exact)
        arabic = is_arabic(term.word)
        own = self._group_idf(stems if len(stems) else np.array([exact] if exact >= 0 else [], dtype=np.int32), arabic)
        for number in stems.tolist():
            chosen[number] = trust.stem * own
        known = exact >= 0 or len(stems) > 0
        if term.open or not known:
            found = self._prefixes(unfinished(term.word), term.word, chosen)
            if term.open and len(rest := without_clitic(term.word)) >= _OPEN_KNOWN_LETTERS:
                found = self._prefixes(rest, rest, chosen) or found
            known = known or (found and term.open and len(term.word) >= _OPEN_KNOWN_LETTERS)
        nearest = ""
        if exact < 0 and not term.number:
            self._sounds(term.word, known, chosen)
            if not known and not known_elsewhere:
                nearest = self._near(term.word, chosen)
        if exact >= 0:
            rarity = trust.own_rarity
            own = rarity * float(segment.arrays.word_idf[exact]) + (1 - rarity) * own
            chosen[exact] = own
        if known or known_elsewhere:
            self._roots(term, own, chosen)
        words = np.fromiter(chosen.keys(), dtype=np.int32, count=len(chosen))
        weights = np.fromiter(chosen.values(), dtype=np.float32, count=len(chosen))
        weight = own if known or not len(weights) else float(weights.max())
        return Variants(words, weights, weight, known, nearest)

    def knows(self, term: Term) -> bool:
        """Whether the word, its stem or, when it is open and long enough, its beginning is there."""
        if self._segment.word_number(term.word) >= 0:
            return True
        if len(self._stem_words(term, -1)):
            return True
        if not term.open or len(term.word) < _OPEN_KNOWN_LETTERS:
            return False
        first, last = self._segment.prefix_range(unfinished(term.word))
        return first < last

    def _stem_words(self, term: Term, exact: int) -> Int32:
        """Words with the term's stem, with and without what may be a clitic when the term itself is not there."""
        if term.number:
            return np.zeros(0, dtype=np.int32)
        keys = self._segment.arrays.word_stem
        if exact >= 0:
            return self._segment.stem_words(int(keys[exact]))
        found = self._segment.stem_words(key_of(stem(term.word)))
        rest = self._segment.word_number(without_clitic(term.word))
        return np.union1d(found, self._segment.stem_words(int(keys[rest]))) if rest >= 0 else found

    def _group_idf(self, words: Int32, arabic: bool) -> float:
        """Inverse document frequency of words taken as one, among the documents that have any text in their script."""
        among = int(self._segment.arrays.holding[0 if arabic else 1])
        together = min(among, int(self._frequency[words].sum()))
        return float(idf(among, np.array([together], dtype=np.int64))[0])

    def _prefixes(self, begun: str, typed: str, chosen: dict[int, float]) -> bool:
        """Words that go on from what was typed: the most frequent, a longer rest trusted less."""
        first, last = self._segment.prefix_range(begun)
        if begun != typed and first < last and self._segment.words[first] == begun:
            first += 1  # the stop word itself
        if first == last:
            return False
        trust, frequency = self._trust, self._frequency[first:last]
        if last - first > trust.most_prefixes:
            kept = np.argpartition(frequency, -trust.most_prefixes)[-trust.most_prefixes :] + first
        else:
            kept = np.arange(first, last)
        group = self._group_idf(kept.astype(np.int32), is_arabic(typed))
        lengths = self._segment.arrays.word_length[kept]
        weights = trust.prefix * group * np.minimum(1, len(typed) / lengths) ** trust.prefix_power
        _keep_best(chosen, kept.tolist(), weights.tolist())
        return True

    def _roots(self, term: Term, own: float, chosen: dict[int, float]) -> None:
        """Other forms of the term's root. Only for words that are known: else they bring more noise than answers."""
        if not term.number and (key := root(term.word)) and len(words := self._segment.root_words(key)):
            weight = self._trust.root * min(own, self._group_idf(words, is_arabic(term.word)))
            _keep_best(chosen, words.tolist(), [weight] * len(words))

    def _sounds(self, word: str, known: bool, chosen: dict[int, float]) -> None:
        """Words that sound alike: those of the other alphabet, and of the same when nothing else is there.

        The same consonants bring a word in, how alike the vowels are says how much it counts.
        """
        arabic, idfs, words = is_arabic(word), self._segment.arrays.word_idf, self._segment.words
        found: dict[int, float] = {}
        for said in without_joined(word):
            if not (heard := sound(said)):
                continue
            for number in self._segment.sound_words(heard).tolist():
                other = is_arabic(words[number]) != arabic
                alike = likeness(said, words[number]) ** 2
                if alike >= (self._trust.alike if other else self._trust.same_script_alike) and (other or not known):
                    trust = self._trust.sound if other else self._trust.same_script_sound
                    trust *= self._trust.short_sound if len(heard) < _SHORT_SOUND else 1
                    found[number] = max(found.get(number, 0.0), trust * alike)
        likely = {
            number: alike * float(self._frequency[number]) ** self._trust.frequent for number, alike in found.items()
        }
        best = sorted(likely, key=lambda number: -likely[number])[: self._trust.most_sounds]
        _keep_best(chosen, best, [found[number] * float(idfs[number]) for number in best])

    def _near(self, word: str, chosen: dict[int, float]) -> str:
        """Near spellings: one edit, two from seven letters on (a swap is one), or one slip in the article; the nearest
        and most frequent few."""
        if len(word) < _FUZZY_LETTERS or word.isdigit():
            return ""
        most = 2 if len(word) >= _TWO_EDITS_LETTERS else 1
        arrays, words = self._segment.arrays, self._segment.words
        differing = np.bitwise_count(arrays.word_signature ^ np.uint64(signature(word)))
        near_length = np.abs(arrays.word_length.astype(np.int16) - len(word)) <= most
        candidates = np.flatnonzero((differing <= 2 * most) & near_length).tolist()
        near: dict[int, tuple[int, bool]] = {}
        for number in candidates:
            distance = OSA.distance(word, words[number], score_cutoff=most)
            other_first = words[number][0] != word[0]
            if distance <= 1 or (distance <= most and not other_first):
                near[number] = distance, other_first
        for rest in without_mistyped_article(word):
            if (number := self._segment.word_number(rest)) >= 0:
                near[number] = 1, False
        nearest = sorted(near, key=lambda number: (near[number], -int(self._frequency[number]), number))
        for number in nearest[: self._trust.most_near]:
            trust = self._trust.near_one if near[number][0] == 1 else self._trust.near_two
            chosen[number] = max(chosen.get(number, 0.0), trust * float(arrays.word_idf[number]))
        return words[nearest[0]] if nearest else ""


def _keep_best(chosen: dict[int, float], words: list[int], weights: list[float]) -> None:
    for number, weight in zip(words, weights, strict=True):
        chosen[number] = max(chosen.get(number, 0.0), weight)
