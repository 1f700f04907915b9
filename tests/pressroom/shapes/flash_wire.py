"""A wire of flashes: JSON rows with the whole text, titles in 【】 inside it or empty, epoch seconds, adverts."""

from typing import Any

from tests.pressroom.listings import DataListing
from tests.pressroom.story import Story


class FlashWire(DataListing):
    """Breaks those who keep the advert row."""

    start = "/nodeapi/telegraphList"
    skin = "media"
    template = "media"
    per_page = 50

    def path_of(self, story: Story) -> str:
        return f"/detail/{story.number}"

    def data(self, number: int) -> Any:
        rows: list[dict[str, object]] = [
            {
                "id": s.number,
                "title": s.title,
                "content": f"【{s.title}】" + "".join(s.paragraphs),
                "ctime": int(s.published.timestamp()),
                "modified_time": 1750000000,
                "shareurl": self.url_of(s),
                "is_ad": 0,
                "reading_num": 120000 + s.number,
            }
            for s in self.ordered()
        ]
        advert = {
            "id": 9,
            "title": "【广告】开户即送理财礼包，限时领取",
            "content": "【广告】开户即送理财礼包",
            "ctime": 1739000000,
            "shareurl": f"{self.base}/ad/click?id=9",
            "is_ad": 1,
        }
        rows.insert(2, advert)
        return {"error": 0, "data": {"roll_data": rows, "refresh": 30}}
