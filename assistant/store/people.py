"""People in the audit log: pseudonyms under a key of each person's own.

A pseudonym is the keyed hash (HMAC-SHA-256) of the person's id. Once the key is destroyed nobody can compute it from
the id again, or tell from it whose it was. Keys are the one thing here that is left to chance.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from assistant.store.rows import add_once, every, one
from assistant.store.tables import PEOPLE


@dataclass(frozen=True)
class Identity:
    """A person with the key under which the audit log knows them."""

    person: str
    key: str
    """64 hexadecimal digits."""

    @property
    def pseudonym(self) -> str:
        """20 hexadecimal digits."""
        return self.keyed(f"person\n{self.person}")[:20]

    def keyed(self, text: str) -> str:
        """The hash of a text under the key, 64 hexadecimal digits."""
        return hmac.new(bytes.fromhex(self.key), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def identity(connection: Connection, person: str) -> Identity:
    """Who that person is in the log, made when they were not there yet."""
    known = one(connection, PEOPLE, person=person)
    if known is None:
        known = {"person": person, "key": secrets.token_hex(32)}
        add_once(connection, PEOPLE, known, unique="person")
    return Identity(known["person"], known["key"])


def identities(connection: Connection) -> dict[str, Identity]:
    """Everybody whose key is there, by pseudonym."""
    known = (Identity(row["person"], row["key"]) for row in every(connection, PEOPLE, select(PEOPLE)))
    return {identity.pseudonym: identity for identity in known}


def destroy(connection: Connection, person: str) -> None:
    """Takes the key away for good."""
    connection.execute(delete(PEOPLE).where(PEOPLE.c.person == person))
