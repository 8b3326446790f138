"""Quality and speed of the search, ours and its peers', on any collection in the import format.

    .venv/bin/python tests/benchmarks/search.py --collection FILE.csv --queries FILE.jsonl [--engines ours …]

Collection: CSV, one row a document, columns named after fields (external_id, kind, title_ar, body_fr, …). Queries: one
JSON object a line, {"query", "class", "answer": external_id or list of them}. Each engine runs in a process of its own:
R@1, R@3, R@10 and MRR by class; latency key by key (each query typed letter by letter, the answer with title and
excerpt marked); time to build (unpaced), to open, and until one changed document is found; memory of the process.
Tantivy (PyPI `tantivy`) is measured where it is installed. `search_collections.py` makes collections for tuning.
"""

import argparse
import csv
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psutil

from tests.benchmarks.search_peers import ENGINES, Row, installed

MEGABYTE = 1 << 20
DEPTH = 10
Result = TypeVar("Result")


@dataclass
class Figures:
    """What was measured of one engine; times in milliseconds unless said otherwise, memory in MB."""

    build_s: float = 0.0
    open_ms: float = 0.0
    update_ms: float = 0.0
    memory_mb: float = 0.0
    index_mb: float = 0.0
    build_peak_mb: float = 0.0
    keys: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # of the keys: processor time, which a busy machine does not change
    ranks: dict[str, list[int]] = field(default_factory=dict)  # class → rank of the answer, 0 when not in the first ten


def build(name: str, folder: Path, rows: Sequence[Row]) -> tuple[float, float]:
    """Seconds, and the peak memory of the process in MB."""
    began = time.perf_counter()
    ENGINES[name]().build(folder, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.perf_counter() - began, peak


def answer(name: str, folder: Path, queries: Sequence[Row], typed: int, row: Row) -> Figures:
    figures = Figures()
    engine = ENGINES[name]()
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    engine.open(folder)
    figures.open_ms = (time.perf_counter() - began) * 1000
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    for query in queries:
        expected = query["answer"] if isinstance(query["answer"], list) else [query["answer"]]
        found = engine.search(query["query"], DEPTH)
        ranks[query["class"]].append(next((n for n, id_ in enumerate(found, 1) if id_ in expected), 0))
    figures.ranks = dict(ranks)
    step = max(1, len(queries) // max(1, typed))
    for query in queries[::step][:typed]:
        for end in range(1, len(query["query"]) + 1):
            began, began_cpu = time.perf_counter(), time.process_time()
            engine.search(query["query"][:end], 20)
            figures.keys.append((time.perf_counter() - began) * 1000)
            figures.cpu.append((time.process_time() - began_cpu) * 1000)
    memory = psutil.Process().memory_info().rss
    figures.memory_mb, figures.index_mb = memory / MEGABYTE, (memory - before) / MEGABYTE
    engine.update({**row, "title_fr": "zzbenchmark", "external_id": "zz-first"})
    times = []
    for number in range(5):
        began = time.perf_counter()
        engine.update({**row, "title_fr": f"zzbenchmark{number} nouveau", "external_id": f"zz-{number}"})
        found = engine.search(f"zzbenchmark{number}", DEPTH)
        times.append((time.perf_counter() - began) * 1000 if found[:1] == [f"zz-{number}"] else float("nan"))
    figures.update_ms = sorted(times)[len(times) // 2]
    return figures


def measure(name: str, rows: Sequence[Row], queries: Sequence[Row], typed: int) -> Figures:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "index"
        seconds, peak = apart(build, name, folder, rows)
        figures = apart(answer, name, folder, queries, typed, dict(rows[0]))
    figures.build_s, figures.build_peak_mb = seconds, peak
    return figures


def apart(function: Callable[..., Result], *arguments: object) -> Result:
    """Runs a function in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def recall(ranks: Sequence[int], depth: int) -> float:
    return sum(0 < rank <= depth for rank in ranks) / len(ranks) if ranks else 0.0


def report(results: dict[str, Figures]) -> None:
    print(f"{'':16}   R@1   R@3  R@10   MRR | keys p50   p95   p99   max ms |", end="")
    print(" build s  open ms  update ms  MB (index) peak")
    for name, figures in results.items():
        ranks = [rank for group in figures.ranks.values() for rank in group]
        mrr = sum(1 / rank for rank in ranks if rank) / max(1, len(ranks))
        keys = sorted(figures.keys) or [0.0]
        p50, p95, p99 = (keys[min(len(keys) - 1, int(len(keys) * part))] for part in (0.5, 0.95, 0.99))
        print(
            f"{name:16} {recall(ranks, 1):5.3f} {recall(ranks, 3):5.3f} {recall(ranks, 10):5.3f} {mrr:5.3f} |"
            f" {p50:8.1f} {p95:5.1f} {p99:5.1f} {keys[-1]:8.1f} | {figures.build_s:7.1f} {figures.open_ms:8.0f}"
            f" {figures.update_ms:10.1f} {figures.memory_mb:4.0f} ({figures.index_mb:3.0f})"
            f" {figures.build_peak_mb:6.0f}"
        )
    print("\nprocessor time key by key, ms: p50 / p95 / p99 / max")
    for name, figures in results.items():
        cpu = sorted(figures.cpu) or [0.0]
        print(
            f"{name:16}",
            " / ".join(f"{cpu[min(len(cpu) - 1, int(len(cpu) * part))]:.1f}" for part in (0.5, 0.95, 0.99, 1)),
        )
    print("\nR@1 / R@3 by class")
    for kind in sorted({kind for figures in results.values() for kind in figures.ranks}):
        cells = [
            f"{recall(f.ranks.get(kind, []), 1):.3f}/{recall(f.ranks.get(kind, []), 3):.3f}" for f in results.values()
        ]
        count = len(next(iter(results.values())).ranks.get(kind, []))
        print(
            f"{kind:18} {count:5}  " + "  ".join(f"{name}: {cell}" for name, cell in zip(results, cells, strict=True))
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--collection", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--typed", type=int, default=60, help="queries typed key by key")
    parser.add_argument("--by", default="class", help="the field of a query to report by")
    arguments = parser.parse_args()
    csv.field_size_limit(sys.maxsize)
    with arguments.collection.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    queries = [json.loads(line) for line in arguments.queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    for query in queries:
        query["class"] = query.get(arguments.by, "all")
    results: dict[str, Figures] = {}
    for name in arguments.engines:
        if installed(name):
            results[name] = measure(name, rows, queries, arguments.typed)
        else:
            print(f"{name}: not installed, left out")
    print(f"{len(rows)} documents, {len(queries)} queries")
    report(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
