"""Scoring speed: each engine beside hand-written expressions of the same model, and beside `DataFrame.apply`.

    python benchmarks/scoring.py [ROWS ...]        default 100000 1000000; writes docs/performance/scoring.svg
    python benchmarks/scoring.py --whole [ROWS ...]    CSV in, files out
    python benchmarks/scoring.py --rules           growth with rules, 100,000 rows

Typed rows, one account level with 8 rules in two dimensions and three segments. The frame of typed columns is built
once per engine; timed is the expression over it, collected. Rivals run in the same process on the same frame, turn
about: the model written by hand for Polars, for DuckDB in SQL, and as a plain function for pandas `apply`, which is
timed on at most 20,000 rows and stated for all. Every contender must give the same sums, or nothing is reported. Each
engine has a fresh process, whose peak memory (drawing the rows and the rival included) is reported.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
from scoring_plot import plot

from assistant.segmentation.model.compiler import compile_level
from assistant.segmentation.model.definitions import LevelDefinition
from assistant.segmentation.model.places import Place
from assistant.segmentation.model.schema import SegmentModel
from assistant.segmentation.scoring import engines, score
from assistant.segmentation.scoring.expression import scored
from assistant.segmentation.tables.columns import Column
from assistant.workspace import Workspace

AS_OF = 20_777
SVG = Path(__file__).parent.parent / "docs" / "performance" / "scoring.svg"
OUT = ["row", "p0", "p1", "n0", "n1", "s"]
KINDS = ["acute", "critical", "psychiatric", "children"]
APPLIED = 20_000
MODEL = {
    "tables": {"accounts": {"file": "a.csv", "key": "id"}},
    "accounts": {
        "attributes": {
            **{f"n{i}": {"column": f"n{i}", "type": "integer"} for i in range(4)},
            **{f"x{i}": {"column": f"x{i}", "type": "number"} for i in range(2)},
            "kind": {"column": "kind", "type": "text"},
            "met": {"column": "met", "type": "date"},
        },
        "dimensions": [
            {
                "id": "size",
                "layer": "who",
                "cap": 70,
                "rules": [
                    *({"attribute": f"n{i}", "bands": [[0, 0], [100, 10], [300, 25]], "why": "size"} for i in range(4)),
                    {"attribute": "kind", "values": {"acute": 20, "critical": 5}, "otherwise": -5, "why": "kind"},
                ],
            },
            {
                "id": "need",
                "layer": "behaviour",
                "rules": [
                    *({"attribute": f"x{i}", "bands": [[0, 0], [1.0, 15], [1.5, 30]], "why": "need"} for i in range(2)),
                    {"attribute": "met", "days_since": [[0, 20], [91, 10], [366, 0]], "why": "recent"},
                ],
            },
        ],
        "segments": [
            {"id": "a", "coverage": "field", "meaning": "a", "when": {"size": {"at_least": 60}, "need": {"above": 30}}},
            {"id": "b", "coverage": "inside", "meaning": "b", "when": {"size": {"at_least": 30}}},
            {"id": "c", "coverage": "digital", "meaning": "c"},
        ],
    },
}


def level(times: int = 1) -> LevelDefinition:
    """The compiled model; its rules `times` over."""
    model = json.loads(json.dumps(MODEL))
    for dimension in model["accounts"]["dimensions"]:
        dimension["rules"] *= times
    return compile_level(SegmentModel.model_validate(model), "account", Place())


def columns(rows: int) -> dict[str, Column]:
    """Random typed columns, one in ten cells unknown; the same for the same number of rows."""
    draw = np.random.default_rng(7)
    made: dict[str, Column] = {}
    for name in level().used:
        known = draw.random(rows) > 0.1
        flags = bytearray(known.astype(np.uint8).tobytes())
        if name == "kind":
            codes = np.where(known, draw.integers(0, 4, rows), 4).tolist()
            made[name] = Column("text", [(*KINDS, "")[code] for code in codes], flags)
        elif name == "met":
            made[name] = Column("date", np.where(known, AS_OF + 10 - draw.integers(0, 800, rows), 0), flags)
        elif name.startswith("n"):
            made[name] = Column("integer", np.where(known, draw.integers(0, 500, rows), 0), flags)
        else:
            made[name] = Column("number", np.where(known, draw.random(rows) * 2, 0.0), flags)
    return made


def ours(frame: Any, definition: LevelDefinition) -> Callable[[], Any]:
    """Our expression over a typed frame, collected."""
    return lambda: scored(nw.from_native(frame).lazy(), definition, AS_OF).collect()


def polars_by_hand(frame: Any) -> Callable[[], Any]:
    """The same model, as somebody writes it for Polars alone."""
    import polars as pl

    names = {name: (pl.col(f"v{i}"), pl.col(f"k{i}")) for i, name in enumerate(level().used)}

    def banded(name: str, *steps: tuple[float, int]) -> pl.Expr:
        points = pl.lit(0)
        for lower, given in steps:
            points = pl.when(names[name][0] >= lower).then(given).otherwise(points)
        return pl.when(names[name][1]).then(points).otherwise(0)

    kind, kind_known = names["kind"]
    kinds = pl.when(kind == "acute").then(20).when(kind == "critical").then(5).otherwise(-5)
    days = AS_OF - names["met"][0]
    met_known = names["met"][1] & (days >= 0)
    met = pl.when(met_known & (days < 91)).then(20).when(met_known & (days < 366)).then(10).otherwise(0)
    size = sum((banded(f"n{i}", (100, 10), (300, 25)) for i in range(4)), pl.when(kind_known).then(kinds).otherwise(0))
    need = sum((banded(f"x{i}", (1.0, 15), (1.5, 30)) for i in range(2)), met)
    n0 = sum((names[name][1].cast(pl.Int64) for name in ("n0", "n1", "n2", "n3")), kind_known.cast(pl.Int64))
    n1 = sum((names[name][1].cast(pl.Int64) for name in ("x0", "x1")), met_known.cast(pl.Int64))
    ready, both = pl.col("n0") >= 3, (pl.col("n0") >= 3) & (pl.col("n1") >= 2)
    invest = both & (pl.col("p0") >= 60) & (pl.col("p1") > 30)
    segment = pl.when(invest).then(0).when(ready & (pl.col("p0") >= 30)).then(1).otherwise(2)
    first = frame.lazy().with_columns(p0=pl.min_horizontal(size, 70), p1=need, n0=n0, n1=n1)
    return lambda: first.with_columns(s=segment).select(OUT).collect()


def duckdb_by_hand(relation: Any) -> Callable[[], Any]:
    """The same model in SQL, as somebody writes it for DuckDB alone."""
    at = {name: i for i, name in enumerate(level().used)}

    def banded(name: str, low: float, points: int, high: float, more: int) -> str:
        value, known = f"v{at[name]}", f"k{at[name]}"
        steps = f"WHEN {value} >= {high} THEN {more} WHEN {value} >= {low} THEN {points}"
        return f"CASE WHEN NOT {known} THEN 0 {steps} ELSE 0 END"

    kind, met = at["kind"], at["met"]
    size = " + ".join(banded(f"n{i}", 100, 10, 300, 25) for i in range(4))
    kinds = f"WHEN v{kind} = 'acute' THEN 20 WHEN v{kind} = 'critical' THEN 5 ELSE -5"
    size += f" + CASE WHEN NOT k{kind} THEN 0 {kinds} END"
    met_known = f"(k{met} AND v{met} <= {AS_OF})"
    need = " + ".join(banded(f"x{i}", 1.0, 15, 1.5, 30) for i in range(2))
    recent = f"WHEN {AS_OF} - v{met} < 91 THEN 20 WHEN {AS_OF} - v{met} < 366 THEN 10 ELSE 0"
    need += f" + CASE WHEN NOT {met_known} THEN 0 {recent} END"
    n0 = " + ".join(f"k{at[name]}::INT" for name in ("n0", "n1", "n2", "n3", "kind"))
    n1 = " + ".join([*(f"k{at[name]}::INT" for name in ("x0", "x1")), f"{met_known}::INT"])
    points = f"SELECT row, least({size}, 70) AS p0, {need} AS p1, {n0} AS n0, {n1} AS n1 FROM typed"
    invest = "n0 >= 3 AND n1 >= 2 AND p0 >= 60 AND p1 > 30"
    segment = f"CASE WHEN {invest} THEN 0 WHEN n0 >= 3 AND p0 >= 30 THEN 1 ELSE 2 END"
    sql = f"SELECT *, {segment} AS s FROM ({points})"
    return lambda: relation.query("typed", sql).to_arrow_table()


def applied(frame: Any) -> Callable[[], Any]:
    """`DataFrame.apply` of a plain function over the rows."""
    at = {name: i for i, name in enumerate(level().used)}

    def row(cells: Any) -> tuple[int, ...]:
        v = {name: cells[f"v{i}"] if cells[f"k{i}"] else None for name, i in at.items()}
        sizes = [v[f"n{i}"] for i in range(4)]
        size = sum(0 if n is None else 25 if n >= 300 else 10 if n >= 100 else 0 for n in sizes)
        size += 0 if v["kind"] is None else {"acute": 20, "critical": 5}.get(v["kind"], -5)
        ratios = [v["x0"], v["x1"]]
        need = sum(0 if x is None else 30 if x >= 1.5 else 15 if x >= 1 else 0 for x in ratios)
        days = None if v["met"] is None or v["met"] > AS_OF else AS_OF - v["met"]
        need += 0 if days is None else 20 if days < 91 else 10 if days < 366 else 0
        known = sum(value is not None for value in (*sizes, v["kind"]))
        more = sum(value is not None for value in (*ratios, days))
        size = min(size, 70)
        segment = 0 if known >= 3 and more >= 2 and size >= 60 and need > 30 else 1 if known >= 3 and size >= 30 else 2
        return cells["row"], size, need, known, more, segment

    return lambda: frame.apply(row, axis=1)


def sums(found: Any) -> list[int]:
    """The sum of every column, whatever it is that holds them."""
    if hasattr(found, "to_numpy") and hasattr(found, "columns") and not hasattr(found, "estimated_size"):
        found = found.to_pandas() if hasattr(found, "to_pandas") else found
    return [int(found[name].to_numpy().astype(np.int64).sum()) for name in OUT]


def contenders(engine: str, rows: int) -> dict[str, Callable[[], Any]]:
    """What runs over one engine's frame: the rival written by hand, and ours."""
    frame = engines.frame(level(), columns(rows), rows, engine)
    if engine == "polars":
        frame = frame.collect()
        return {"polars by hand": polars_by_hand(frame), "polars": ours(frame, level())}
    if engine == "duckdb":
        import duckdb

        connection = duckdb.connect()
        connection.register("given", frame.df())
        connection.execute("CREATE TABLE typed AS SELECT * FROM given")
        connection.unregister("given")
        table = connection.table("typed")
        return {"duckdb by hand": duckdb_by_hand(table), "duckdb": ours(table, level())}
    return {"pandas": ours(frame, level())}


