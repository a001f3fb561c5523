"""A budget: calls are made while they fit into the amount, and not one more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from assistant.domain.language_model import LanguageModelSettings, Price, Usage
from assistant.domain.value import Value
from assistant.errors import BudgetError
from assistant.llm import Answer, Gateway, Prompt
from assistant.llm.budget import Budget
from assistant.llm.scripted import scripted_gateway

PRICE = Price(input_per_million=2.0, output_per_million=8.0, as_of=date(2026, 11, 1))
USED = Usage(input=1000, output=100)


class Form(Value):
    text: str


def gateway(amount: float, settings: LanguageModelSettings | None = None) -> Gateway:
    """A gateway whose every answer costs the same, within an amount."""
    made = scripted_gateway(lambda _: Answer('{"text": "fine"}', "stop", "m", usage=USED), settings=settings)
    made.budget = Budget(amount, PRICE)
    return made


def ask(asked: Gateway, number: int) -> bool:
    """Whether the call was made."""
    try:
        return asked.write(Prompt(prefix="p" * 4000, task=str(number)), Form).value is not None
    except BudgetError:
        return False


@pytest.mark.parametrize("threads", [1, 8])
@pytest.mark.parametrize("calls", [0, 1, 3, 7])
def test_no_more_is_spent_than_the_amount(calls: int, threads: int) -> None:
    """Whatever the amount and however many ask at once, the total stays below it, and most of it is used."""
    each = USED.cost(PRICE)
    asked = gateway(each * (calls + 0.9))
    with ThreadPoolExecutor(threads) as pool:
        made = sum(pool.map(lambda number: ask(asked, number), range(30)))
    assert asked.spent.cost(PRICE) <= each * (calls + 0.9)
    assert calls - 1 <= made <= calls


def test_a_refused_call_says_what_is_spent_and_what_the_next_may_cost() -> None:
    """The message holds the amount, the price's day and what is spent so far."""
    asked = gateway(0.006)
    assert ask(asked, 1)
    with pytest.raises(BudgetError) as caught:
        asked.write(Prompt(prefix="p" * 4000, task="2"), Form)
    assert str(caught.value) == (
        "the next answer may cost 0.0036 USD, and 0.0028 of 0.006 are spent (prices of 2026-11-01)."
    )
    assert caught.value.exit_code == 1


def test_what_fails_costs_nothing_and_lets_others_go_on() -> None:
    """A call without an answer gives its part of the amount back."""
    asked = scripted_gateway([])
    asked.budget = Budget(0.01, PRICE)
    failures = [asked.write(Prompt(prefix="p", task=str(n)), Form).failure for n in range(20)]
    assert all(failures) and asked.spent == Usage()
