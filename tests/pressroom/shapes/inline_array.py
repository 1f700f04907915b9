"""Three inline constants in a script, one of them the list: single quotes, trailing commas, `undefined` cover."""

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class InlineArray(HtmlListing):
    """Breaks those who want a known variable name or strict JSON."""

    start = "/cn/newsroom/"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/cn/newsroom/press/{story.number}/"

    def rows(self, stories: list[Story]) -> str:
        return '<div class="news-container" id="news-app"></div>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        rows = "".join(
            f"{{id: {story.number}, title: '{story.title}', href: '{self.path_of(story)}', date: '{story.published:%Y.%m.%d}', cover: undefined,}},\n"
            for story in self.ordered()
        )
        name = "pressList" if self.layout % 2 == 0 else "feedItems"
        return (
            "<script>\nconst siteMenu = [{name: '手机', href: '/cn/smartphones/'}, {name: '配件', href: '/cn/accessories/'},];\n"
            f"const {name} = [\n{rows}];\nconst pageConfig = {{pageSize: 9, lang: 'zh-CN',}};\n"
            "document.getElementById('news-app').innerHTML = '';\n</script>"
        )
