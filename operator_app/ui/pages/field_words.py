"""Our columns in words: of a guide's tables, as the matching of columns offers them."""

from collections.abc import Mapping
from types import MappingProxyType

from operator_app.domain.languages import Language
from operator_app.i18n import Texts, msgid

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "title": msgid("Title or name"),
        "kind": msgid("What the row is"),
        "external_id": msgid("Number or code of the row"),
        "short_answer": msgid("Short answer"),
        "conditions": msgid("Conditions"),
        "documents": msgid("Documents to bring"),
        "steps": msgid("Steps"),
        "place": msgid("Place"),
        "delay": msgid("Delay"),
        "fee": msgid("Fee"),
        "legal": msgid("Legal references"),
        "notes": msgid("Notes for the operator"),
        "body": msgid("Text"),
        "phones": msgid("Telephone numbers"),
        "address": msgid("Address"),
        "hours": msgid("Opening hours"),
        "hours_note": msgid("Opening hours in words"),
        "role": msgid("Role"),
        "email": msgid("E-mail"),
        "web": msgid("Web page"),
        "access": msgid("Access for disabled people"),
        "languages": msgid("Languages"),
        "parent": msgid("Service that it belongs to"),
        "deputy": msgid("Deputy"),
        "regime": msgid("Working hours that it follows"),
        "emergency": msgid("Emergency service, yes or no"),
        "contacts": msgid("Contacts"),
        "keywords": msgid("Other words for it"),
        "need": msgid("Special need"),
        "signs": msgid("Signs"),
        "say": msgid("What to say"),
        "avoid": msgid("What to avoid"),
        "purpose": msgid("Purpose of a phrase"),
        "moment": msgid("Time of day"),
        "body_type": msgid("Kind of body"),
        "line": msgid("Line"),
        "rank": msgid("Order"),
        "articles": msgid("Articles"),
        "must_acknowledge": msgid("To be acknowledged, yes or no"),
        "evidence": msgid("Where the words were heard"),
        "state": msgid("State of a line"),
        "owner": msgid("Owner"),
        "source": msgid("Source"),
        "source_date": msgid("Date of the source"),
        "source_url": msgid("Address of the source"),
        "source_supports": msgid("What the source says"),
        "source_confidence": msgid("How sure the source is"),
        "verified_on": msgid("Verified on"),
        "verified_by": msgid("Who verified it"),
        "review_by": msgid("To be reviewed by"),
        "valid_from": msgid("Valid from"),
        "valid_until": msgid("Valid until"),
    }
)
_IN: Mapping[Language, str] = MappingProxyType(
    {
        Language.AR: msgid("{field}, in Arabic"),
        Language.FR: msgid("{field}, in French"),
        Language.EN: msgid("{field}, in English"),
    }
)


def field_words(t: Texts) -> dict[str, str]:
    """Every column of a guide's table with its words, those used most first. A text in languages stands there once
    without any (the letters of each cell decide) and once for each."""
    said: dict[str, str] = {}
    for name, words in _WORDS.items():
        said[name] = t(words)
        if name in _TRANSLATED:
            said |= {f"{name}_{language.value}": t(text, field=t(words)) for language, text in _IN.items()}
    return said


# Columns that end with a language.
_TRANSLATED = frozenset(
    (
        "title", "short_answer", "conditions", "documents", "steps", "place", "delay", "fee", "legal", "notes", "body",
        "signs", "say", "avoid", "role", "hours_note", "address", "access",
    )
)  # fmt: skip
