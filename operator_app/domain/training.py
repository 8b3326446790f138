"""Training modules and practice callers (circular, R5). Practice never reaches the statistics."""

from dataclasses import dataclass, field

from operator_app.domain.languages import Text


@dataclass(frozen=True, slots=True)
class PracticeCaller:
    """A scripted caller: what the caller says, and what a good call does.

    `article` and `refer_to` are ids of documents (empty: none); `outcome` the value of the outcome expected;
    `need` the value of the need to note (empty: none). `hint` is shown when the operator asks for help.
    """

    name: Text
    says: tuple[Text, ...]
    outcome: str
    article: str = ""
    refer_to: str = ""
    need: str = ""
    hint: Text = field(default_factory=Text)
    number: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """`pages` are Markdown in each language, in order."""

    title: Text
    pages: tuple[Text, ...] = ()
    callers: tuple[PracticeCaller, ...] = ()
    rank: int = 0
