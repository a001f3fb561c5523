"""The `[index]` table: where the index of the documents lies, and files that its embeddings need."""

from __future__ import annotations

from pydantic import field_validator

from assistant.domain.value import Value


class IndexSettings(Value):
    """Where the index lies."""

    chroma: str = ""
    """Address of a Chroma server that a team shares; empty keeps the index in the workspace."""
    name: str = "parlance"
    """What the server's collections of this workspace begin with."""
    minilm: str = ""
    """Folder with model.onnx and tokenizer.json, for the embeddings `minilm`; empty takes those of the extra."""

    @field_validator("chroma")
    @classmethod
    def _address(cls, address: str) -> str:
        if address and not address.startswith(("http://", "https://")):
            raise ValueError("write http://HOST:PORT, or leave it empty for an index in the workspace")
        return address
