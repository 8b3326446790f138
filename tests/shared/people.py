"""The people of the tests' shared databases. Roles belong to the cluster, so every database of a server shares them."""

from operator_app.domain.people import Person, Role

PASSWORDS = "a password of tests, {login}"
ADMIN = Person("adel", "Adel", Role.ADMINISTRATOR)
PEOPLE: tuple[tuple[Person, str], ...] = (
    (Person("amira", "Amira", Role.OPERATOR), "tunis"),
    (Person("bilel", "Bilel", Role.OPERATOR), "tunis"),
    (Person("sonia", "Sonia", Role.OPERATOR), "sfax"),
    (Person("salma", "Salma", Role.SUPERVISOR), "tunis"),
    (Person("hedi", "Hedi", Role.SUPERVISOR), "sfax"),
)


def password(login: str) -> str:
    return PASSWORDS.format(login=login)
