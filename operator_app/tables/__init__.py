"""The tables of every store, and the one way between their rows and the records of the domain."""
