"""A carousel above the list: two slides are articles of the list, two sell products under long titles."""

from html import escape

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class CarouselMixed(HtmlListing):
    """Breaks those who take the whole carousel, or who keep its articles twice."""

    start = "/news-media/media-center"
    per_page = 10

    def path_of(self, story: Story) -> str:
        return f"/news-media/article/{story.number}"

    def above(self, number: int) -> str:
        if number > 1:
            return ""
        first = [(self.href(s), s.title) for s in self.ordered()[1:3]]
        promotions = [
            ("/campaign/spring", "新春消费季：线下扫码立减惊喜不断"),
            ("/products/wealth", "稳稳的幸福：一站式财富管理服务"),
        ]
        slides = "".join(
            f'<div class="swiper-slide"><a href="{path}"><img src="/static/slide.jpg" alt=""><p>{escape(text)}</p></a></div>'
            for path, text in [first[0], promotions[0], first[1], promotions[1]]
        )
        return f'<div class="swiper-container banner"><div class="swiper-wrapper">{slides}</div></div><h2>新闻中心</h2>'

    def rows(self, stories: list[Story]) -> str:
        lines = "\n".join(
            f'<section class="art"><a href="{self.href(s)}"><h3>{escape(s.title)}</h3></a><p class="abs">{escape(s.summary)}</p>'
            f'<p class="foot"><span>{s.published:%Y-%m-%d}</span><span>公司动态</span></p></section>'
            for s in stories
        )
        return f'<div class="arts">\n{lines}\n</div>'
