"""Reads content/*.yaml: who speaks on which site, and what."""

import datetime as dt
import random
import zlib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.pressroom.story import SHANGHAI, Claim, SiteContent, Story

FOLDER = Path(__file__).parent / "content"
PER_SITE = 12  # stories of a site, its own and those from the pools


@cache
def pools() -> dict[str, list[dict[str, str]]]:
    """The stories that fit many sites: `{name}` in them becomes the company."""
    return {file.stem: _load(file) for file in sorted((FOLDER / "pools").glob("*.yaml"))}


def _load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)


@cache
def _files() -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple((file.stem, _load(file)) for file in sorted(FOLDER.glob("*.yaml")))


def load(now: dt.datetime, only: Collection[str] | None = None) -> list[SiteContent]:
    """The sites (`only` these slugs, or all) in the order of their files; `days_ago`, `hours_ago` count from `now`."""
    entries = [entry for _, file in _files() for entry in file["sites"]]
    return [_site(entry, now) for entry in entries if only is None or entry["slug"] in only]


def bulk(hosts: int, articles: int) -> list[SiteContent]:
    """Sites for benchmarks: `articles` stories each from the pools, one in twenty naming the topic without adopting it."""
    texts = [
        (story["title"], story["text"])
        for name in ("company", "cloud", "automotive", "public")
        for story in pools()[name]
    ]
    start = dt.datetime(2025, 2, 9, 12, 0, tzinfo=SHANGHAI)
    sites = []
    for host in range(1, hosts + 1):
        name = f"第{host}公司"
        stories = []
        for number in range(articles):
            title, text = texts[(number * 7 + host) % len(texts)]
            lines = _paragraphs(text.replace("{name}", name)) * 3
            if number % 20 == 0:
                lines += ("有记者问及是否接入 DeepSeek，公司表示目前没有相关计划。",)
            stories.append(
                Story(
                    number=10_000 + number,
                    title=f"{title.replace('{name}', name)}（第{number}期）",
                    published=start - dt.timedelta(hours=articles - number),
                    paragraphs=lines,
                )
            )
        sites.append(SiteContent(slug=f"bulk-{host}", name=name, shape="bulk", stories=stories))
    return sites


def _site(entry: dict[str, Any], now: dt.datetime) -> SiteContent:
    slug = entry["slug"]
    content = SiteContent(
        slug=slug,
        name=entry["name"],
        shape=entry["shape"],
        stories=[],
        company=entry.get("company"),
        role=entry.get("role", "official"),
        sector=entry.get("sector"),
        language=entry.get("language", "zh"),
        options=entry.get("options", {}),
    )
    chance = random.Random(zlib.crc32(slug.encode()))
    drafts = [_own(story, content, now, chance) for story in entry["stories"]]
    drafts += _from_pool(entry, content, chance, PER_SITE - len(drafts))
    drafts.sort(key=lambda draft: draft["published"])
    first = chance.randrange(1000, 9000)
    content.stories = [
        Story(number=first + i * 3, language=content.language, **draft) for i, draft in enumerate(drafts)
    ]
    return content


def _own(story: dict[str, Any], content: SiteContent, now: dt.datetime, chance: random.Random) -> dict[str, Any]:
    published = _when(story, now, chance)
    adopts = story.get("adopts", [])
    if isinstance(adopts, dict):
        adopts = [adopts]
    return {
        "title": story["title"],
        "published": published,
        "paragraphs": _paragraphs(story["text"]),
        "claims": tuple(_claim(claim, content, published.date()) for claim in adopts),
        "pinned": bool(story.get("pinned")),
        "wall": story.get("wall", ""),
        "image_only": bool(story.get("image_only")),
    }


def _when(story: dict[str, Any], now: dt.datetime, chance: random.Random) -> dt.datetime:
    clock = dt.time(chance.randrange(8, 20), chance.randrange(60), chance.randrange(60))
    local = now.astimezone(SHANGHAI)
    if "hours_ago" in story:
        return local - dt.timedelta(hours=story["hours_ago"])
    day = story["date"] if "date" in story else local.date() - dt.timedelta(days=story["days_ago"])
    return dt.datetime.combine(day, clock, SHANGHAI)


def _claim(claim: dict[str, Any], content: SiteContent, published: dt.date) -> Claim:
    return Claim(
        company=claim.get("company") or str(content.company),
        date=claim.get("date") or published,
        sector=claim.get("sector") or str(content.sector),
        kind=claim.get("kind", "integrates"),
        models=tuple(claim.get("models", ())),
        product=claim.get("product"),
    )


def _from_pool(entry: dict[str, Any], content: SiteContent, chance: random.Random, wanted: int) -> list[dict[str, Any]]:
    """Further stories of the site, each pool story at most once, on days from October 2024 to February 2025."""
    pool = [story for name in entry.get("pools", ()) for story in pools()[name]]
    chosen = chance.sample(pool, min(wanted, len(pool))) if wanted > 0 else []
    name = entry.get("short", content.company or content.name)
    last = dt.date(2025, 2, 9)
    days = sorted(chance.sample(range(120), len(chosen)))
    drafts = []
    for story, back in zip(chosen, days, strict=True):
        clock = dt.time(chance.randrange(8, 20), chance.randrange(60), chance.randrange(60))
        drafts.append(
            {
                "title": story["title"].replace("{name}", name),
                "published": dt.datetime.combine(last - dt.timedelta(days=back), clock, SHANGHAI),
                "paragraphs": _paragraphs(story["text"].replace("{name}", name)),
            }
        )
    return drafts


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
