"""A district government: `[2025-02-08]` before the link, titles cut in the text and whole in `title=`, notices beside."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class GovBrackets(HtmlListing):
    """Breaks those who keep cut titles, and those who read `TRS_Editor` bodies with their styles and scripts."""

    start = "/zwgk/gzdt/"
    skin = "gov"
    template = "trs"
    per_page = 7

    def page_path(self, number: int) -> str:
        return self.start if number == 1 else f"{self.start}index_{number - 1}.html"

    def path_of(self, story: Story) -> str:
        return f"/zwgk/gzdt/content/post_{story.number}.html"

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<li><span>[{self.day(story)}]</span>·<a href="{self.url_of(story)}" title="{escape(story.title)}" target="_blank">{escape(cut(story.title))}</a></li>'
            for story in stories
        )
        return f'<div class="newslist"><ul>\n{lines}\n</ul></div>'

    def below(self, number: int) -> str:
        return (
            '<div class="links"><select onchange="window.open(this.value)"><option>上级部门网站</option><option value="http://www.example.gov.cn/">'
            "市人民政府</option></select></div>"
        )

    def above(self, number: int) -> str:
        menu = [
            ("xxgkzn", "政府信息公开指南"),
            ("xxgkzd", "政府信息公开制度"),
            ("fdzdgk", "法定主动公开内容"),
            ("ysqgk", "依申请公开办理流程"),
        ]
        links = "".join(f'<li><a href="{self.base}/zwgk/{path}/">{text}</a></li>' for path, text in menu)
        return f'<div class="left-menu"><ul>{links}</ul></div><h2>工作动态</h2>'


def cut(title: str) -> str:
    """A title as the list cuts it."""
    return title if len(title) <= 20 else title[:19] + "..."
