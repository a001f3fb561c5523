"""The room of the language model: the only door to LangChain and OpenAI, opened when it is first used."""

from assistant.llm.cache import ResponseCache
from assistant.llm.clock import Clock, SystemClock
from assistant.llm.embedder import Embedder
from assistant.llm.exchange import Answer, Failure, Model, Prompt, Reply, Request, Turn
from assistant.llm.gateway import Gateway, open_gateway
from assistant.llm.placeholders import Placeholders, left_over
from assistant.llm.probe import Estimate, Probe, estimate, probe

__all__ = [
    "Answer",
    "Clock",
    "Embedder",
    "Estimate",
    "Failure",
    "Gateway",
    "Model",
    "Placeholders",
    "Probe",
    "Prompt",
    "Reply",
    "Request",
    "ResponseCache",
    "SystemClock",
    "Turn",
    "estimate",
    "left_over",
    "open_gateway",
    "probe",
]
