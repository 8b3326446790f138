"""WeasyPrint beside our own printing: run by `sheets.py --weasyprint PYTHON`, in the environment where WeasyPrint is.

    PYTHON sheets_weasyprint.py FONTS OUT.pdf PAGE.html…

One PDF for each page of HTML; prints what `sheets.py` prints. Standard library and WeasyPrint only.
"""

import resource
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

STYLE = """
@font-face {{ font-family: Plex; src: url({font}) }}
@page {{
  size: A4; margin: 20mm 16mm;
  @bottom-center {{ content: counter(page) " / " counter(pages); font: 8pt Plex }}
}}
body {{ font: 10.5pt Plex; }}
.sheet {{ break-after: page }}
"""


class _Document(Protocol):
    def write_pdf(self, target: str) -> None: ...


class _WeasyPrint(Protocol):
    __version__: str
    HTML: Callable[..., _Document]


def main() -> int:
    try:
        weasyprint = cast(_WeasyPrint, import_module("weasyprint"))
    except ImportError as error:
        print(f"WeasyPrint is not there: {error}")
        return 1
    fonts, out, *pages = map(Path, sys.argv[1:])
    style = STYLE.format(font=(fonts / "IBMPlexSansArabic-Regular.ttf").as_uri())
    for number, page in enumerate(pages):
        html = f"<html><style>{style}</style><body>{page.read_text(encoding='utf-8')}</body></html>"
        wall, cpu = time.perf_counter(), time.process_time()
        weasyprint.HTML(string=html).write_pdf(str(out))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        said = "no QR code, contents or index" if number == 0 else ""
        name = f"WeasyPrint {weasyprint.__version__}, {page.stem}"
        print(f"{name:28} wall {wall:7.2f} s   processor {cpu:7.2f} s   peak {memory:4} MB   {said}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
