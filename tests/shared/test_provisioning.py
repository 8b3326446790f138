"""Making a database, people, publishing, events: the server's own side."""

from .conftest import Database


def test_people_come_in_as_who_they_are(database: Database) -> None:
    connection = database.connect("salma")
    assert connection.person.role.value == "supervisor"
    page = connection.pull(0)
    assert page.complete
    connection.close()
