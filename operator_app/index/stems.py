"""Light stems: enough to bring a plural or a possessive to its word, not more.

Arabic after Larkey, Ballesteros & Connell's light10 (2007), on folded bare words; French after Savoy's light
stemmer (1999) cut down to its suffixes, on folded words. English plurals fall out of the French rules.
"""

from rapidfuzz.distance import OSA

from operator_app.index.words import is_arabic

_AR_SUFFIXES = (
    "هما",
    "كما",
    "تها",
    "تهم",
    "ها",
    "ان",
    "ات",
    "ون",
    "ين",
    "يه",
    "هم",
    "هن",
    "نا",
    "كم",
    "وا",
    "ته",
    "ه",
    "ي",
    "ت",
    "ا",
)
_AR_FEWEST = 3
_AR_LETTERS = ("و", "ف", "ب", "ل", "ك")
_AR_PREFIX_STAYS = 4
_FORM_SEVEN = 6
# What forms of a root put before it, the longest first, and the long vowels that they put between its letters.
_ROOT_PREFIXES = (
    *("است", "مست", "يست", "تست", "نست", "ان", "من", "ين", "مت", "تت", "يت", "ال"),
    *("ي", "ت", "ن", "م", "ا", "و", "ف", "ب", "ل", "ك"),
)
_ROOT_VOWELS = str.maketrans("", "", "اويهء")
_ROOT_FEWEST = 3

# (suffix, what replaces it, fewest letters left before it)
_FR_SUFFIXES = (
    ("issements", "", 3),
    ("issement", "", 3),
    ("ications", "", 3),
    ("ication", "", 3),
    ("ations", "", 3),
    ("ation", "", 3),
    ("ateurs", "", 3),
    ("ateur", "", 3),
    ("atrices", "", 3),
    ("atrice", "", 3),
    ("ements", "", 4),
    ("ement", "", 4),
    ("ments", "", 4),
    ("ment", "", 4),
    ("ances", "", 4),
    ("ance", "", 4),
    ("ences", "", 4),
    ("ence", "", 4),
    ("ions", "", 4),
    ("ion", "", 4),
    ("ites", "", 4),
    ("ite", "", 4),
    ("euses", "", 3),
    ("euse", "", 3),
    ("eurs", "", 3),
    ("eur", "", 3),
    ("ives", "", 3),
    ("ive", "", 3),
    ("ifs", "", 3),
    ("if", "", 3),
    ("elles", "el", 3),
    ("elle", "el", 3),
    ("ales", "al", 3),
    ("ale", "al", 3),
    ("aux", "al", 2),
    ("ants", "", 3),
    ("ant", "", 4),
    ("ees", "", 3),
    ("ee", "", 3),
    ("es", "", 3),
    ("er", "", 3),
    ("ez", "", 3),
    ("ir", "", 3),
    ("e", "", 3),
    ("s", "", 3),
    ("x", "", 3),
)
# The suffixes that end in a letter, in their order: most words are spared most comparisons.
_FR_BY_LETTER = {
    letter: tuple(entry for entry in _FR_SUFFIXES if entry[0][-1] == letter)
    for letter in {suffix[-1] for suffix, _, _ in _FR_SUFFIXES}
}


def stem(word: str) -> str:
    """The light stem of a folded bare word; a word too short to be cut is its own stem."""
    return _arabic(word) if is_arabic(word) else _latin(word)


def root(word: str) -> str:
    """Roughly the root of an Arabic word, so that broken plurals and forms of a verb meet (كتاب، كتب، مكتوب، يكتب).

    What is left of the stem without a form's prefix and without long vowels; empty when that is less than three
    letters, and for other words. A much rougher net than the stem (after Khoja & Garside 1999, without their lists).
    """
    if not is_arabic(word):
        return ""
    bare = stem(word)
    for prefix in _ROOT_PREFIXES:
        if bare.startswith(prefix) and len(rest := bare[len(prefix) :].translate(_ROOT_VOWELS)) >= _ROOT_FEWEST:
            return rest
    rest = bare.translate(_ROOT_VOWELS)
    return rest if len(rest) >= _ROOT_FEWEST else ""


def without_clitic(word: str) -> str:
    """What is left without a one-letter clitic (و ف ب ل ك), if the word begins with such a letter; else empty.

    The letter may as well be the word's own: only a collection that has the rest as a word, and more often, can tell.
    """
    if word[0] in _AR_LETTERS and len(word) > _AR_PREFIX_STAYS:
        return word[1:]
    return ""


def without_mistyped_article(word: str) -> set[str]:
    """What a word may be whose article «ال» was typed with one slip: «اعلقاب» and «افعقاب» are «عقاب»."""
    rests = {word[1:], word[2:], word[3:], word[1:2] + word[3:]}
    return {rest for rest in rests if len(rest) >= _AR_FEWEST and OSA.distance("ال" + rest, word) == 1}


def _arabic(word: str) -> str:
    if word[0] in _AR_LETTERS and len(word) > _AR_PREFIX_STAYS:
        rest = word[1:]
        word = rest[2:] if rest.startswith("ال") and len(rest) >= 2 + _AR_FEWEST else rest if word[0] == "و" else word
    if len(word) == _FORM_SEVEN and word.startswith("ان") and word[4] == "ا":
        # the noun of form VII, انقطاع: to the root's letters, as in قطع
        return word[2:4] + word[5]
    for suffix in _AR_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _AR_FEWEST:
            return word[: -len(suffix)]
    return word


def _latin(word: str) -> str:
    for suffix, replacement, fewest in _FR_BY_LETTER.get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) >= fewest:
            word = word[: -len(suffix)] + replacement
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word
