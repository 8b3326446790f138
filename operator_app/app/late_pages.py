"""Pages that are imported only when they are opened: most posts never edit the guide. As `late`, for what needs Qt."""

import importlib
from collections.abc import Callable
from typing import Protocol, cast

from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.joined import Joined
from operator_app.ui.page import Page


class Editing(Protocol):
    """What `operator_app.app.editing` offers: the page of an action of supervisors."""

    def page(self, do: Do, context: UiContext, joined: Joined) -> Page: ...


class Managing(Protocol):
    """What `operator_app.app.managing` offers: the page of an action of management; `dial` rings a number."""

    def page(self, do: Do, context: UiContext, joined: Joined, dial: Callable[[str], None]) -> Page: ...


def managing() -> Managing:
    return cast(Managing, importlib.import_module("operator_app.app.managing"))


def editing() -> Editing:
    return cast(Editing, importlib.import_module("operator_app.app.editing"))
