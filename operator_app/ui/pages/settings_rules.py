"""What settings must be, beyond their types and bounds."""

from operator_app.i18n import Texts
from operator_app.settings import Settings

NUMBER = "{number}"


def wrong(settings: Settings, t: Texts) -> dict[str, str]:
    """The settings that cannot be kept, each with what to do, in the user's language."""
    found: dict[str, str] = {}
    if settings.language is None:
        found["language"] = t("Choose a language.")
    if not settings.body_name:
        found["body_name"] = t("Write the name of the body in one language at least: the greeting says it.")
    if settings.dial_command and NUMBER not in settings.dial_command:
        # Handed over as a value: the sentence itself holds braces.
        found["dial_command"] = t("Write {placeholder} where the number goes, or leave it empty.", placeholder=NUMBER)
    twice = sorted({line for line in settings.lines if settings.lines.count(line) > 1})
    if twice:
        found["lines"] = t("Each line once: {lines}", lines=t(", ").join(twice))
    return found
