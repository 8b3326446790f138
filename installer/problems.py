"""Obstacles that have a known way out."""

from __future__ import annotations

import errno

_KNOWN_ERRORS = {
    errno.ENOSPC: "The disk is full: free about 1 GB, then start again",
    errno.EDQUOT: "Your disk quota is used up: free about 1 GB, then start again",
    errno.EACCES: "There is no right to write here: use a checkout of your own or change its owner",
    errno.EPERM: "There is no right to write here: use a checkout of your own or change its owner",
    errno.EROFS: "This disk is read-only: copy the checkout to where you may write, then start again",
}


class Problem(Exception):
    """An obstacle that the person can remove; its text is one sentence that says how."""


def explained(error: OSError) -> str:
    """The sentence for an error of the operating system."""
    sentence = _KNOWN_ERRORS.get(error.errno or 0, f"The system refused: {error.strerror or error}")
    return f"{sentence} ({error.filename})." if error.filename else f"{sentence}."