def measured(engine: str, rows: int) -> dict[str, Any]:
    """Seconds of the fastest of five turns, for each contender of an engine, and this process's peak memory."""
    running = contenders(engine, rows)
    wall, busy, check = dict.fromkeys(running, 1e9), dict.fromkeys(running, 1e9), {}
    for _ in range(5):
        for name, work in running.items():
            start, used = time.perf_counter(), time.process_time()
            found = work()
            wall[name] = min(wall[name], time.perf_counter() - start)
            busy[name] = min(busy[name], time.process_time() - used)
            check[name] = sums(found)
    if engine == "pandas":
        small = engines.frame(level(), columns(APPLIED), APPLIED, "pandas")
        start, used = time.perf_counter(), time.process_time()
        found = applied(small)()
        wall["apply"] = (time.perf_counter() - start) * rows / APPLIED
        busy["apply"] = (time.process_time() - used) * rows / APPLIED
        if [sum(column) for column in zip(*found, strict=True)] != sums(ours(small, level())()):
            raise SystemExit("apply gives other points")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": wall, "busy": busy, "mebibytes": peak, "sums": check}


def expression(sizes: list[int]) -> None:
    """Prints a table, and draws it."""
    print(f"{'rows':>12}  {'contender':16} {'seconds':>9} {'CPU s':>9} {'rows/s':>13} {'MiB':>6}  beside")
    drawn: dict[str, list[tuple[int, float]]] = {}
    for rows in sizes:
        found = {engine: in_a_process(engine, rows) for engine in ("polars", "duckdb", "pandas")}
        if len({tuple(given) for one in found.values() for given in one["sums"].values()}) != 1:
            raise SystemExit("the contenders give different points")
        wall = {name: s for one in found.values() for name, s in one["seconds"].items()}
        busy = {name: s for one in found.values() for name, s in one["busy"].items()}
        for one in found.values():
            for name in one["seconds"]:
                said = beside(name, wall, busy)
                speed = f"{wall[name]:9.3f} {busy[name]:9.3f} {rows / wall[name]:13,.0f}"
                print(f"{rows:12,}  {name:16} {speed} {one['mebibytes']:6.0f}  {said}", flush=True)
                drawn.setdefault(name, []).append((rows, wall[name]))
    SVG.parent.mkdir(exist_ok=True)
    SVG.write_text(plot(drawn), encoding="utf-8")


