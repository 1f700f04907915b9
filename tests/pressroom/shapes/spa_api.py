"""A single-page application: the page is an empty mount point, its script asks an API that can be given as a hint."""

from typing import Any

from tests.pressroom import chrome
from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request, Response
from tests.pressroom.story import Story


class SpaApi(DataListing):
    """Breaks those who only read HTML: without a browser the list is at the API, named in the script."""

    start = "/newsroom"
    per_page = 20

    @property
    def hints(self) -> dict[str, object]:
        return {"url": f"{self.base}/gateway/cms/v2/articles"}

    def routes(self):  # type: ignore[no-untyped-def]
        return {self.start: self.shell, "/gateway/cms/v2/articles": self.respond, "/static/app.4f2a.js": self.script}

    def path_of(self, story: Story) -> str:
        return f"/newsroom/detail/{story.number}"

    def shell(self, request: Request) -> Response:
        """The page before its script has run."""
        return self.html(
            f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{chrome.heading(self)}</title></head><body>"
            "<noscript>您的浏览器未启用 JavaScript，请启用后访问。</noscript><div id='app'></div>"
            "<script src='/static/app.4f2a.js'></script></body></html>"
        )

    def script(self, request: Request) -> Response:
        """The application."""
        return self.text(
            'fetch("/gateway/cms/v2/articles").then(r=>r.json()).then(d=>{const u=document.createElement("ul");u.className="list";'
            'for(const a of d.data.records){const l=document.createElement("li");l.innerHTML=`<a href="${a.path}"></a><span>${a.date}</span>`;'
            'l.firstChild.textContent=a.title;u.append(l)}document.getElementById("app").append(u)});',
            "application/javascript",
        )

    def data(self, number: int) -> Any:
        records = [
            {
                "id": f"a{story.number}",
                "title": story.title,
                "path": self.path_of(story),
                "date": f"{story.published:%Y-%m-%d}",
            }
            for story in self.on_page(number)
        ]
        return {"code": 0, "data": {"records": records, "hasMore": False}}
