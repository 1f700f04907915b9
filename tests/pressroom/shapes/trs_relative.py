"""A TRS site: addresses relative to the listing (`./202502/t20250205_1.html`), pages made by `createPageHTML`."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class TrsRelative(HtmlListing):
    """Breaks those who join with the host instead of the page, and those who want page links in the HTML."""

    start = "/news/02/"
    per_page = 6
    template = "trs"
    skin = "corporate"

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"{self.start}index_{number - 1}.html"

    def path_of(self, story: Story) -> str:
        return f"/news/02/{story.published:%Y%m}/t{story.published:%Y%m%d}_{story.number}.html"

    def href(self, story: Story) -> str:
        return f"./{story.published:%Y%m}/t{story.published:%Y%m%d}_{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><span class="fr">[{self.day(story)}]</span><a href="{self.href(story)}" title="{escape(story.title)}">{escape(story.title)}</a></li>'
            for story in stories
        )
        return f'<ul class="list_01">\n{lines}\n</ul>'

    def pager(self, number: int, last: int) -> str:
        return (
            '<div class="page"><script language="JavaScript">\n'
            'function createPageHTML(_nPageCount,_nCurrIndex,_sPageName,_sPageExt){if(_nPageCount<=1)return;document.write("...");}\n'
            f'createPageHTML({last}, {number - 1}, "index", "html");\n</script></div>'
        )
