"""Slack: where the question is asked.

Doors take what Slack sends, the conversation answers, the place decides who reads. Nothing here states a fact: what is
shown comes checked from `assistant.conversation`.
"""
