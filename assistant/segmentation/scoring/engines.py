"""Engines: the one place where typed columns become the native frame of an engine, and its answer becomes columns.

pandas is always there; polars, duckdb and pyspark come with the extras of that name. All give the same answer.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from assistant.errors import ConfigurationError, UnknownNameError
from assistant.segmentation.model.cells import fold
from assistant.segmentation.model.definitions import LevelDefinition
from assistant.segmentation.scoring.expression import ROW, SEGMENT, scored
from assistant.segmentation.scoring.scored import Answer
from assistant.segmentation.tables.columns import CODES, Column


def run(definition: LevelDefinition, columns: Mapping[str, Column], count: int, as_of: int, engine: str) -> Answer:
    """Scores `count` rows of typed columns; `as_of` in days since 1970-01-01."""
    native = frame(definition, columns, count, engine)
    collected = scored(nw.from_native(native).lazy(), definition, as_of).collect()
    order = np.argsort(collected[ROW].to_numpy(), kind="stable")

    def packed(name: str) -> array[int]:
        values = collected[name].to_numpy().astype(np.int64)[order]
        return array("q", values.tobytes())

    dimensions = range(len(definition.dimensions))
    points, known = ([packed(f"{letter}{i}") for i in dimensions] for letter in "pn")
    return Answer(points, known, packed(SEGMENT))


def frame(definition: LevelDefinition, columns: Mapping[str, Column], count: int, engine: str) -> Any:
    """The engine's own frame of what the expression reads: row numbers, values and whether they are known."""
    native = _native(engine)
    given: dict[str, Any] = {ROW: np.arange(count, dtype=np.int64)}
    for position, name in enumerate(definition.used):
        given[f"v{position}"] = _values(columns[name])
        given[f"k{position}"] = np.frombuffer(columns[name].known, dtype=np.bool_)
    return native(given)


@dataclass(frozen=True)
class _Texts:
    """A column of texts: each distinct one once, folded, and which of them every row has."""

    distinct: list[str]
    codes: Any

    @classmethod
    def of(cls, texts: list[str]) -> _Texts:
        """Those texts."""
        place = {text: code for code, text in enumerate(dict.fromkeys(texts))}
        codes = np.fromiter(map(place.__getitem__, texts), dtype=np.int64, count=len(texts))
        return cls([fold(text) for text in place] or [""], codes)


def _values(column: Column) -> Any:
    """Numbers as an array, texts as `_Texts`."""
    if column.kind in CODES:
        return np.asarray(column.values)
    return _Texts.of(column.values)


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

    def typed(values: Any) -> Any:
        return pd.array(values.distinct, dtype="str").take(values.codes) if isinstance(values, _Texts) else values

    return pd.DataFrame({name: typed(values) for name, values in columns.items()})


def _polars(columns: dict[str, Any]) -> Any:
    import polars as pl

    def typed(name: str, values: Any) -> Any:
        if not isinstance(values, _Texts):
            return pl.Series(name, values)
        return pl.Series(name, values.distinct, dtype=pl.String).gather(values.codes)

    return pl.DataFrame([typed(name, values) for name, values in columns.items()]).lazy()


def _duckdb(columns: dict[str, Any]) -> Any:
    import duckdb

    return duckdb.connect().from_df(_pandas(columns))


def _pyspark(columns: dict[str, Any]) -> Any:
    """In local mode, or in the session that is already there."""
    import pyarrow as pa
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    def typed(values: Any) -> Any:
        return pa.array(values.distinct, pa.string()).take(values.codes) if isinstance(values, _Texts) else values

    builder = SparkSession.builder.master("local[2]").appName("parlance")
    for name, setting in LOCAL_SPARK.items():
        builder = builder.config(name, setting)
    try:
        session = builder.getOrCreate()
    except PySparkException as error:
        raise ConfigurationError(
            "engine pyspark: Spark did not start. It needs Java 17 or newer on the PATH; or use --engine pandas."
        ) from error
    return session.createDataFrame(pa.table({name: typed(values) for name, values in columns.items()}))


LOCAL_SPARK = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
ENGINES: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "duckdb": _duckdb,
    "pyspark": _pyspark,
}
