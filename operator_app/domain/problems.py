"""What can go wrong in a way that a person can mend.

A `Problem` is not a bug: it carries a code and its details, and the screen makes the sentence in
the user's language (`resources/translations/*/problems.po`, one entry per code).
"""


class Problem(Exception):
    """A known error with a remedy. `code` names the sentence, `details` fill its {placeholders}."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code
