"""An international newsroom in English: `February 5, 2025`, category labels, Read more links, a language switch."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class EnglishSite(HtmlListing):
    """Breaks Chinese-only date readers; every card has a category link and a Read more beside its title."""

    start = "/en/newsroom/press-releases.html"
    skin = "english"
    template = "english"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/en/newsroom/press-releases/{story.published:%Y-%m-%d}-{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        return "\n".join(
            f'<div class="pr-card"><a class="category" href="/en/newsroom/category/ai">Press release</a><h3><a href="{self.href(story)}">{escape(story.title)}</a></h3>'
            f'<p class="date">{story.published:%B} {story.published.day}, {story.published.year}</p><p>{escape(story.summary)}</p><a class="cta" href="{self.href(story)}">Read more</a></div>'
            for story in stories
        )
