"""The update after the end of a finished PDF."""

from operator_app.sheets.update import Update


def test_an_identity_of_any_bytes_comes_back_as_it_was() -> None:
    """A base file's /ID is random bytes; pikepdf writes some of them as a string instead of hexadecimal digits."""
    identity = bytes(range(128, 256))
    update = Update(start=100, next_number=7)
    update.add(update.reserve(), b"<</Type/Catalog>>")
    written = update.finish(50, "/Root 7 0 R/ID [(" + identity.decode("latin-1") + ")]")
    assert identity in written
