"""Every setting, declared once: name, type, default, text."""

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum

from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast_light"
    CONTRAST_DARK = "contrast_dark"


class TelephoneSource(StrEnum):
    """How the window learns that a call rings."""

    COMMAND = "command"
    BARESIP = "baresip"
    ASTERISK = "asterisk"
    NONE = "none"


class Spoken(StrEnum):
    """How much a screen reader is told of what happens away from the focus."""

    FULL = "full"
    SHORT = "short"
    URGENT = "urgent"


class Sounded(StrEnum):
    """Which tones sound."""

    OFF = "off"
    RINGS = "rings"
    ALL = "all"


class Group(StrEnum):
    BODY = "body"
    OPERATOR = "operator"
    SCREEN = "screen"
    SPEECH = "speech"
    TONES = "tones"
    TARGETS = "targets"
    TELEPHONE = "telephone"
    SHARED = "shared"


# msgids of the group titles, in the order of the dialog.
GROUPS: dict[Group, str] = {
    Group.BODY: "The public body",
    Group.OPERATOR: "The operator",
    Group.SCREEN: "Screen",
    Group.SPEECH: "Speech",
    Group.TONES: "Short tones",
    Group.TARGETS: "Targets",
    Group.TELEPHONE: "Telephone",
    Group.SHARED: "Shared database",
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the dialog needs to know of a setting: `label` and `help` are msgids; bounds are of the number."""

    name: str
    group: Group
    label: str
    help: str = ""
    minimum: int = 0
    maximum: int = 0
    step: int = 1
    unit: str = ""


def _declare(group: Group, label: str, help: str = "", **bounds: int | str) -> dict[str, object]:
    return {"group": group, "label": label, "help": help, **bounds}


@dataclass(frozen=True)
class Settings:
    """The settings of a post, immutable: a change makes new ones. Units are in the field names."""

    language: Language | None = field(
        default=None, metadata=_declare(Group.SCREEN, "Language of the screen", "Arabic, French or English.")
    )
    theme: Theme = field(default=Theme.SYSTEM, metadata=_declare(Group.SCREEN, "Theme"))
    text_percent: int = field(
        default=100,
        metadata=_declare(Group.SCREEN, "Text size", minimum=100, maximum=200, step=10, unit="%"),
    )
    body_name: Text = field(
        default_factory=Text,
        metadata=_declare(Group.BODY, "Name of the body", "Said in the greeting, printed on the sheets."),
    )
    body_type: BodyType = field(default=BodyType.ANY, metadata=_declare(Group.BODY, "Kind of body"))
    lines: tuple[str, ...] = field(
        default=(),
        metadata=_declare(Group.BODY, "Lines", "One line of the switchboard a row, as you call it."),
    )
    our_words: tuple[str, ...] = field(
        default=(),
        metadata=_declare(
            Group.BODY,
            "Our words",
            "What the spell check lets pass, one word a row: one list for all who edit the guide.",
        ),
    )
    dictionary_folder: str = field(
        default="",
        metadata=_declare(
            Group.BODY,
            "Folder of the dictionaries",
            "Files of Hunspell for the spell check, such as fr.aff and fr.dic; empty: those of the system.",
        ),
    )
    operator_name: str = field(
        default="", metadata=_declare(Group.OPERATOR, "Your name", "Said in the greeting and written in the log.")
    )
    supervisor: bool = field(
        default=True,
        metadata=_declare(
            Group.OPERATOR, "This post may edit the guide", "On a shared database the database decides instead."
        ),
    )
    spoken: Spoken = field(
        default=Spoken.FULL,
        metadata=_declare(
            Group.SPEECH, "How much a screen reader is told", "Results, what was kept, marks of the timer."
        ),
    )
    own_voice: bool = field(
        default=False,
        metadata=_declare(
            Group.SPEECH,
            "Speak with a voice of this program",
            "For a post without a screen reader. Shift+F3 reads the short answer, Shift+F4 goes on, Shift+F5 stops.",
        ),
    )
    speech_percent: int = field(
        default=100,
        metadata=_declare(Group.SPEECH, "Speed of the voice", minimum=50, maximum=300, step=10, unit="%"),
    )
    speech_voice: str = field(
        default="",
        metadata=_declare(Group.SPEECH, "Voice", "Its name as the system lists it; empty: the one of the language."),
    )
    speech_device: str = field(
        default="",
        metadata=_declare(
            Group.SPEECH,
            "Sound device of the voice",
            "The device of your earphone, so that the caller does not hear the voice; empty: that of the system.",
        ),
    )
    tones: Sounded = field(
        default=Sounded.OFF,
        metadata=_declare(
            Group.TONES,
            "Which tones sound",
            "Rings sound between calls. Rings and results sound during calls too, beside speech. At first nothing"
            " sounds.",
        ),
    )
    tone_percent: int = field(
        default=40,
        metadata=_declare(Group.TONES, "Loudness of the tones", minimum=10, maximum=100, step=10, unit="%"),
    )
    tone_device: str = field(
        default="",
        metadata=_declare(
            Group.TONES, "Sound device of the tones", "That of your earphone, so that the caller does not hear them."
        ),
    )
    waiting_target_seconds: int = field(
        default=300,
        metadata=_declare(
            Group.TARGETS,
            "Longest waiting time",
            "Circular no. 8 of 2020 asks for an answer in under five minutes.",
            minimum=5,
            maximum=3600,
            step=5,
            unit="s",
        ),
    )
    rings_target: int = field(
        default=5,
        metadata=_declare(
            Group.TARGETS, "Most rings", 'The "five minutes" may be meant as five rings.', minimum=1, maximum=60
        ),
    )
    # Chosen on a page of their own (`ui/keymap.py`): the key by the action's name, where it is not that of the table.
    keys: dict[str, str] = field(default_factory=dict)
    call_target_seconds: int = field(
        default=180,
        metadata=_declare(
            Group.TARGETS,
            "Quiet mark on the call timer",
            "The timer changes quietly at this length. It is never a personal target; 0 turns it off.",
            maximum=3600,
            step=30,
            unit="s",
        ),
    )
    dial_command: str = field(
        default="tel:{number}",
        metadata=_declare(
            Group.TELEPHONE,
            "How numbers are dialled",
            "An address such as tel:{number} or sip:{number}, or a program with {number} as one of its arguments.",
        ),
    )

    telephone: TelephoneSource = field(
        default=TelephoneSource.COMMAND,
        metadata=_declare(
            Group.TELEPHONE,
            "How a ringing call is told",
            "By the command operator-app ring, by baresip, by an Asterisk exchange, or not at all.",
        ),
    )
    telephone_address: str = field(
        default="",
        metadata=_declare(
            Group.TELEPHONE,
            "Address of the telephone program",
            "host:port of baresip or Asterisk; empty for this computer. Its password: operator-app telephone.",
        ),
    )
    telephone_login: str = field(default="", metadata=_declare(Group.TELEPHONE, "Login at the exchange"))
    telephone_extension: str = field(
        default="",
        metadata=_declare(Group.TELEPHONE, "Your extension", "Only calls that ring there are shown: 214, for example."),
    )

    shared_address: str = field(
        default="",
        metadata=_declare(
            Group.SHARED,
            "Address of the shared database",
            "postgresql://login@host/database, from your administrator; empty for a post alone. No password here.",
        ),
    )

    @property
    def ready(self) -> bool:
        """The first-run questions are answered."""
        return self.language is not None and bool(self.body_name)


def declarations() -> Iterator[tuple[Declaration, "Field[object]"]]:
    """Every setting that the dialog has, with its field, in its order."""
    with_control = [one for one in fields(Settings) if one.metadata]
    for item in sorted(with_control, key=lambda one: list(Group).index(one.metadata["group"])):
        yield Declaration(name=item.name, **item.metadata), item
