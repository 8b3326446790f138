"""Sets the program up from a bare checkout and starts it: `python3 installer run`.

Standard library only. `cli` reads the command line, `commands` are what it can do, `preparation` brings the checkout to
where a command can start, with `system` (Debian packages), `environment` (the folder `.venv`), `stamp` (what it holds)
and `downloads` (pip). `machine` and `shell` are the outside world, which the tests replace.
"""
