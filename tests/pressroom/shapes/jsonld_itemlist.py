"""JSON-LD of type ItemList beside visible cards whose titles are pictures."""

import json

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class JsonldItemlist(HtmlListing):
    """Breaks those who want the title in the link's text; breadcrumbs and the organisation are JSON-LD as well."""

    start = "/newsroom"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        cards = "\n".join(
            f'<div class="pic-card"><a href="{self.href(story)}"><img src="/static/title-{story.number}.png"></a></div>'
            for story in stories
        )
        return f'<div class="pic-wall">\n{cards}\n</div>'

    def head(self, number: int) -> str:
        items = [
            {
                "@type": "ListItem",
                "position": i,
                "item": {
                    "@type": "NewsArticle",
                    "url": self.url_of(story),
                    "headline": story.title,
                    "datePublished": story.published.isoformat(),
                },
            }
            for i, story in enumerate(self.ordered(), 1)
        ]
        crumbs = [
            {"@type": "ListItem", "position": 1, "name": "首页", "item": self.base + "/"},
            {"@type": "ListItem", "position": 2, "name": "新闻中心", "item": self.url},
        ]
        graph = [
            {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": crumbs},
            {"@context": "https://schema.org", "@type": "Organization", "name": self.content.name, "url": self.base},
            {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items},
        ]
        return "\n".join(
            f'<script type="application/ld+json">{json.dumps(part, ensure_ascii=False)}</script>' for part in graph
        )
