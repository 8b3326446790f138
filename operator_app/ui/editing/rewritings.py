"""Undo and redo of a whole form. Documents are immutable, so what was written before is simply kept."""

from dataclasses import dataclass, replace

from operator_app.domain.documents import Document

_MOST = 1000


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One step: the document before and after, and the place that changed."""

    before: Document
    after: Document
    place: str


class Rewritings:
    """The steps behind and ahead. Letters typed one after the other in one field are one step, a word at a time."""

    def __init__(self) -> None:
        self._behind: list[Rewriting] = []
        self._ahead: list[Rewriting] = []
        self._joining = False

    @property
    def can_undo(self) -> bool:
        return bool(self._behind)

    @property
    def can_redo(self) -> bool:
        return bool(self._ahead)

    def add(self, step: Rewriting, *, ends_word: bool = True) -> None:
        """A person wrote; `ends_word` closes the step (a blank, a choice, something picked)."""
        self._ahead.clear()
        last = self._behind[-1] if self._behind else None
        if self._joining and last is not None and last.place == step.place:
            self._behind[-1] = replace(last, after=step.after)
        else:
            self._behind.append(step)
            del self._behind[:-_MOST]
        self._joining = not ends_word

    def close_step(self) -> None:
        """What comes next is a step of its own, also in the word that is being typed."""
        self._joining = False

    def undo(self) -> Rewriting | None:
        """The step that is taken back: show its `before`."""
        self._joining = False
        if not self._behind:
            return None
        step = self._behind.pop()
        self._ahead.append(step)
        return step

    def redo(self) -> Rewriting | None:
        """The step that is done again: show its `after`."""
        self._joining = False
        if not self._ahead:
            return None
        step = self._ahead.pop()
        self._behind.append(step)
        return step


def ends_word(before: object, after: object) -> bool:
    """Whether a change closes a step of undo: anything but one letter more or less inside a word."""
    if not isinstance(before, str) or not isinstance(after, str):
        before, after = _joined(before), _joined(after)
    if before is None or after is None or abs(len(after) - len(before)) != 1:
        return True
    longer, shorter = (after, before) if len(after) > len(before) else (before, after)
    start = next((place for place, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[start].isspace()


def _joined(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return None
