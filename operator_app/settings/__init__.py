"""Settings: each declared once; the dialog and the documentation are made from the declaration."""

from operator_app.settings.declared import (
    GROUPS,
    Declaration,
    Group,
    Settings,
    Sounded,
    Spoken,
    TelephoneSource,
    Theme,
    declarations,
)
from operator_app.settings.file import SettingsFile
from operator_app.settings.keeping import kept

__all__ = [
    "GROUPS",
    "Declaration",
    "Group",
    "Settings",
    "SettingsFile",
    "Sounded",
    "Spoken",
    "TelephoneSource",
    "Theme",
    "declarations",
    "kept",
]
