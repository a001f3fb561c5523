"""What an order to a model or a reader's assistant looks like: the rules of the screening, as data.

Each reason has patterns; `{name}` stands for one of the word lists, and `…` for a few words of the same sentence. They
see small letters only. `SIGNS` say cheaply where no pattern of a reason can match.
"""

from __future__ import annotations

WORDS = {
    "drop": "ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|overrid(?:e|ing)|bypass|set aside|do not follow"
    "|don't follow|stop following|pay no attention to",
    "standing": "your|all|any|every|previous|prior|earlier|preceding|above|existing|former|original|other|these|those",
    "rules": "instructions?|(?:system )?prompts?|rules?|guidelines?|directions?|directives?|guardrails?|programming"
    "|training|system messages?|safety polic(?:y|ies)",
    "greeting": "note|attention|message|instructions?|memo|notice|hello|hi|hey|dear",
    "machine": "ai|assistants?|chat ?bots?|bots?|language models?|llms?|gpt|models?|agents?|mode|persona|dan"
    "|unrestricted",
    "model": "ai|llms?|language models?|chat ?bots?|ai assistants?|ai models?|ai agents?|virtual assistants?",
    "answer": "answers?|reply|replies|responses?|outputs?|summary|summaries|drafts?|completions?",
    "reads": "reads?|reading|process(?:es|ing)?|summari[sz](?:es?|ing)|analy[sz](?:es?|ing)",
    "put": "include|insert|append|add|put|prepend|mention|write",
    "tell": "tell(?:ing)?|mention(?:ing)?|reveal(?:ing)?|show(?:ing)?|inform(?:ing)?|disclos(?:e|ing)|alert(?:ing)?",
    "praised": "(?:the )?(?:highest|top|best|maximum)|approved|trusted|verified|a perfect",
    "send": "send|post|forward|upload|e-?mail|transmit|leak|exfiltrate|submit|append",
    "secret": "conversations?|chat history|system prompts?|api keys?|passwords?|credentials|secrets|access tokens?"
    "|all accounts",
    "address": r"https?:|www\.|\S+@\S+|\burl\b|\bwebhook\b",
}

REPORTED = (
    r"\b(?:tell|told|ask|advise|instruct|urge|remind|encourage|teach|taught|want|allow)(?:s|d|ed|ing)?"
    r" (?!you\b|(?:the |an? |all |any |every )?(?:{model}|assistants?)\b)(?:\w+ ){1,3}?(?:not )?to (?:{drop})\b"
)
"""An order that a text reports as given to people ("it tells patients to disregard …"): not one to its reader."""

