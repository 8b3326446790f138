"""The English sources in the code: what the translations must hold."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from operator_app.settings import GROUPS, declarations
from operator_app.ui.actions import ACTIONS, MENUS

PACKAGE = Path(__file__).resolve().parents[2] / "operator_app"


@dataclass(frozen=True)
class Source:
    """A sentence to translate and where it stands; `plural` is empty for a single form."""

    text: str
    where: str
    plural: str = ""


def sources() -> list[Source]:
    """Every `t("…")`, `t.count("…", "…", n)` and `msgid("…")` of the code, and what tables declare."""
    found = [source for file in sorted(PACKAGE.rglob("*.py")) for source in _of_file(file)]
    found += [Source(text, "actions") for action in ACTIONS for text in (action.label, action.help)]
    found += [Source(text, "menus") for text in MENUS.values()]
    found += [Source(text, "groups") for text in GROUPS.values()]
    found += [Source(text, "settings") for one, _ in declarations() for text in (one.label, one.help) if text]
    return found


def _of_file(file: Path) -> Iterator[Source]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or any(k.arg == "context" for k in node.keywords):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        where = f"{file.relative_to(PACKAGE)}:{node.lineno}"
        name = _name(node.func)
        if name == "count" and len(texts) == 2 and len(node.args) == 3:
            yield Source(texts[0], where, texts[1])
        elif name in ("t", "msgid") and texts:
            yield Source(texts[0], where)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
