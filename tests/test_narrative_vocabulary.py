"""The vocabulary file: readable, without doubles, with the codes that the checks name."""

from collections import Counter

import pytest

from parsers.narrative.checks import COMPARISONS
from parsers.narrative.classes import channel_of
from parsers.narrative.language import language
from parsers.narrative.vocabulary import Lexicon, Term, vocabulary


@pytest.mark.parametrize("lexicon", [vocabulary().metrics, vocabulary().channels], ids=["metrics", "channels"])
def test_every_term_is_labelled_and_once(lexicon: Lexicon) -> None:
    codes = Counter(term.code for term in lexicon.terms)
    assert [code for code, times in codes.items() if times > 1] == []
    assert [term.code for term in lexicon.terms if not (term.zh and term.en and term.words)] == []


@pytest.mark.parametrize("lexicon", [vocabulary().metrics, vocabulary().channels], ids=["metrics", "channels"])
def test_no_word_means_two_things(lexicon: Lexicon) -> None:
    words = Counter((word, term.units) for term in lexicon.terms for word in term.words)
    assert [word for word, times in words.items() if times > 1] == []


def test_checks_name_known_metrics() -> None:
    codes = {term.code for term in vocabulary().metrics.terms}
    assert {comparison.metric for comparison in COMPARISONS} <= codes
    assert {metric for metric, _ in vocabulary().following} <= codes


def test_activity_verbs_have_two_characters() -> None:
    assert [verb for verb in language().activity_verbs if len(verb) != 2] == []


def test_longest_word_wins_then_the_last() -> None:
    lexicon = Lexicon([Term("a", "甲", "A", ("解读",)), Term("b", "乙", "B", ("发布会", "发布…会"))])
    hit = lexicon.best("政策解读新闻发布会", None)
    assert hit is not None
    assert (hit.term.code, hit.weight, hit.end) == ("b", 3, 9)


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("县政府网站政务公开专栏", "website"),
        ("政务新媒体抖音号", "douyin"),
        ("服务大厅电子显示屏", "notice_board"),
        ("微博、微信", None),
        ("自媒体", None),
        ("日报等媒体", "press"),
        ("财政信息", None),
    ],
)
def test_channel(words: str, channel: str | None) -> None:
    assert channel_of(words)[0] == channel


@pytest.mark.parametrize(
    ("words", "unit", "metric"),
    [
        ("受到省级通报表扬", "次", None),
        ("印发通报", "期", "notices_of_criticism"),
        ("公开查阅点", "个", None),
        ("参与网民", "人次", "people_reached"),
        ("收到网民留言", "条", "enquiries"),
        ("编印《示例政报》", "期", "gazette_issues"),
    ],
)
def test_words_and_the_metric_that_they_make(words: str, unit: str, metric: str | None) -> None:
    hit = vocabulary().metrics.best(words, unit)
    assert (hit.term.code if hit else None) == metric
