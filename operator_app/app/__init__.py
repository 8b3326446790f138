"""The composition root: the window, the command line, and how the parts are put together."""
