"""What the program says, in the user's language."""

from operator_app.i18n.dates import Dates
from operator_app.i18n.texts import Texts, msgid

__all__ = ["Dates", "Texts", "msgid"]
