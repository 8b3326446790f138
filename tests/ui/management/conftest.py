"""The pages of management, over the same desk and context as the other pages."""

from tests.ui.pages.conftest import clock, context, context_in, desk, enter, lanes, quiet, told

__all__ = ["clock", "context", "context_in", "desk", "enter", "lanes", "quiet", "told"]
