"""What every part of the screen is handed: no registry, no global."""

from dataclasses import dataclass, field

from operator_app.desk import Desk, Lanes
from operator_app.domain.languages import Language
from operator_app.i18n import Dates, Texts
from operator_app.ui.announcer import Announcer
from operator_app.ui.bridge import Bridge
from operator_app.ui.icons import Icons
from operator_app.ui.keymap import Keymap
from operator_app.ui.theme import Style
from operator_app.ui.tones import Tones
from operator_app.ui.voice import NoVoice, Voice


@dataclass(frozen=True, slots=True)
class UiContext:
    """The desk, the lanes and how this window speaks and looks. A change of language, theme or text size makes a new
    window with a new context over the same desk."""

    desk: Desk
    lanes: Lanes
    bridge: Bridge
    t: Texts
    dates: Dates
    style: Style
    icons: Icons
    announcer: Announcer
    voice: Voice = field(default_factory=NoVoice)
    tones: Tones = field(default_factory=Tones)
    keys: Keymap = field(default_factory=lambda: Keymap({}))

    @property
    def language(self) -> Language:
        return self.t.language
