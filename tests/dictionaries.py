"""Tiny Hunspell dictionaries."""

from pathlib import Path


def write_dictionary(folder: Path, name: str, *words: str) -> None:
    """A dictionary that knows these words and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding="utf-8")
