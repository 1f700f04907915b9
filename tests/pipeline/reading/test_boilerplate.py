"""What stands in a body without belonging to it goes, what could be the news stays."""

import pytest

from pipeline.reading.boilerplate import is_boilerplate
from pipeline.reading.tree import Block


def line(text, links=0):
    return Block(text=text, links=links, node=0, heading=0, region=-1)


@pytest.mark.parametrize(
    "text",
    [
        "（责任编辑：王五）",
        "【责任编辑：王五】",
        "来源：示例网",
        "文 | 张三",
        "图：李四",
        "编辑 张三 校对 李四",
        "资料图：市民在寒冷天气中出行。中新社记者 张三 摄",
        "免责声明：本文仅代表作者个人观点，与本网无关。",
        "未经授权，不得转载。",
        "图片来自网络，如有侵权，请联系删除。",
        "（原题为《平台上线新模型》）",
        "长按识别下方二维码关注我们",
        "点击下载客户端",
        "扫一扫 关注我",
        "下一篇：另一条新闻",
        "（完）",
        "—— END ——",
        "※※※",
        "Read more: the model that everybody talks about",
        "Subscribe to our newsletter",
        "© 2025 Example. All rights reserved.",
        "The new building of Example Cloud (Image: Example)",
    ],
)
def test_lines_that_go(text):
    assert is_boilerplate(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "打开示例 App，用户可在首页切换使用新模型满血版。",
        "本文来自合作方的技术团队认为，示例云上线了新模型，开发者可直接调用。",
        "记者：贵公司已经接入新模型了吗？",
        "张三：是的，我们二月六日已经全面接入，所有用户都可以使用。",
        "来源于示例云的消息显示：示例云上线新模型",
        "收藏级产品上市，并搭载新模型",
        "声明显示，公司已接入新模型",
        "更多企业接入新模型",
        "点击率提升三成，示例汽车接入新模型。",
        "图灵公司宣布接入新模型",
        "文心平台同时上线新模型",
        "Reading the model's output aloud is now possible in Example Car.",
        "Watchmaker Example has integrated the new model.",
    ],
)
def test_lines_that_stay(text):
    assert not is_boilerplate(line(text))


def test_a_line_that_is_one_link_goes_and_a_sentence_with_a_link_stays():
    assert is_boilerplate(line("另一条新闻的标题在这里", links=11))
    assert not is_boilerplate(line("示例科技宣布上线新模型，开发者可以直接调用。", links=8))
