"""The greeting of this moment and the phrases of the bank, filled in."""

from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Context
from operator_app.domain.documents import Document, Kind
from operator_app.domain.greetings import Greeting, Moment, Purpose, choose, fill
from operator_app.domain.hours import Regime
from operator_app.domain.languages import Language
from operator_app.domain.moments import local

NOON = 12
# The regime of the body itself, by the external id that the starter guide gives it.
OFFICE_REGIME = "r-administration"


class GreetingsDesk:
    def __init__(self, context: Context, contacts: ContactsDesk) -> None:
        self._context = context
        self._contacts = contacts

    def greeting(self, language: Language, line: str = "") -> str:
        """What to say on picking up, in this language, filled with body, operator and line; empty when none fits."""
        return self._say(Purpose.GREETING, language, line)

    def phrases(self, language: Language, line: str = "") -> list[tuple[Purpose, str]]:
        """The phrases of the bank that have a text in this language."""
        said = ((purpose, self._say(purpose, language, line)) for purpose in Purpose if purpose is not Purpose.GREETING)
        return [(purpose, text) for purpose, text in said if text]

    def scripts(self) -> list[Greeting]:
        """Every published script, unfilled."""
        return [d.body for d in self._context.documents.of_kind(Kind.GREETING) if isinstance(d.body, Greeting)]

    def values(self, language: Language, line: str = "") -> dict[str, str]:
        """What fills the placeholders of a script."""
        settings = self._context.preferences.now
        return {
            "body": settings.body_name.best(language)[0],
            "operator": settings.operator_name,
            "line": line,
        }

    def office(self) -> tuple[Document, Regime] | None:
        """The body's own opening hours."""
        regimes = [d for d in self._context.documents.of_kind(Kind.REGIME) if isinstance(d.body, Regime)]
        for document in sorted(regimes, key=lambda d: d.external_id != OFFICE_REGIME):
            if isinstance(document.body, Regime):
                return document, document.body
        return None

    def moments(self) -> tuple[Moment, ...]:
        """What this moment is, the most particular first."""
        now = local(self._context.now())
        calendar = self._contacts.calendar()
        office = self.office()
        found: list[Moment] = []
        if calendar.holiday(now.date()):
            found.append(Moment.HOLIDAY)
        if office and not calendar.opening(now, (), office[1]).open:
            found.append(Moment.CLOSED)
        if calendar.is_ramadan(now.date()):
            found.append(Moment.RAMADAN)
        found.append(Moment.MORNING if now.hour < NOON else Moment.AFTERNOON)
        return tuple(found)

    def _say(self, purpose: Purpose, language: Language, line: str) -> str:
        settings = self._context.preferences.now
        spoken = [script for script in self.scripts() if script.text.get(language)]
        chosen = choose(spoken, purpose, self.moments(), settings.body_type, line)
        if chosen is None:
            return ""
        return fill(chosen.text.get(language), self.values(language, line))
