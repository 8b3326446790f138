"""How a page reaches others without knowing the window."""

from collections.abc import Callable
from dataclasses import dataclass

from operator_app.ui.actions import Do
from operator_app.ui.page import Page


@dataclass(frozen=True, slots=True)
class Joined:
    """`open_page` brings up another page (None once the window is gone), `open_article` shows a document on the
    desk."""

    open_page: Callable[[Do], Page | None]
    open_article: Callable[[str], None]
