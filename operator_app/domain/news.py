"""News that each operator must acknowledge (circular, R5)."""

from dataclasses import dataclass, field

from operator_app.domain.languages import Text

# More than this is not read between two calls.
LINES = 3


@dataclass(frozen=True, slots=True)
class News:
    """Three lines at most. `articles` are the ids of the documents that it changes; its expiry is the seal's
    `valid_until`."""

    title: Text
    text: Text = field(default_factory=Text)
    articles: tuple[str, ...] = ()
    must_acknowledge: bool = True
