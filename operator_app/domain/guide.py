"""Articles of the guide: procedures and special-needs tips."""

from dataclasses import dataclass, field
from enum import StrEnum

from operator_app.domain.languages import Language

# Speaking pace of the short answer, words a minute; FEATURES row 2 wants it said in 15 seconds.
SPEAKING_PACE = 130
SHORT_ANSWER_SECONDS = 15


class Need(StrEnum):
    """The kind of special need met in a call: the situation, never the person."""

    DEAF = "deaf"
    RELAY = "relay"
    SPEECH = "speech"
    BLIND = "blind"
    INTELLECTUAL = "intellectual"
    AUTISM = "autism"
    OLDER = "older"
    LITERACY = "literacy"
    LANGUAGE = "language"
    DISTRESS = "distress"
    SUICIDE = "suicide"
    AGGRESSION = "aggression"
    CHILD = "child"
    VIOLENCE = "violence"
    ABUSE_REPORT = "abuse_report"
    SILENT_CALL = "silent_call"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class ProcedureText:
    """A procedure in one language. Lists hold one item an entry; `body` is Markdown for what fits no field."""

    title: str = ""
    short_answer: str = ""
    conditions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    place: str = ""
    delay: str = ""
    fee: str = ""
    legal: tuple[str, ...] = ()
    notes: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class TipText:
    """A special-needs tip in one language: how to recognise, what to say, what to avoid."""

    title: str = ""
    short_answer: str = ""
    signs: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    notes: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """`contacts` are document ids, first the one that F6 refers to; `keywords` are what callers say in any language."""

    ar: ProcedureText = field(default_factory=ProcedureText)
    fr: ProcedureText = field(default_factory=ProcedureText)
    en: ProcedureText | None = None
    contacts: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    def text(self, language: Language) -> ProcedureText | None:
        """The text in exactly this language, None when it has no title."""
        text = {Language.AR: self.ar, Language.FR: self.fr, Language.EN: self.en}[language]
        return text if text is not None and text.title else None


@dataclass(frozen=True, slots=True)
class Tip:
    need: Need
    ar: TipText = field(default_factory=TipText)
    fr: TipText = field(default_factory=TipText)
    en: TipText | None = None
    contacts: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    def text(self, language: Language) -> TipText | None:
        """The text in exactly this language, None when it has no title."""
        text = {Language.AR: self.ar, Language.FR: self.fr, Language.EN: self.en}[language]
        return text if text is not None and text.title else None


Article = Procedure | Tip


def written_languages(article: Article) -> tuple[Language, ...]:
    """The languages in which the article has a title, Arabic first."""
    return tuple(language for language in Language if article.text(language) is not None)


def article_title(article: Article, language: Language) -> str:
    """The title in this language, else in the first that has one."""
    for candidate in (language, *Language):
        text = article.text(candidate)
        if text is not None:
            return text.title
    return ""


def speaking_seconds(text: str) -> float:
    """Time to say a text at SPEAKING_PACE."""
    return len(text.split()) * 60 / SPEAKING_PACE
