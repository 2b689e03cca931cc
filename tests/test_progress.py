"""How far a step has come: in lines for a log, in bars for a person."""

from __future__ import annotations

from collections.abc import Iterator

from rich.progress import Progress

from nianbao.progress import Lines, Throughput


def test_a_line_a_minute_with_throughput_and_time_left() -> None:
    times: Iterator[float] = iter([100.0, 101.0, 160.0, 200.0, 220.0, 4_000.0])
    said: list[str] = []
    lines = Lines("解析 parse nxlw", said.append, lambda: next(times))
    for done in (10, 3_000, 4_000, 6_000, 780_000):
        lines(done, 800_000)
    assert said == [
        "解析 parse nxlw: 3,000/800,000, 50.0/s, 剩余 left 4:25:40",
        "解析 parse nxlw: 6,000/800,000, 50.0/s, 剩余 left 4:24:40",
        "解析 parse nxlw: 780,000/800,000, 200.0/s, 剩余 left 0:01:40",
    ]


def test_nothing_done_has_no_speed() -> None:
    times = iter([0.0, 100.0, 200.0])
    said: list[str] = []
    lines = Lines("索引 index", said.append, lambda: next(times))
    lines(0, 5)
    lines(5, 5)
    assert said == ["索引 index: 5/5, 0.0/s, 剩余 left 0:00:00"]


def test_the_throughput_beside_a_bar() -> None:
    now = 0.0
    column = Throughput()
    bars = Progress(column, get_time=lambda: now, disable=True)
    task = bars.add_task("解析 parse nxlw", total=10_000)
    assert column.render(bars.tasks[0]).plain == ""
    for done in (0, 1_500, 3_000):
        bars.update(task, completed=done)
        now += 1.0
    assert column.render(bars.tasks[0]).plain == "1,500.0/s"
