"""Two texts side by side, each changed word marked by its form and not by colour alone."""

from collections.abc import Sequence
from html import escape

from operator_app.domain.comparing import Change, FieldChange, Piece
from operator_app.domain.languages import Language
from operator_app.ui.article_html import isolate_runs
from operator_app.ui.context import UiContext
from operator_app.ui.editing.form import label_of
from operator_app.ui.editing.specs import labels


def comparison_html(context: UiContext, changes: Sequence[FieldChange], before: str, after: str) -> str:
    """A table with a row a field: `before` and `after` are the names of the two texts. Nothing differs: a sentence."""
    if not changes:
        return f"<p>{escape(context.t('Nothing differs.'))}</p>"
    rtl = context.language.right_to_left
    columns = (before, after)
    head = "".join(f'<td width="50%"><b>{escape(name)}</b></td>' for name in (reversed(columns) if rtl else columns))
    rows = "".join(_row(context, change, label_of(context, change.place, labels(change.kind))) for change in changes)
    px = context.style.px
    direction = "rtl" if rtl else "ltr"
    return f'<table dir="{direction}" width="100%" cellpadding="{px(6)}" cellspacing="0"><tr>{head}</tr>{rows}</table>'


def in_words(context: UiContext, change: FieldChange) -> str:
    """The change as a sentence, for a screen reader and for lists."""
    t = context.t
    name = label_of(context, change.place, labels(change.kind))
    if not change.before:
        return t("{field}: new", field=name)
    if not change.after:
        return t("{field}: emptied", field=name)
    removed = " … ".join(piece.text.strip() for piece in change.pieces if piece.change is Change.REMOVED)
    added = " … ".join(piece.text.strip() for piece in change.pieces if piece.change is Change.ADDED)
    if removed and added:
        return t("{field}: “{old}” became “{new}”", field=name, old=removed, new=added)
    if removed:
        return t("{field}: without “{old}”", field=name, old=removed)
    return t("{field}: with “{new}”", field=name, new=added)


def _row(context: UiContext, change: FieldChange, name: str) -> str:
    colours = context.style.colours
    rtl = _right_to_left(change.place, context.language)
    sides = [_side(context, change.side(left_out), rtl=rtl) for left_out in (Change.ADDED, Change.REMOVED)]
    if context.language.right_to_left:
        sides.reverse()
    cells = "".join(f'<td width="50%" style="border-top:1px solid {colours.border}">{side}</td>' for side in sides)
    direction = "rtl" if context.language.right_to_left else "ltr"
    align = "right" if context.language.right_to_left else "left"
    heading = (
        f'<tr><td colspan="2" align="{align}"><p dir="{direction}" style="color:{colours.accent}; font-weight:600;'
        f' margin-top:{context.style.px(10)}px; margin-bottom:0">{escape(name)}</p></td></tr>'
    )
    return f"{heading}<tr>{cells}</tr>"


def _side(context: UiContext, pieces: Sequence[Piece], *, rtl: bool) -> str:
    text = "".join(_marked(context, piece, rtl=rtl) for piece in pieces)
    direction, align = ("rtl", "right") if rtl else ("ltr", "left")
    return f'<p dir="{direction}" align="{align}" style="margin:0">{text or "—"}</p>'


def _marked(context: UiContext, piece: Piece, *, rtl: bool) -> str:
    colours = context.style.colours
    text = escape(isolate_runs(piece.text) if rtl else piece.text, quote=False).replace("\n", "<br/>")
    if piece.change is Change.REMOVED:
        return (
            f'<span style="background:{colours.bad_ground}; color:{colours.bad};'
            f' text-decoration:line-through">{text}</span>'
        )
    if piece.change is Change.ADDED:
        return (
            f'<span style="background:{colours.good_ground}; color:{colours.good}; font-weight:600;'
            f' text-decoration:underline">{text}</span>'
        )
    return text


def _right_to_left(place: str, screen: Language) -> bool:
    """A field runs in the direction of its own language, else in that of the screen's."""
    spoken = [part for part in place.split(".") if part in list(Language)]
    return (Language(spoken[0]) if spoken else screen).right_to_left
