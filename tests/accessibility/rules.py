"""What must hold of everything that shows: names, roles, descriptions, order, reach. Each rule gives its faults."""

from collections.abc import Sequence
from itertools import pairwise

from tests.accessibility.eyes import Node, Tree

CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "text", "password text", "spin button", "list",
    "table", "link", "slider", "combo box", "page tab", "tree", "tree table",
}  # fmt: skip
READ = {"label", "document text", "document frame", "filler", "panel"}
ROWS = {"list item", "table cell", "table column header", "table row header", "menu item", "check menu item"}
# No tree views (screen readers lose the focus in them); a combo box cannot be changed through the interface.
UNWANTED = {"tree", "tree table", "combo box", "unknown", "invalid"}
# The line between two halves: Qt gives it no role. It takes no focus.
_DIVIDER = "qt_splithandle_"
# Where something is written: a label in sight is tied to it ("labelled by"), so that it is not its name alone that
# tells a braille reader or somebody who sees a little what belongs there.
LABELLED = {"text", "password text", "spin button"}
# What stands in them while they are empty is their label in sight.
ALONE = {"search", "call-note"}
_WITHIN = {"text", "spin button"}
_SAME_ROW_PX = 12


def faults(tree: Tree) -> list[str]:
    """Everything wrong with what shows, whatever the keyboard does."""
    found: list[str] = []
    for node in tree:
        found += _of_name(node) + _of_role(node, tree)
    return found + _twins(tree)


def _of_name(node: Node) -> list[str]:
    found = []
    named = node.name.strip()
    if (node.has("FOCUSABLE") or node.role in CONTROLS | ROWS) and not any(one.isalnum() for one in named):
        found.append(f"has no name: {node} {node.path}")
    if named and node.description.strip().casefold() == named.casefold():
        found.append(f"says its name twice, as description too: {node}")
    if node.role == "label" and not named:
        found.append(f"an empty label shows: {node}")
    if any(one in node.name + node.description for one in "\u2066\u2067\u2068\u2069\u200e\u200f"):
        found.append(f"speaks marks of direction: {node}")
    if node.role in LABELLED and node.identifier not in ALONE and node.has("SENSITIVE") and not node.labels:
        found.append(f"no label is tied to it: {node}")
    return found


def _of_role(node: Node, tree: Tree) -> list[str]:
    found = []
    if node.role in UNWANTED and not node.identifier.endswith(_DIVIDER):
        found.append(f"has a role that is of no use: {node}")
    if node.has("FOCUSABLE") and node.role not in CONTROLS | READ | ROWS:
        found.append(f"takes the focus and is no control: {node}")
    if node.role in ("radio button", "check box") and not node.has("CHECKABLE"):
        found.append(f"does not say that it can be checked: {node}")
    if node.role in ("push button", "check box", "radio button") and node.has("SENSITIVE") and not node.actions:
        found.append(f"has no action: {node}")
    if node.role == "table" and not any(one.role == "table column header" for one in tree.children(node)):
        found.append(f"has no column headers: {node}")
    return found


def _twins(tree: Tree) -> list[str]:
    """Two controls that a listener cannot tell apart."""
    seen: set[tuple[str, str, str]] = set()
    found = []
    for node in tree:
        if node.has("FOCUSABLE") and node.role in CONTROLS and node.name:
            sound = (node.role, node.name, node.description)
            if sound in seen:
                found.append(f"sounds like another one: {node}")
            seen.add(sound)
    return found


def wanted_stops(tree: Tree) -> list[Node]:
    """What Tab has to reach: every control that is enabled, and all else that takes the focus; of a set of radio
    buttons one, of a list or table itself."""
    wanted: list[Node] = []
    groups: set[str] = set()
    for node in tree:
        inside = tree.get(node.parent)
        if node.role in ROWS or (inside is not None and inside.role in _WITHIN) or not node.has("SENSITIVE"):
            continue
        if node.role == "radio button":
            if node.parent in groups:
                continue
            groups.add(node.parent)
        if node.role in CONTROLS or node.has("FOCUSABLE"):
            wanted.append(node)
    return wanted


def unreached(tree: Tree, stops: Sequence[str]) -> list[str]:
    """Controls that Tab did not come to; `stops` are the paths where the focus was."""
    reached = set(stops)
    for path in stops:
        node = tree.get(path)
        if node is not None:
            reached |= {one.path for one in tree.above(node)} if node.role in ROWS else set()
            radios = [one for one in tree.siblings(node) if one.role == node.role == "radio button"]
            reached |= {one.path for one in radios}
    return [f"Tab does not reach it: {node}" for node in wanted_stops(tree) if node.path not in reached]


def disorder(tree: Tree, stops: Sequence[str], *, right_to_left: bool, columns: int) -> list[str]:
    """Steps against the reading order. In a round of Tab one step back is allowed for each column that is read on its
    own: from the end of it to the beginning of the next."""
    nodes = [node for path in stops if (node := tree.get(path)) is not None]
    back = [(a, b) for a, b in pairwise([*nodes, *nodes[:1]]) if _before(b, a, right_to_left=right_to_left)]
    return [f"Tab goes back from {a} to {b}" for a, b in back] if len(back) > columns else []


def _before(first: Node, second: Node, *, right_to_left: bool) -> bool:
    """Whether the first one is read before the second: above it, or on the same row nearer the side of the start."""
    (x1, y1, w1, h1), (x2, y2, w2, h2) = first.box, second.box
    if abs((y1 + h1 // 2) - (y2 + h2 // 2)) < max(_SAME_ROW_PX, min(h1, h2) // 2):
        return x1 + w1 > x2 + w2 if right_to_left else x1 < x2
    return y1 + h1 <= y2 + _SAME_ROW_PX
