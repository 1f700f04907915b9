"""Asks an OpenAI-compatible endpoint about low-confidence announcements; off unless settings name one."""

import logging
from datetime import datetime

import httpx

from catalog_loader import load_topic
from pipeline.items import Announcement, Article, Topic
from pipeline.opinion import DiscardedAnswer, Opinion, questions, read_answer
from settings import Settings
from store import opinions
from store.db import Engine, reading, session

log = logging.getLogger(__name__)

MAX_ANSWER = 200_000  # bytes; a longer answer is not read to its end


class EndpointError(Exception):
    """The endpoint did not give an answer at all; asking again later may help."""


def consult(article: Article, announcement: Announcement, topic: Topic, settings: Settings) -> Opinion | None:
    """The endpoint's opinion; None when what it answered does not hold (the log says why).

    One request, no retries. `settings.timeout` bounds each wait, in seconds. Raises EndpointError when it refuses or
    does not answer.
    """
    try:
        return read_answer(_complete(questions(article, announcement, topic), settings), article)
    except DiscardedAnswer as error:
        log.warning("second opinion on %r discarded: %s", announcement.company, error)
    except httpx.HTTPStatusError as error:
        raise EndpointError(f"{settings.llm_url} answered {error.response.status_code}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise EndpointError(f"{settings.llm_url} did not answer: {type(error).__name__}") from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        log.warning("second opinion: an answer of another form (%s) discarded", type(error).__name__)
    return None


def ask_about_doubtful(settings: Settings, engine: Engine, at: datetime, limit: int = 20) -> int:
    """Ask about the newest doubtful candidates that nobody was asked about; returns how many answers held.

    Does nothing unless the settings name an endpoint. Stops at the first one that does not answer, so that an endpoint
    that is away costs one request a poll.
    """
    if not settings.llm_url:
        return 0
    topic = load_topic(settings.catalog_dir, settings.topic)
    with reading(engine) as opened:
        waiting = opinions.doubtful(opened, settings.topic, settings.llm_below, limit)
    held = 0
    for number, article, announcement in waiting:
        try:
            answer = consult(article, announcement, topic, settings)
        except EndpointError as error:
            log.warning("second opinion: %s", error)
            break
        with session(engine) as opened:
            opinions.keep(opened, number, answer, settings.llm_model, at)
        held += answer is not None
    return held


def _complete(messages: list[dict[str, str]], settings: Settings) -> str:
    """The text of one chat completion (OpenAI's POST /chat/completions)."""
    body = {
        "model": settings.llm_model,
        "messages": messages,
        "temperature": 0,
        "max_tokens": 600,
        "stream": False,
        "response_format": {"type": "json_object"},
    }
    headers = {"Authorization": f"Bearer {settings.llm_key}", "User-Agent": settings.user_agent}
    url = settings.llm_url.rstrip("/") + "/chat/completions"
    with (
        httpx.Client(timeout=settings.timeout, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", url, json=body, headers=headers) as response,
    ):
        if response.status_code != 200:
            raise httpx.HTTPStatusError("not 200", request=response.request, response=response)
        raw = _read_bounded(response)
    choice = httpx.Response(200, content=raw).json()["choices"][0]
    if choice.get("finish_reason") == "length":
        raise DiscardedAnswer("the answer was cut off")
    content = choice["message"]["content"]
    if not isinstance(content, str):
        raise DiscardedAnswer("the answer is empty")
    return content


def _read_bounded(response: httpx.Response) -> bytes:
    """The body, up to MAX_ANSWER bytes. Raises DiscardedAnswer when it is longer."""
    raw = bytearray()
    for part in response.iter_bytes():
        raw += part
        if len(raw) > MAX_ANSWER:
            raise DiscardedAnswer("the answer is far too long")
    return bytes(raw)
