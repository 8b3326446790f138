"""What a foreign format has no place for travels in one field of ours, so that our own files lose nothing.

The field holds the document as a bundle has it, and a fingerprint of what was written of it in the format's own
fields. Where those still have that fingerprint, the document comes back as it was; where another program changed them,
what they say is laid over it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from operator_app.domain.documents import Document, Kind
from operator_app.exchange.plain import Plain, plain_body, plain_seal


@dataclass(frozen=True, slots=True)
class Own:
    """A document of ours as the field tells it."""

    external_id: str
    kind: Kind
    body: Plain
    seal: Plain
    digest: str


def own_text(document: Document, digest: str) -> str:
    """The text of the field."""
    value = {
        "external_id": document.external_id or document.id,
        "kind": document.kind.value,
        "body": plain_body(document.body),
        "seal": plain_seal(document.seal),
        "digest": digest,
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def own_from(text: str) -> Own | None:
    """What the field tells; None for one that was damaged."""
    try:
        value = json.loads(text)
        external_id, kind = value["external_id"], Kind(value["kind"])
        body, seal, digest = value["body"], value["seal"], value["digest"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not (isinstance(external_id, str) and isinstance(body, dict) and isinstance(seal, dict)):
        return None
    return Own(external_id, kind, body, seal, str(digest))


def digest_of(lines: Iterable[str]) -> str:
    """A fingerprint that does not mind the order."""
    return sha256("\n".join(sorted(lines)).encode("utf-8", "replace")).hexdigest()


def laid_over(own: Own, changed: Plain) -> Plain:
    """Our body with what another program says over it, as far as it says anything new.

    Ours is richer: references, and texts that stand in another field there, stay as they are.
    """
    said = _texts(own.body)
    new = {key: value for key, value in changed.items() if not _texts(value) <= said}
    return _merged(own.body, {key: value for key, value in new.items() if key not in ("contacts", "keywords")})


def _merged(below: Mapping[str, object], above: Mapping[str, object]) -> Plain:
    merged: Plain = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _texts(value: object) -> set[str]:
    """Every text in a plain value."""
    if isinstance(value, Mapping):
        return set().union(*map(_texts, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()
