"""pageInfo.txt: JSON whose payload is a string that holds JSON again, served as text/html."""

import json
from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class JsonInString(DataListing):
    """Breaks those who parse once."""

    start = "/CN/gywm/xwdt/pageInfo.txt"
    content_type = "text/html"
    skin = "bank"
    per_page = 50

    def path_of(self, story: Story) -> str:
        return f"/CN/gywm/xwdt/{story.published:%Y%m}/t{story.published:%Y%m%d}_{story.number}.html"

    def data(self, number: int) -> Any:
        rows = [
            {"docTitle": s.title, "docPubUrl": self.url_of(s), "docRelTime": f"{s.published:%Y/%m/%d %H:%M:%S}"}
            for s in self.on_page(number)
        ]
        return {"retCode": "0000", "result": json.dumps({"rows": rows, "count": len(rows)}, ensure_ascii=False)}