ORDERS: dict[str, tuple[str, ...]] = {
    "asks to set instructions aside": (
        r"\b(?:{drop})\b…\b(?:{standing})\b…\b(?:{rules})\b",
        r"\b(?:{drop})\b (?:everything|anything|all|what(?:ever)?) …\b(?:above|before|told|said|earlier|previous)",
        r"\bnew instructions?(?::| (?:for you|follow|below|are|is)\b)",
        r"\b(?:instead,? follow|follow instead) (?:these|this|the following|my)\b",
    ),
    "addresses a model": (
        r"\b(?:{greeting})\b[ :,-]*(?:to|for)?(?: the| any| all| every| an?)? ?\b(?:{model}|assistants?)\s*[:,-]",
        r"\bif you(?:'re| are) an? (?:\w+ )?(?:{model})\b",
        r"\b(?:{model}|assistants?) (?:that |who |which )?(?:{reads}) this\b",
        r"\byou are (?:now|no longer|henceforth) (?:an? |the |in )?…\b(?:{machine})\b",
        r"\b(?:pretend|act|behave|respond) (?:to be|as|like|as if you (?:are|were)) …\b(?:{model})\b",
        r"\b(?:system|developer) prompt\b",
        r"\bjailbreak\b",
    ),
    "imitates a conversation with a model": (
        r"<\|?(?:im_start|im_end|system|assistant|user|endoftext|begin_of_text|start_header_id|eot_id)\|?>",
        r"\[/?inst\]|<</?sys>>|</?(?:system|instructions?)>",
        r"(?:^|\s)#{2,}\s*(?:system|instructions?|assistant|human)\s*:",
    ),
    "dictates an answer": (
        r"\byour (?:final |next |own |entire )?(?:{answer}),? (?:must|should|shall|has to|needs to|may only)\b",
        r"\b(?:{put})\b…\b(?:in|into|to|at the (?:end|start|top|beginning) of) (?:your|every|each) (?:{answer})\b",
        r"\b(?:respond|reply|answer) (?:only|exactly) (?:with|in|by)\b",
        r"\b(?:respond|reply|answer) with (?:only|exactly|the (?:word|phrase|following|exact))\b",
        r"\b(?:say|output|repeat|print) (?:only|exactly|verbatim|just|the following|this (?:sentence|phrase|text))\b",
        r"\bpraise (?:us|our|me|the (?:company|product|vendor|author))\b",
        r"\b(?:always|must|only) (?:recommend|praise|endorse|prefer) (?:us|our|this (?:product|company|vendor))\b",
        r"\b(?:rate|score|rank|treat) (?:us|this (?:document|text|account|passage)) (?:as |with )?(?:{praised})\b",
    ),
    "asks to keep something from the reader": (
        r"\b(?:do not|don't|never|without) (?:{tell})\b…\bthe (?:user|asker|human|person (?:asking|reading))\b",
        r"\b(?:do not|don't|never|without) (?:{tell})\b…\b(?:this|these) (?:instruction|prompt)s?\b",
    ),
    "asks to send or show secrets": (
        r"\b(?:{send})\b…\b(?:{secret})\b…(?:{address})",
        r"\b(?:reveal|print|show|output|repeat|list|dump|display)(?: me)? (?:all |the |your )+(?:\w+ )?(?:{secret})\b",
        r"\b(?:reveal|print|output|repeat|dump) (?:all |the |your )+(?:\w+ )?(?:{rules})\b",
    ),
    "hides text from readers": (
        r"style\s*=\s*[\"'][^\"']*\b(?:display\s*:\s*none|visibility\s*:\s*hidden)",
        r"style\s*=\s*[\"'][^\"']*\b(?:font-size|opacity)\s*:\s*0(?![.\d])",
    ),
}

SIGNS: dict[str, tuple[str, ...]] = {
    "asks to set instructions aside": (
        *("ignore", "ignoring", "disregard", "disregarding", "forget", "forgetting", "override", "overriding"),
        *("bypass", "set aside", "do not follow", "don't follow", "stop following", "pay no attention"),
        *("new instruction", "instead follow", "instead, follow", "follow instead"),
    ),
    "addresses a model": (
        *("ai", "llm", "llms", "chatbot", "chatbots", "assistant", "assistants", "jailbreak"),
        *("language model", "chat bot", "system prompt", "developer prompt"),
        *("you are now", "you are no longer", "you are henceforth"),
    ),
    "imitates a conversation with a model": (
        *("<|", "<<", "</", "<im_", "<system", "<assistant", "<user", "<endoftext", "<begin_of_text"),
        *("<start_header_id", "<eot_id", "<instruction", "inst]", "##"),
    ),
    "dictates an answer": (
        *("your", "say", "output", "repeat", "print", "praise", "recommend", "endorse", "prefer"),
        *(f"{verb} {how}" for verb in ("respond", "reply", "answer") for how in ("only", "exactly", "with")),
        *(f"{verb} {what}" for verb in ("rate", "score", "rank", "treat") for what in ("us", "this")),
        *(
            f"{each} {part}"
            for each in ("every", "each")
            for part in ("answer", "repl", "response", "output", "summar", "draft", "completion")
        ),
    ),
    "asks to keep something from the reader": tuple(
        f"{never} {verb}"
        for never in ("do not", "don't", "never", "without")
        for verb in ("tell", "mention", "reveal", "show", "inform", "disclos", "alert")
    ),
    "asks to send or show secrets": (
        *("conversation", "conversations", "chat history", "system prompt", "api key", "password", "passwords"),
        *("credentials", "secrets", "access token", "all accounts", "reveal", "print", "output", "repeat", "dump"),
    ),
    "hides text from readers": ("display", "visibility", "font-size", "opacity"),
}
"""One of them stands in every order of its kind: as a whole word when it is only letters, else as it is."""
