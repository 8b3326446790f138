"""The parts of the editor: controls for each field, forms for each kind, checks, preview, undo."""
