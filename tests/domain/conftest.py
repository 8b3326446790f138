"""Invented examples (hypothesis) on a machine that others use too: no example has to be quick."""

from hypothesis import settings

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")
