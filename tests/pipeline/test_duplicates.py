"""Nearly the same texts are recognised, different ones are not."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline import duplicates
from tests.store.build import FILLER

PRESS = (
    "2月8日，某汽车集团宣布其座舱大模型已与DeepSeek-R1完成深度融合，首批两款车型将在三月通过远程升级获得新功能。\n"
    "该集团表示，融合后的模型能够理解模糊的指令，主动给出行程建议，并在断网时由端侧模型接管。\n"
    "集团研究院负责人介绍，训练采用蒸馏的方法，推理延迟降低了四成，车机算力占用基本不变。\n"
)


def same(one: str, other: str) -> bool:
    first, second = duplicates.sketch(one), duplicates.sketch(other)
    found = bool(set(duplicates.keys(first)) & set(duplicates.keys(second)))
    return found and duplicates.resemblance(first, second) >= duplicates.SAME


def test_a_reprint_with_another_head_and_tail_is_the_same() -> None:
    assert same(PRESS, "【本网讯】记者从会上获悉，" + PRESS + "免责声明：本文仅代表作者观点，投资有风险。")


def test_spacing_width_and_punctuation_do_not_matter() -> None:
    assert same(PRESS, PRESS.replace("，", ", ").replace("DeepSeek", "ＤｅｅｐＳｅｅｋ").replace("\n", "\n\n　　"))


def test_texts_on_the_same_subject_are_not_the_same() -> None:
    other = "2月8日，某手机厂商宣布其语音助手已接入DeepSeek-R1满血版，用户升级到最新版本即可体验深度思考。" + FILLER[2]
    assert not same(PRESS, other)


def test_too_little_text_is_never_the_same() -> None:
    assert duplicates.sketch("接入") == ()
    assert duplicates.resemblance((), ()) == 0.0


def test_groups_name_the_first_of_each_kind() -> None:
    texts = [PRESS, FILLER[2] + FILLER[3], PRESS + "（完）", FILLER[3] + FILLER[2]]
    assert duplicates.groups([duplicates.sketch(text) for text in texts]) == [0, 1, 0, 1]


@given(st.text(max_size=400))
def test_any_text_gives_a_sketch_that_can_be_kept(text: str) -> None:
    sketch = duplicates.sketch(text)
    assert len(sketch) in (0, duplicates.BINS)
    assert all(0 <= value < 2**32 for value in sketch)
    assert duplicates.from_text(duplicates.to_text(sketch)) == sketch
    assert all(0 <= key < 2**63 for key in duplicates.keys(sketch))
    if sketch:
        assert duplicates.resemblance(sketch, sketch) == 1.0
