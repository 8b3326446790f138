"""From a telephone, whatever kind it is, to the strip of the window: rings in, never the focus."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from operator_app.app.late import Telephone, telephone
from operator_app.app.messages import Message
from operator_app.desk import Desk
from operator_app.domain.calls import Ring
from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem
from operator_app.settings import Settings, TelephoneSource
from operator_app.telephony.events import Answered, Ended, Linked, PhoneEvent, Rang
from operator_app.telephony.rings import Rings, line_name
from operator_app.ui.window import Window

# A flood of rings is painted at most so often.
_PAINT_MS = 60
_EXPIRY_MS = 20_000
_OWN = ("telephone", "telephone_address", "telephone_login", "telephone_extension")
_BY_COMMAND = "command "


class TelephoneLink(QObject):
    """Keeps the calls that ring while windows come and go. Lives on the GUI thread; `post` brings work there."""

    def __init__(
        self,
        desk: Desk,
        window: Callable[[], Window | None],
        post: Callable[[Callable[[], None]], None],
        tell: Callable[[Problem], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._window = window
        self._post = post
        self._tell = tell
        self._rings = Rings.none()
        self._listened: Telephone | None = None
        self.up = False
        self._settings = desk.preferences.now
        self._paint = QTimer(self)
        self._paint.setSingleShot(True)
        self._paint.setInterval(_PAINT_MS)
        self._paint.timeout.connect(self._show)
        self._expiry = QTimer(self)
        self._expiry.setInterval(_EXPIRY_MS)
        self._expiry.timeout.connect(self._expire)

    def start(self) -> None:
        """Listen to the telephone that the settings name; a setting that cannot work is told."""
        self._settings = self._desk.preferences.now
        try:
            self._listened = telephone(self._settings, lambda event: self._post(lambda: self.hear(event)))
        except Problem as problem:
            self._tell(problem)
            return
        if self._listened is not None:
            self._listened.start()

    def close(self) -> None:
        """Hear nothing any more; every thread has ended when this returns."""
        self._paint.stop()
        self._expiry.stop()
        if self._listened is not None:
            self._listened.close()
            self._listened = None

    def settings_changed(self, now: Settings) -> None:
        """Another telephone, or another address: listen there."""
        if any(getattr(now, name) != getattr(self._settings, name) for name in _OWN):
            self.close()
            self._rings.clear()
            self._show()
            self.start()

    def join(self, window: Window) -> None:
        """A new window goes on where the one before was."""
        window.ring_taken.connect(self._taken)
        if len(self._rings):
            self._paint.start()

    def message(self, message: Message) -> None:
        """From `operator-app ring`. Whatever else it holds is dropped."""
        if self._settings.telephone is TelephoneSource.NONE:
            return
        number, line = clean(message.get("number", "")), clean(message.get("line", ""))
        id = f"{_BY_COMMAND}{number} {line}"
        if message.get("do") == "ring":
            self.hear(Rang(id, number, line))
        elif number or line:
            self.hear(Ended(id))
        else:
            self._end_all(by_command=True)

    def hear(self, event: PhoneEvent) -> None:
        """What a telephone told."""
        match event:
            case Rang():
                line = line_name(self._settings.lines, event.line)
                if self._rings.begin(Ring(event.number, line, self._desk.now(), event.id)):
                    self._repaint()
            case Answered():
                self._answered(event.id)
            case Ended():
                self._ended(event.id)
            case Linked(problem):
                self.up = not problem
                if problem:
                    self._end_all(by_command=False)
                    self._tell(Problem(problem))

    def _answered(self, id: str) -> None:
        if self._rings.change(id, lambda ring: replace(ring, answered_at=ring.answered_at or self._desk.now())):
            self._repaint()

    def _ended(self, id: str) -> None:
        window = self._window()
        if self._rings.end(id):
            self._repaint()
        elif window is not None:
            window.telephone_ended(id)

    def _end_all(self, *, by_command: bool) -> None:
        for id in self._rings.ids():
            if id.startswith(_BY_COMMAND) is by_command:
                self._rings.end(id)
        self._repaint()

    def _taken(self, ring: Ring) -> None:
        self._rings.end(ring.id)
        self._repaint()

    def _expire(self) -> None:
        before = len(self._rings)
        self._rings.expire(self._desk.now())
        if len(self._rings) != before:
            self._repaint()

    def _repaint(self) -> None:
        if not self._paint.isActive():
            self._paint.start()

    def _show(self) -> None:
        window = self._window()
        if window is not None:
            window.show_ring(self._rings.first)
        if len(self._rings):
            self._expiry.start()
        else:
            self._expiry.stop()
