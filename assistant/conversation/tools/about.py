"""Tools about Parlance itself: what can be asked, and from what the answers come."""

from __future__ import annotations

from collections import Counter

from assistant.conversation.ask import Ask, answered, counted, day, said, section
from assistant.conversation.follow_ups import POLITE
from assistant.conversation.tokens import words
from assistant.domain.conversation import Reply
from assistant.drafting.sentences.grammar import article


def help(ask: Ask) -> Reply:
    """What can be asked, with examples from what the asker may see."""
    if _thanks(ask):
        return answered([said("You are welcome. Ask on, or say “help” for what I can do.")])
    lines = [said("Words: “what is a stakeholder?”, “check: Our customers feel heard”, “translate from marketing: …”.")]
    if ask.universe.scoring is None:
        lines.append(said("Accounts are for people in the team list of this workspace; ask an editor of it."))
        return answered(lines)
    name = next(iter(ask.universe.accounts.names.values()), "") or "an account"
    role = next(iter(ask.universe.roles.values()), "a role")
    segment = next(iter(ask.universe.account_segments.values()))
    last = list(ask.universe.account_segments.values())[-1]
    lines += [
        said(f"One account: “talking points for {name}”, “why is {name} {segment}?”, “what should I ask {name}?”."),
        said(f"What would change it: “what would make {name} {segment}?”, “compare {name} and another”."),
        said(
            f"Many: “how many {segment} accounts?”, “{segment} accounts without {article(role.lower())}”, “coverage”."
        ),
        said(f"People: “persona for {role}”, “value proposition for {role} in {segment} accounts”."),
        said("Evidence and gaps: “search weekend calls”, “what is missing?”; then “shorter”, “why?”, “which source?”."),
    ]
    examples = (f"{last} accounts", "what is missing?")
    return answered(lines).model_copy(update={"follow_ups": examples, "personal": True})


def _thanks(ask: Ask) -> bool:
    """Whether the words thank and ask nothing."""
    kind = {word for phrase in ask.universe.lexicon.thanks for word in words(phrase)}
    asked = words(ask.wanted.question)
    return bool(asked) and asked[0] in kind and kind.union(POLITE, ("thats", "very", "really")).issuperset(asked)


def status(ask: Ask) -> Reply:
    """From what the answers come: the run, its day, the counts, open disputes, who writes."""
    desk, read = ask.assistant.desk, ask.universe.read
    source = desk.answers_from()
    if source is None:
        lines = [
            said(f"No run is published; answers come from the tables as they are, as of {day(read.as_of)}.", ask.run)
        ]
    else:
        run, publication, when = source
        by = f" by {publication.by}" if publication.by else ""
        lines = [said(f"Answers come from the published run {run.id}, as of {day(when)}.", ask.run)]
        lines.append(said(f"It was published on {day(publication.on)}{by}.", ask.run))
    seen = "" if ask.universe.asker.rights == "all" else " that you may see"
    accounts, people = len(read.levels["account"].keys), len(read.levels["stakeholder"].keys)
    lines.append(said(f"{counted(accounts, 'account')} and {counted(people, 'stakeholder')}{seen}.", ask.run))
    disputes = [d for d in ask.assistant.doubts.all(ask.universe.asker) if d.status == "open"]
    lines.append(said(f"{counted(len(disputes), 'open dispute')} about segments.", ask.run))
    overrides = Counter(line.state for line in read.overrides)
    if overrides:
        told = ", ".join(f"{number} {state}" for state, number in sorted(overrides.items()))
        lines.append(said(f"Overrides: {told}.", ask.run))
    writer = ask.assistant.settings.llm.model
    lines.append(
        said(f"Drafts are written by {f'the language model {writer}' if writer else 'the composer'}.", ask.run)
    )
    doubts = [
        said(f"{ask.universe.account_name(d.account)}: {d.reason} ({d.id})", f"receipt:{d.account}") for d in disputes
    ]
    reply = answered(lines)
    more = (*reply.more, section("disputes", "Open disputes", doubts)) if doubts else reply.more
    return reply.model_copy(update={"more": more, "personal": True, "accounts": tuple(d.account for d in disputes)})
