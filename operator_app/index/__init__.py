"""The search index: Whoosh holds it, our own ranking over memory-mapped arrays searches it (docs/search.md)."""

from operator_app.index.engine import Index

__all__ = ["Index"]
