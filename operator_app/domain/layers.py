"""A body's own layer over a common article: what is particular there. The common text may be replaced by an update or
an import; the layer is a document of its own and stays."""

from dataclasses import dataclass, field

from operator_app.domain.languages import Text


@dataclass(frozen=True, slots=True)
class Layer:
    """`article` is the id of the procedure, tip or contact that it lies over. `contacts` are whom to refer to here,
    before those of the common text; `extension` is dialled inside the body."""

    article: str
    office: Text = field(default_factory=Text)
    hours: Text = field(default_factory=Text)
    extension: str = ""
    note: Text = field(default_factory=Text)
    contacts: tuple[str, ...] = ()
