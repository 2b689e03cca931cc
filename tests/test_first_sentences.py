"""The agency as the first sentences of a report name it: behind what was done for the report, and with its place."""

from __future__ import annotations

import pytest

from parsers.report import parse
from parsers.words.titles import read_title

KIND = "政府信息公开工作年度报告"
BODY = "<p>一、总体情况</p><p>2023年主动公开政府信息120条。</p><p>二、主动公开政府信息情况</p><p>主动公开120条。</p>"


def agency(title: str, sentence: str) -> tuple[str | None, int | None]:
    record = parse(f"<h1>{title}</h1><p>{sentence}</p>{BODY}".encode())
    return record.agency, record.year


@pytest.mark.parametrize("sentence", [
    f"根据《中华人民共和国政府信息公开条例》规定，现编制清水县水务局2023年{KIND}。",
    f"按照要求，特编制清水县水务局2023年{KIND}，本报告包括六部分。",
    f"按县政府办公室要求，组织编制了清水县水务局2023年{KIND}。",
    f"全体人员起草形成清水县水务局2023年{KIND}。",
    f"现将清水县水务局2023年{KIND}公布如下：",
    "本报告是清水县水务局按照条例编制的2023年政府信息公开年度报告。",
])  # fmt: skip
def test_what_was_done_is_none_of_the_name(sentence: str) -> None:
    assert agency(f"2023年{KIND}", sentence) == ("清水县水务局", 2023)


@pytest.mark.parametrize(
    "name", ["清水县委机构编制委员会办公室", "清水县机构编制和人事局", "国土空间规划编制研究中心", "清水县编制办公室"]
)
def test_an_agency_named_after_what_it_does(name: str) -> None:
    title = read_title(f"{name}2023年{KIND}")
    assert title is not None
    assert title.agency == name


@pytest.mark.parametrize("sentence", [
    "2023年，清水县水务局认真贯彻落实条例，扎实工作。",
    "2023年度清水县水务局政务公开工作在县政府指导下开展。",
    "本报告由清水县水务局根据条例编制。",
    "在县委领导下，清水县水务局政务公开工作成效明显。",
])  # fmt: skip
@pytest.mark.parametrize("short", ["水务局", "县水务局"])
def test_the_place_that_a_title_leaves_out(short: str, sentence: str) -> None:
    assert agency(f"{short}2023年{KIND}", sentence) == ("清水县水务局", 2023)


@pytest.mark.parametrize("sentence", [
    "2023年，原水务局职责划入我局。",
    "2023年，清水县水务局与甘谷县开展交流。我局向甘谷县学习。2022年，甘谷县水务局来访。",
    "在清水县委领导下，我局认真工作。",
    "对各县水务局开展培训。",
])  # fmt: skip
def test_no_place_is_guessed(sentence: str) -> None:
    assert agency(f"水务局2023年{KIND}", sentence) == ("水务局", 2023)
