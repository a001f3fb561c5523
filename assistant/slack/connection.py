"""The connection to one Slack workspace: tokens checked, the bot behind its doors, Socket Mode that reconnects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.error import URLError

from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.websocket_client import SocketModeClient

from assistant.errors import ConfigurationError
from assistant.llm import Clock
from assistant.slack.answering import Answering
from assistant.slack.application import application
from assistant.slack.arrivals import Arrivals
from assistant.slack.bot import Bot
from assistant.slack.current import Current
from assistant.slack.delivery import Delivery
from assistant.slack.doorstep import Doorstep
from assistant.slack.lanes import Lanes
from assistant.slack.patience import Patience
from assistant.slack.people import People
from assistant.store.inbox import Inbox

WAITING, COMPUTING = 32, 4
"""Questions that are answered at once: many where each waits for a language model, few where each computes."""
CLERKS = 24
"""Questions that are announced and entered at once."""
ARRIVING = 64
"""Events that are acknowledged by one write to the disk, at most."""
SLACK = "https://slack.com/api/"
HOW = "docs/slack.md says in ten minutes how to make the app and where its tokens are."


@dataclass(frozen=True)
class Way:
    """How Slack is reached."""

    bot_token: str
    """`xoxb-…`, of the bot."""
    app_token: str = ""
    """`xapp-…`, for Socket Mode."""
    base_url: str = SLACK
    """Where the Web API is."""
    signing_secret: str = ""
    """For requests over HTTP; Socket Mode has no signatures."""

    @property
    def local(self) -> bool:
        """Whether it is a stand-in on this machine, to which no proxy leads."""
        return self.base_url.startswith("http://127.0.0.1:")


@dataclass
class Connection:
    """The bot with its app, and the socket when there is one."""

    bot: Bot
    app: App
    way: Way
    doorstep: Doorstep
    socket: SocketModeHandler | None = None

    def open(self) -> None:
        """Connects by Socket Mode; each connection takes up what was not answered.

        The client of slack_sdk alone notices a cut connection only after several failed pings, this one at once.
        """
        self.socket = SocketModeHandler(self.app, self.way.app_token, web_client=self.app.client, concurrency=ARRIVING)
        client = self.socket.client
        client.on_open_listeners.append(self._opened)
        client.socket_mode_request_listeners = [partial(self._taken, self.socket)]
        try:
            client.connect()
        except SlackApiError as error:
            self.close()
            raise refused("app_token", error) from error

    def _opened(self, _connection: object) -> None:
        self.bot.resume()

    def _taken(self, socket: SocketModeHandler, client: SocketModeClient, request: SocketModeRequest) -> None:
        with self.doorstep:
            socket.handle(client, request)

    def close(self) -> None:
        """Takes nothing more and finishes what was begun."""
        if self.socket:
            self.socket.client.close()
        self.bot.close()


def connection(current: Current, way: Way, clock: Clock, workers: int = WAITING) -> Connection:
    """The bot, ready to be connected; `ConfigurationError` when the token is refused or Slack cannot be reached.

    More than a few threads that compute keep one another, and acknowledgements, from going on.
    """
    assistant = current.now().assistant
    client, hasty = _client(way), _client(way)
    client.retry_handlers.append(Patience(clock))
    about = _who_we_are(client)
    answering = Answering(
        current=current,
        delivery=Delivery(client, hasty),
        inbox=Inbox.of(assistant.workspace),
        people=People(client, about["team_id"]),
        clock=clock,
    )
    doorstep = Doorstep()
    lanes = Lanes(workers if assistant.settings.llm.model else min(workers, COMPUTING), doorstep.clear)
    arrivals = Arrivals.of(assistant.workspace, about["team_id"])
    bot = Bot(answering, arrivals, Lanes(CLERKS, doorstep.clear), lanes, about["user_id"])
    return Connection(bot, application(bot, client, way.signing_secret), way, doorstep)


def _client(way: Way) -> WebClient:
    client = WebClient(token=way.bot_token, base_url=way.base_url)
    if way.local:
        client.proxy = None
    return client


def _who_we_are(client: WebClient) -> dict[str, str]:
    try:
        about = client.auth_test()
    except SlackApiError as error:
        raise refused("bot_token", error) from error
    except URLError as error:
        raise ConfigurationError(f"Slack cannot be reached at {client.base_url} ({error.reason}).") from error
    return {"team_id": str(about["team_id"]), "user_id": str(about["user_id"])}


def refused(token: str, error: SlackApiError) -> ConfigurationError:
    """What to say of a token that Slack does not take."""
    return ConfigurationError(f"slack.{token}: Slack refuses it ({error.response['error']}). {HOW}")
