"""Builds what people install, into `dist/`: `python3 installer package`.

Runs in an environment of its own (`build/environment`: the program's lock and `lock-package.txt`), as
`python -m installer.packaging CHECKOUT OUT`. `product` says what is built, `collecting` what the program needs that no
import shows, `freezing` makes the folder that runs without Python, and `debian`, `archive` and `windows` wrap it.
`parts` lists every part with its licence, `bill` writes them as CycloneDX.
"""
