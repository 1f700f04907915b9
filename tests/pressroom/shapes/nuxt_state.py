"""`window.__NUXT__=(function(a,b,...){return {...}}(...))`: a program instead of data, arguments filled in at the end."""

import json

from tests.pressroom.listings import HtmlListing
from tests.pressroom.story import Story


class NuxtState(HtmlListing):
    """Breaks those who look for JSON: repeated values are variables, keys have no quotes."""

    start = "/news"
    per_page = 20

    def path_of(self, story: Story) -> str:
        return f"/news/detail/{story.number}"

    def rows(self, stories: list[Story]) -> str:
        return '<div id="__nuxt"><div id="__layout"><div class="news-page"><p>内容加载中…</p></div></div></div>'

    def redesigned(self, stories: list[Story]) -> str:
        return self.rows(stories)

    def scripts(self, number: int) -> str:
        rows = ",".join(self.record(story) for story in self.ordered())
        key = "list" if self.layout % 2 == 0 else "records"
        return (
            f'<script>window.__NUXT__=(function(a,b,c){{return {{layout:"default",data:[{{{key}:[{rows}],total:{len(self.stories)},loading:c}}],'
            'fetch:{},error:null,serverRendered:true,routePath:"\\u002Fnews"}}("","官方新闻",false));</script>'
        )

    def record(self, story: Story) -> str:
        """One row as a minifier writes it."""
        title = json.dumps(story.title, ensure_ascii=False)
        address = json.dumps(self.path_of(story)).replace("/", "\\u002F")
        return f'{{id:{story.number},title:{title},url:{address},publishTime:"{story.published:%Y-%m-%d %H:%M}",type:b,cover:a}}'
