"""Rules W1 to W7, N0 to N2, I1 and I2 of UAX #9, on one isolating run sequence."""

import unicodedata
from collections.abc import Sequence

_NEUTRAL = frozenset(("B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"))
_ISOLATES = frozenset(("FSI", "LRI", "RLI", "PDI"))
_AS_R = frozenset(("R", "EN", "AN"))
MAX_OPEN_BRACKETS = 63

# Opening brackets of BidiBrackets.txt (Unicode 15.0); "first-last" where the closing one is not the next code point.
_OPENING = (
    "0028 005B-005D 007B-007D 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5"
    " 27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D-2990 298F-298E 2991 2993 2995 2997 29D8 29DA 29FC 2E22"
    " 2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014 3016 3018 301A FE59 FE5B FE5D FF08 FF3B-FF3D"
    " FF5B-FF5D FF5F FF62"
)


def _bracket_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in _OPENING.split():
        first, _, last = entry.partition("-")
        opening = int(first, 16)
        pairs[chr(opening)] = chr(int(last, 16) if last else opening + 1)
    return pairs


CLOSING_OF = _bracket_pairs()
CLOSING = frozenset(CLOSING_OF.values())


def resolve_sequence(
    types: list[str], chars: Sequence[str], classes: Sequence[str], level: int, sos: str, eos: str
) -> list[int]:
    """The levels of one sequence. `types` are the classes after overrides, `classes` the original ones."""
    _marks_and_letters(types, sos)
    _separators(types)
    _terminators(types)
    _latin_numbers(types, sos)
    _brackets(types, chars, classes, level, sos)
    _neutrals(types, level, sos, eos)
    odd = level & 1
    return [level + _rise(name, odd) for name in types]


def _rise(name: str, odd: int) -> int:
    """Rules I1 and I2."""
    if odd:
        return 0 if name == "R" else 1
    return {"R": 1, "AN": 2, "EN": 2}.get(name, 0)


def _marks_and_letters(types: list[str], sos: str) -> None:
    """W1 (marks take what they stand on), W2 (numbers after Arabic letters), W3 (Arabic letters are R)."""
    previous, strong = sos, sos
    for index, name in enumerate(types):
        if name == "NSM":
            name = "ON" if previous in _ISOLATES else previous
        previous = name
        if name in ("L", "R", "AL"):
            strong = name
        elif name == "EN" and strong == "AL":
            name = "AN"
        types[index] = name
    # W3 waits for W2: "AL" is looked back at above.
    types[:] = ["R" if name == "AL" else name for name in types]


def _separators(types: list[str]) -> None:
    """W4: one separator between two numbers of a kind belongs to them."""
    for index in range(1, len(types) - 1):
        name, before, after = types[index], types[index - 1], types[index + 1]
        if before == after and ((name == "ES" and before == "EN") or (name == "CS" and before in ("EN", "AN"))):
            types[index] = before


def _terminators(types: list[str]) -> None:
    """W5 and W6: terminators beside a European number belong to it, what is left is neutral."""
    index = 0
    while index < len(types):
        if types[index] != "ET":
            index += 1
            continue
        stop = index
        while stop < len(types) and types[stop] == "ET":
            stop += 1
        beside = (index > 0 and types[index - 1] == "EN") or (stop < len(types) and types[stop] == "EN")
        types[index:stop] = ["EN" if beside else "ON"] * (stop - index)
        index = stop
    types[:] = ["ON" if name in ("ES", "CS") else name for name in types]


def _latin_numbers(types: list[str], sos: str) -> None:
    """W7: numbers after Latin letters are left to right."""
    strong = sos
    for index, name in enumerate(types):
        if name in ("L", "R"):
            strong = name
        elif name == "EN" and strong == "L":
            types[index] = "L"


def _canonical(char: str) -> str:
    """The angle brackets U+2329 and U+232A are the same as U+3008 and U+3009."""
    return unicodedata.normalize("NFC", char)


def _pairs(types: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: the bracket pairs, by where they open."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(chars):
        if types[index] != "ON":
            continue
        if char in CLOSING_OF:
            if len(open_) == MAX_OPEN_BRACKETS:
                return []
            open_.append((_canonical(CLOSING_OF[char]), index))
        elif char in CLOSING:
            wanted = _canonical(char)
            for depth in range(len(open_) - 1, -1, -1):
                if open_[depth][0] == wanted:
                    pairs.append((open_[depth][1], index))
                    del open_[depth:]
                    break
    return sorted(pairs)


def _strong(name: str) -> str:
    return "R" if name in _AS_R else name if name == "L" else ""


def _brackets(types: list[str], chars: Sequence[str], classes: Sequence[str], level: int, sos: str) -> None:
    """N0: the two brackets of a pair go the same way."""
    embedding = "R" if level & 1 else "L"
    for first, last in _pairs(types, chars):
        inside = {_strong(name) for name in types[first + 1 : last]} - {""}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            before = next((_strong(name) for name in reversed(types[:first]) if _strong(name)), sos)
            direction = before if before != embedding else embedding
        for position in (first, last):
            types[position] = direction
            _marks_after(types, classes, position, direction)


def _marks_after(types: list[str], classes: Sequence[str], position: int, direction: str) -> None:
    """Marks that stood on a bracket (W1) follow it."""
    index = position + 1
    while index < len(types) and classes[index] == "NSM":
        types[index] = direction
        index += 1


def _neutrals(types: list[str], level: int, sos: str, eos: str) -> None:
    """N1 and N2: neutrals between two of a kind follow them, else the embedding."""
    embedding = "R" if level & 1 else "L"
    index = 0
    while index < len(types):
        if types[index] not in _NEUTRAL:
            index += 1
            continue
        stop = index
        while stop < len(types) and types[stop] in _NEUTRAL:
            stop += 1
        before = _strong(types[index - 1]) if index else sos
        after = _strong(types[stop]) if stop < len(types) else eos
        types[index:stop] = [before if before == after else embedding] * (stop - index)
        index = stop
