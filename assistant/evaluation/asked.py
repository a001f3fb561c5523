"""Cases that ask for a draft: whom it is for, who asks, and how its outcome can be told apart."""

from __future__ import annotations

from pydantic import Field

from assistant.access import Asker
from assistant.domain.draft import Draft, Kind
from assistant.evaluation.cases import Case
from assistant.evaluation.product import Product


class DraftAsked(Case):
    """A case about one draft."""

    draft: Kind
    """What is to be written."""
    role: str | None = None
    """Role of the stakeholders."""
    account_segment: str | None = None
    """Account segment."""
    stakeholder_segment: str | None = None
    """Stakeholder segment."""
    account: str | None = None
    """Account, by id or name."""
    asker: str | None = Field(default=None, alias="as")
    """Id of the person who asks; nobody in particular when not given."""

    def names(self) -> dict[str, str | None]:
        """The audience, as it is written."""
        fields = ("role", "account_segment", "stakeholder_segment", "account")
        return {field: getattr(self, field) for field in fields}

    def told(self) -> str:
        """The case as a person would ask."""
        wanted = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in self.names().items() if value)
        return f"{self.draft}: {wanted}" + (f" (asked by {self.asker})" if self.asker else "")


def asker_of(case: DraftAsked, product: Product) -> Asker:
    """The person who asks."""
    return product.on(case.as_of).asker(case.asker)


def drafted(case: DraftAsked, product: Product) -> Draft:
    """The draft that the case asks for."""
    asker = asker_of(case, product)
    audience = product.on(case.as_of).audience(asker, case.draft, case.names())
    return product.draft(case.as_of, asker, case.draft, audience)


def slices(case: DraftAsked, draft: Draft, product: Product) -> dict[str, str]:
    """Kind and writer, and where they are known the role and the account segment."""
    audience = draft.audience
    segment = audience.account_segment
    if audience.account:
        scoring = product.on(case.as_of).read(asker_of(case, product))
        segment = scoring.receipt("account", audience.account).segment
    known = {"kind": draft.kind, "role": audience.role, "segment": segment, "writer": draft.writer.partition(":")[0]}
    return {name: value for name, value in known.items() if value}
