"""A single-page application whose API wants a token that its script computes: only a browser sees the list."""

import hashlib
import json

from tests.pressroom import chrome
from tests.pressroom.messages import Request, Response
from tests.pressroom.site import Route, Site
from tests.pressroom.story import Story


class SpaRendered(Site):
    """Breaks everything but a browser; the articles themselves are ordinary pages."""

    start = "/cn/newsroom"
    per_page = 20
    rendered = True

    @property
    def hints(self) -> dict[str, object]:
        return {"kind": "rendered"}

    def routes(self) -> dict[str, Route]:
        return {self.start: self.shell, "/static/main.8c1.js": self.script, "/search/news": self.search}

    def shell(self, request: Request) -> Response:
        """The page before its script has run."""
        return self.html(
            f"<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>{chrome.heading(self)}</title></head><body>"
            "<div id='root'></div><script type='module' src='/static/main.8c1.js'></script></body></html>"
        )

    def script(self, request: Request) -> Response:
        """The application: asks for a nonce, turns it round, asks for the list, builds cards."""
        code = (
            'const n=document.title.length+"-"+location.pathname.split("").reverse().join("");'
            'fetch("/search/news",{method:"POST",headers:{"x-page-token":btoa(n)}}).then(r=>r.json()).then(d=>{const g=document.createElement("div");'
            'g.className="grid";for(const a of d.hits){const c=document.createElement("div");c.className="card";const l=document.createElement("a");'
            'l.href=a.u;l.textContent=a.t;const s=document.createElement("span");s.textContent=a.d;c.append(l,s);g.append(c)}'
            'document.getElementById("root").append(g)});'
        )
        return Response(body=code.encode(), content_type="text/javascript; charset=utf-8")

    def search(self, request: Request) -> Response:
        """The API, which refuses whoever did not run the script."""
        if request.method != "POST" or not request.headers.get("x-page-token"):
            return Response(body=b'{"hits":[],"error":"bad token"}', status=403, content_type="application/json")
        hits = [{"u": self.path_of(s), "t": s.title, "d": f"{s.published:%Y-%m-%d}"} for s in self.ordered()]
        key = hashlib.sha1(request.headers["x-page-token"].encode(), usedforsecurity=False).hexdigest()[:8]
        return Response(
            body=json.dumps({"trace": key, "hits": hits}, ensure_ascii=False).encode(), content_type="application/json"
        )

    def path_of(self, story: Story) -> str:
        return f"/cn/newsroom/{story.published:%Y}/{story.number}.html"
