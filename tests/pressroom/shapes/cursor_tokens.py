"""JSON pages chained by an opaque cursor; no totals, no page numbers."""

import base64
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.messages import Request
from tests.pressroom.story import Story


class CursorTokens(DataListing):
    """Breaks those who count pages."""

    start = "/api/v3/posts"
    per_page = 5

    def page_asked(self, request: Request) -> int:
        try:
            return int(
                base64.urlsafe_b64decode(request.query.get("cursor", "").encode()).decode().removeprefix("page:") or 1
            )
        except ValueError:
            return 1

    def path_of(self, story: Story) -> str:
        return f"/posts/{story.number}"

    def data(self, number: int) -> Any:
        more = number < len(self.paged()) or "endless_pages" in self.states
        token = base64.urlsafe_b64encode(f"page:{number + 1}".encode()).decode() if more else ""
        rows = [
            {
                "postId": s.number,
                "title": s.title,
                "webUrl": self.url_of(s),
                "publishedAt": s.published.isoformat(),
                "author": {"name": "官方账号"},
            }
            for s in self.on_page(number)
        ]
        return {"items": rows, "nextCursor": token, "hasMore": more}
