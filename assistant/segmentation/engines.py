"""Engines: the one place where typed columns become the native frame of an engine, and its answer becomes columns.

pandas is always there; polars and duckdb come with the extras of that name. All give the same answer.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from assistant.errors import ConfigurationError, UnknownNameError
from assistant.segmentation.columns import Column
from assistant.segmentation.definitions import LevelDefinition
from assistant.segmentation.expression import ROW, SEGMENT, scored
from assistant.segmentation.scored import Answer


def run(definition: LevelDefinition, columns: Mapping[str, Column], count: int, as_of: int, engine: str) -> Answer:
    """Scores `count` rows of typed columns; `as_of` in days since 1970-01-01."""
    native = _native(engine)
    given: dict[str, Any] = {ROW: np.arange(count, dtype=np.int64)}
    for position, name in enumerate(definition.used):
        given[f"v{position}"] = _values(columns[name])
        given[f"k{position}"] = np.asarray(columns[name].known, dtype=np.uint8).view(np.bool_)
    collected = scored(nw.from_native(native(given)).lazy(), definition, as_of).collect()
    order = np.argsort(collected[ROW].to_numpy(), kind="stable")

    def packed(name: str) -> array[int]:
        values = collected[name].to_numpy().astype(np.int64)[order]
        return array("q", values.tobytes())

    dimensions = range(len(definition.dimensions))
    points, known = ([packed(f"{letter}{i}") for i in dimensions] for letter in "pn")
    return Answer(points, known, packed(SEGMENT))


def _values(column: Column) -> Any:
    """Numbers as an array, texts as a list."""
    values = column.comparable()
    return values if isinstance(values, list) else np.asarray(values)


def _native(engine: str) -> Callable[[dict[str, Any]], Any]:
    """What makes a native frame of that engine; `ConfigurationError` when it is not installed."""
    if engine not in ENGINES:
        raise UnknownNameError.of("engine", engine, ENGINES)
    if engine != "pandas" and find_spec(engine) is None:
        raise ConfigurationError(
            f"engine {engine}: is not installed. `pip install 'parlance-assistant[{engine}]'`, or use --engine pandas."
        )
    return ENGINES[engine]


def _pandas(columns: dict[str, Any]) -> Any:
    import pandas as pd

    typed = {name: pd.Series(v, dtype="str") if isinstance(v, list) else v for name, v in columns.items()}
    return pd.DataFrame(typed)


def _polars(columns: dict[str, Any]) -> Any:
    import polars as pl

    typed = [pl.Series(n, v, dtype=pl.String) if isinstance(v, list) else pl.Series(n, v) for n, v in columns.items()]
    return pl.DataFrame(typed).lazy()


def _duckdb(columns: dict[str, Any]) -> Any:
    import duckdb

    return duckdb.connect().from_df(_pandas(columns))


ENGINES: Mapping[str, Callable[[dict[str, Any]], Any]] = {"pandas": _pandas, "polars": _polars, "duckdb": _duckdb}
