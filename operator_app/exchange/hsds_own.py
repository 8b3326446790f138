"""The attribute that holds a document of ours in an HSDS package (see `own`)."""

from operator_app.domain.documents import Document
from operator_app.exchange.hsds_tables import Record, hsds_id
from operator_app.exchange.own import Own, own_from, own_text

LINK_TYPE = "operator-app"
TAXONOMY_ID = hsds_id("taxonomy")
TERM_ID = hsds_id("taxonomy", "document")
GUIDE_ID = hsds_id("guide")
TAXONOMY: Record = {
    "id": TAXONOMY_ID,
    "name": "operator-app",
    "description": "What the switchboard operator's guide holds beyond HSDS.",
    "version": "1",
}
TERM: Record = {
    "id": TERM_ID,
    "code": "document",
    "name": "Document of the operator's guide",
    "description": "The whole document as JSON, with a fingerprint of the HSDS rows made from it.",
    "taxonomy": "operator-app",
    "language": "en",
    "taxonomy_id": TAXONOMY_ID,
}
# Services need an organization; this one stands for the body where a procedure has no contact.
GUIDE: Record = {"id": GUIDE_ID, "name": "دليل الموزّع الهاتفي", "description": "Guide of the switchboard operator."}


def own_attribute(document: Document, entity: str, digest: str) -> Record:
    """The attribute of the HSDS row in the table `entity` that a document became."""
    name = document.external_id or document.id
    return {
        "id": hsds_id(name, "attribute"),
        "link_id": hsds_id(name),
        "taxonomy_term_id": TERM_ID,
        "link_type": LINK_TYPE,
        "link_entity": entity,
        "value": own_text(document, digest),
    }


def own_of(attribute: Record) -> Own | None:
    """What an attribute of ours tells; None for another's, or one that was damaged."""
    return own_from(attribute.get("value", "")) if attribute.get("taxonomy_term_id") == TERM_ID else None
