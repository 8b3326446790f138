"""From a draft to an edition by real keys: checks read first, conflicts, review, history."""

from dataclasses import replace

from operator_app.domain.direction import plain
from operator_app.domain.documents import Status
from operator_app.ui.actions import Do
from operator_app.ui.editing.publish_panel import How
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.review import ReviewPage
from tests.ui.editing.writing import Key, Supervisor, procedure, show


def test_serious_checks_hold_a_publication_back_until_they_are_read(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("fr.notes", " 01 234 567")
    supervisor.press(Key.Key_Return, control=True)
    assert page.panel.warning.isVisible()
    assert page.panel.read.hasFocus()
    supervisor.press(Key.Key_Return, control=True)
    assert supervisor.stored(shown.id).edition == shown.edition
    supervisor.press(Key.Key_Space)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("published", lambda: not page.session.publishing)
    supervisor.player.settle()
    assert supervisor.stored(shown.id).edition == shown.edition + 1


def test_a_conflict_shows_both_and_loses_nothing(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.notes", " كتابتي")
    desk = supervisor.program.desk
    body = procedure(shown)
    other = replace(shown, body=replace(body, fr=replace(body.fr, notes="Écrit ailleurs.")))
    desk.publishing.publish(other, shown.edition)
    supervisor.player.wait("told", page.conflict.isVisible)
    supervisor.publish()
    assert page.conflict.isVisible()
    assert page.conflict.both.hasFocus()
    assert supervisor.stored(shown.id).edition == shown.edition + 1
    text = plain(page.conflict.text.toPlainText())
    assert "كتابتي" in text
    assert "Écrit ailleurs." in text
    supervisor.press(Key.Key_Space)
    supervisor.publish()
    both = procedure(supervisor.stored(shown.id))
    assert both.ar.notes.endswith("كتابتي")
    assert both.fr.notes == "Écrit ailleurs."
    assert supervisor.stored(shown.id).edition == shown.edition + 2


def test_what_is_typed_while_it_is_published_goes_on_as_a_draft(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.notes", " أوّل")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.order()
    form = page.form
    assert form is not None
    form.focus_place("ar.notes")
    supervisor.player.type("!")
    supervisor.player.wait("published", lambda: not page.session.publishing)
    supervisor.player.settle()
    assert procedure(supervisor.stored(shown.id)).ar.notes.endswith("أوّل")
    draft = supervisor.program.desk.drafts.open(shown.id)
    assert draft is not None
    assert draft.base == shown.edition + 1
    assert "!" in procedure(draft.document).ar.notes
    supervisor.publish()
    assert supervisor.stored(shown.id).edition == shown.edition + 2


def test_review_by_a_second_person(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.fee", " 30 دينارًا")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.REVIEW)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("handed over", lambda: not page.session.publishing)
    desk, before = supervisor.program.desk, supervisor.program.window
    desk.preferences.change(replace(desk.preferences.now, operator_name="Amel"))
    supervisor.player.wait("new window", lambda: supervisor.program.window is not before)
    review = supervisor.menu(Do.REVIEW, ReviewPage)
    item = review.current()
    assert item is not None
    assert [change.place for change in item.changes] == ["ar.fee"]
    assert not review.own.isVisible()
    assert "30 دينارًا" in plain(review.comparison.toPlainText())
    review.send_back.click()
    assert review.text.hasFocus(), "sending back needs words"
    supervisor.type("متأكّد؟")
    review.comment.click()
    supervisor.player.settle()
    assert "متأكّد؟" in review.remarks.toPlainText()
    review.list.setFocus()
    supervisor.press(Key.Key_Return)
    assert review.approve.hasFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).edition == shown.edition + 1
    assert supervisor.stored(shown.id).updated_by == "Amel"
    assert review.empty.isVisible()


def test_an_urgent_edition_waits_in_the_review(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    page = supervisor.editor()
    supervisor.write("ar.fee", " 30")
    supervisor.press(Key.Key_Return, control=True)
    page.panel.how.choose(How.URGENT)
    supervisor.press(Key.Key_Return, control=True)
    supervisor.player.wait("published", lambda: not page.session.publishing)
    review = supervisor.menu(Do.REVIEW, ReviewPage)
    item = review.current()
    assert item is not None
    assert (item.id, item.draft) == (shown.id, None)
    review.approve.setFocus()
    supervisor.press(Key.Key_Space)
    assert review.empty.isVisible()


def test_history_compares_restores_and_withdraws(supervisor: Supervisor) -> None:
    shown = show(supervisor, "مضمون")
    supervisor.press(Key.Key_E, control=True)
    supervisor.editor()
    supervisor.write("ar.fee", " 30 دينارًا")
    supervisor.publish()
    show(supervisor, "مضمون ولادة")
    history = supervisor.menu(Do.HISTORY, HistoryPage)
    assert [entry.id for entry in history.list.entries()] == ["2", "1"]
    assert "30 دينارًا" in plain(history.comparison.toPlainText())
    history.list.setFocus()
    supervisor.press(Key.Key_Down)
    history.restore.setFocus()
    supervisor.press(Key.Key_Space)
    assert supervisor.stored(shown.id).body == shown.body
    assert supervisor.stored(shown.id).edition == 3
    history.withdraw.click()
    assert history.reason.hasFocus(), "withdrawing needs a reason"
    supervisor.type("ألغي")
    history.withdraw.click()
    supervisor.player.settle()
    assert supervisor.stored(shown.id).status is Status.WITHDRAWN
    assert supervisor.stored(shown.id).withdrawn_reason == "ألغي"
