"""Every problem that reading and writing files can raise has its sentence in each language."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import operator_app.exchange
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.i18n import Texts
from operator_app.paths import shipped

_PACKAGE = Path(operator_app.exchange.__file__).parent


def _raised() -> dict[str, set[str]]:
    """Code → names of its details, as the source has them."""
    found: dict[str, set[str]] = {}
    for file in _PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found.setdefault(code.value, {keyword.arg or "" for keyword in node.keywords})
    return found


@pytest.mark.parametrize("language", list(Language))
def test_every_problem_has_a_sentence_that_its_details_fill(language: Language) -> None:
    texts = Texts(language, shipped("resources") / "translations")
    for code, details in _raised().items():
        sentence = texts(code, context="problem")
        assert sentence != code, (language, code)
        named = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert named <= details, (language, code, named - details)
        told = texts.problem(Problem(code, **dict.fromkeys(details, "x")))
        # Only the blanks of greetings are named with their braces.
        assert "{" not in re.sub(r"\{(body|operator|line)?\s*\}", "", told)
