"""Contenders: what can be compared on the same cases. A writer, a folder of prompts, or a glossary, by name."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import UsageError
from assistant.evaluation.product import Product
from assistant.language import Glossary, load_glossary
from assistant.settings import Settings
from assistant.workspace import Loaded, Workspace

HINT = "Give composer, model, model:NAME, a folder with prompts, or a glossary file (.yaml)."


class PromptsFolder(Workspace):
    """A folder of prompts that lies in no workspace."""

    @property
    def prompts(self) -> Path:
        return self.root


def contender(name: str, product: Product) -> Product:
    """The product as that contender has it; `UsageError` says what may be compared."""
    if name == "composer":
        return product.changed(writer="composer", gateway=None)
    if name == "model" or name.startswith("model:"):
        return with_model(product, name.partition(":")[2])
    path = Path(name)
    if path.is_dir():
        return product.changed(prompts=_prompts(path.resolve()))
    if path.is_file() and path.suffix in (".yaml", ".yml"):
        return product.changed(glossary=_glossary(path))
    raise UsageError(f"`{name}` cannot be compared: there is no such writer, folder or glossary. {HINT}")


def with_model(product: Product, name: str = "") -> Product:
    """The product with the language model as its writer; answers are bought anew, so that cost and latency are real."""
    model = name or product.settings.llm.model
    if not model:
        raise UsageError(
            "no language model is configured. Set `model` and `base_url` under [llm] in parlance.toml, "
            "or name one: model:NAME."
        )
    llm = product.settings.llm.model_copy(update={"model": model, "cache": False})
    settings: Settings = product.settings.model_copy(update={"llm": llm})
    changed = product.changed(settings=settings, writer="model")
    return changed.changed(gateway=changed.on(None).gateway)


def _prompts(folder: Path) -> Workspace:
    if (folder / "prompts").is_dir():
        folder = folder / "prompts"
    if not (any(folder.glob("*.md")) or (folder / "patterns").is_dir()):
        raise UsageError(f"{folder}: holds no prompts (*.md) and no `patterns/`. {HINT}")
    return PromptsFolder(folder)


def _glossary(file: Path) -> Loaded[Glossary]:
    with TemporaryDirectory(prefix="parlance-eval-") as folder:
        knowledge = Path(folder).resolve() / "knowledge"
        knowledge.mkdir()
        shutil.copyfile(file, knowledge / "glossary.yaml")
        return load_glossary(Workspace(knowledge.parent))