def beside(name: str, wall: dict[str, float], busy: dict[str, float]) -> str:
    """Ratios to the rivals, by the clock and by CPU time."""
    if name == "pandas":
        return f"{wall['apply'] / wall[name]:.0f}× faster than apply (CPU {busy['apply'] / busy[name]:.0f}×)"
    rivals = {"polars": ["polars by hand"], "duckdb": ["duckdb by hand", "polars by hand"]}.get(name, [])
    return ", ".join(f"{wall[name] / wall[r]:.2f}× {r} (CPU {busy[name] / busy[r]:.2f}×)" for r in rivals)


def in_a_process(engine: str, rows: int) -> dict[str, Any]:
    """The figures of a fresh process."""
    command = [sys.executable, str(Path(__file__)), "--one", engine, str(rows)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def rules() -> None:
    """Prints how time grows with rules."""
    given = columns(100_000)
    for engine in ("polars", "duckdb", "pandas"):
        frame = engines.frame(level(), given, 100_000, engine)
        for times in (1, 5, 25):
            work, taken = ours(frame, level(times)), []
            for _ in range(3):
                start = time.perf_counter()
                work()
                taken.append(time.perf_counter() - start)
            print(f"{engine:8} {8 * times:4} rules {min(taken):8.3f} s", flush=True)


def whole(sizes: list[int]) -> None:
    """Prints where the time goes from a CSV file with 1 % bad cells to the four files."""
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_workspace(Path(folder), rows)
            for engine in ("pandas", "polars", "duckdb"):
                stopwatch = Stopwatch()
                found = score(Workspace.at(Path(folder)), as_of=dt.date(2026, 11, 20), engine=engine)
                parts = [stopwatch.lap("read and score")]
                found.write(Path(folder) / "out")
                parts.append(stopwatch.lap("write"))
                accounts = found.levels["account"]
                engines.run(level(), accounts.attributes, len(accounts.keys), AS_OF, engine)
                parts.append(stopwatch.lap("the engine alone, again"))
                counts = found.summary().accounts
                lost = rows - counts.accepted - counts.rejected
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                parts.append(f"{peak:.0f} MiB, {len(found.problems)} problem cells, {lost} rows lost")
                print(f"{rows:10,} rows  {engine:7} {'; '.join(parts)}", flush=True)


class Stopwatch:
    """Seconds by the clock and of CPU time since the last lap."""

    def __init__(self) -> None:
        self._at = time.perf_counter(), time.process_time()

    def lap(self, what: str) -> str:
        now = time.perf_counter(), time.process_time()
        (wall, busy), self._at = (now[0] - self._at[0], now[1] - self._at[1]), now
        return f"{what} {wall:.2f} s (CPU {busy:.2f} s)"


def write_workspace(folder: Path, rows: int) -> None:
    """A workspace with a CSV file in which one row in a hundred has an unreadable cell."""
    (folder / "knowledge").mkdir()
    (folder / "knowledge" / "segments.yaml").write_text(json.dumps(MODEL), encoding="utf-8")
    draw, used = np.random.default_rng(3), level().used
    epoch = dt.date(1970, 1, 1)
    cells = {name: draw.integers(0, 500, rows).tolist() for name in used}
    for name in ("x0", "x1"):
        cells[name] = [f"{number:.4f}" for number in (draw.random(rows) * 2).tolist()]
    cells["kind"] = [KINDS[code % 4] for code in cells["kind"]]
    cells["met"] = [(epoch + dt.timedelta(AS_OF - days)).isoformat() for days in cells["met"]]
    for row in draw.choice(rows, rows // 100, replace=False).tolist():
        cells["n0"][row] = "n/a"
    with (folder / "knowledge" / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *used])
        writer.writerows(zip((f"a{i:08}" for i in range(rows)), *(cells[name] for name in used), strict=True))


def main() -> None:
    """Does what the command line says."""
    words = sys.argv[1:]
    if words[:1] == ["--one"]:
        print(json.dumps(measured(words[1], int(words[2]))))
    elif words == ["--rules"]:
        rules()
    else:
        sizes = [int(word) for word in words if word != "--whole"] or [100_000, 1_000_000]
        (whole if "--whole" in words else expression)(sizes)


if __name__ == "__main__":
    main()
