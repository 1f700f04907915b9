"""Asks an OpenAI-compatible endpoint about low-confidence announcements; off unless settings name one."""

import logging

import httpx

from pipeline.items import Announcement, Article, Topic
from pipeline.opinion import DiscardedAnswer, Opinion, questions, read_answer
from settings import Settings

log = logging.getLogger(__name__)

MAX_ANSWER = 200_000  # bytes; a longer answer is not read to its end


def wanted(announcement: Announcement, settings: Settings) -> bool:
    """Whether this announcement is doubtful enough to ask about."""
    return bool(settings.llm_url) and announcement.confidence < settings.llm_below


def ask(article: Article, announcement: Announcement, topic: Topic, settings: Settings) -> Opinion | None:
    """The endpoint's opinion, or None when it fails in any way or its answer does not hold; the log says why.

    One request, no retries: the next poll asks again. `settings.timeout` bounds each wait in seconds.
    """
    try:
        content = _complete(questions(article, announcement, topic), settings)
        return read_answer(content, article)
    except DiscardedAnswer as error:
        log.warning("second opinion on %r discarded: %s", announcement.company, error)
    except httpx.HTTPStatusError as error:
        log.warning("second opinion: %s answered %d", settings.llm_url, error.response.status_code)
    except httpx.HTTPError as error:
        log.warning("second opinion: %s did not answer: %s", settings.llm_url, type(error).__name__)
    except (httpx.InvalidURL, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        log.warning("second opinion: %s sent an answer of another form (%s)", settings.llm_url, type(error).__name__)
    return None


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
