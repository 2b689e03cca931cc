"""What `deploy/` and the page about it name exists: commands, options, files, directories of logs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from nianbao.cli import main

TOP = Path(__file__).parent.parent
DEPLOY = TOP / "deploy"
PAGE = TOP / "docs" / "operations.md"
UNITS = sorted(path.name for path in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return parser


def commands() -> Iterator[tuple[str, list[str]]]:
    """Where a command is written, and its arguments after `nianbao`."""
    for name in UNITS:
        if name.endswith(".service"):
            program, *arguments = shlex.split(unit(name)["Service"]["ExecStart"])
            assert program.endswith("/.venv/bin/nianbao")
            yield name, arguments
    for line in (DEPLOY / "nianbao.cron").read_text(encoding="utf-8").splitlines():
        if found := re.search(r"\.venv/bin/nianbao (.*?) >>", line):
            yield "nianbao.cron", shlex.split(found[1])
    for block in re.findall(r"^```\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE):
        yield from (("operations.md", shlex.split(line)[1:]) for line in block.splitlines())


def understood(arguments: list[str]) -> click.Context:
    """What click makes of the arguments, without doing it."""
    command: click.Command = main
    context = click.Context(main, info_name="nianbao")
    while isinstance(command, click.Group):
        name, *arguments = arguments
        assert name in command.commands, name
        command = command.commands[name]
    return command.make_context(command.name, arguments, parent=context)


@pytest.mark.parametrize(
    ("where", "arguments"), [pytest.param(*found, id=f"{found[0]}: {' '.join(found[1])}") for found in commands()]
)
def test_commands_are_as_they_are_written(where: str, arguments: list[str]) -> None:
    assert understood(arguments).params


def test_what_is_not_a_command_is_told() -> None:
    with pytest.raises(AssertionError):
        understood(["renew"])
    with pytest.raises(click.NoSuchOption):
        understood(["refresh", "--nightly"])


def test_every_file_runs_a_command() -> None:
    named = {where for where, _ in commands()}
    assert named == {"nianbao.service", "nianbao-web.service", "nianbao.cron", "operations.md"}


def test_timer_and_crontab_begin_the_same_run() -> None:
    timer = unit("nianbao.timer")["Timer"]
    assert timer["Unit"] in UNITS
    assert timer["OnCalendar"].endswith("Asia/Shanghai")
    service, cron = (dict(commands())[name] for name in ("nianbao.service", "nianbao.cron"))
    assert service == cron
    assert understood(service).params | {"ids": ()} == understood(service).params


def test_logs_are_written_where_they_are_rotated() -> None:
    rotated = re.findall(r"^(/\S+) \{$", (DEPLOY / "nianbao.logrotate").read_text(encoding="utf-8"), re.MULTILINE)
    assert rotated == ["/var/log/nianbao/*.log", "/srv/nianbao/data/runs.jsonl"]
    written = [
        unit(name)["Service"][key].removeprefix("append:")
        for name in UNITS
        if name.endswith(".service")
        for key in ("StandardOutput", "StandardError")
    ]
    written += re.findall(r">>(\S+)", (DEPLOY / "nianbao.cron").read_text(encoding="utf-8"))
    assert len(written) == 5
    assert all(Path(path).match(rotated[0]) for path in written)


def test_the_page_names_every_file_and_both_readmes_name_the_page() -> None:
    linked = set(re.findall(r"\]\(\.\./deploy/([^)]+)\)", PAGE.read_text(encoding="utf-8")))
    assert linked == {path.name for path in DEPLOY.iterdir()}
    for readme in ("README.md", "README.zh.md"):
        assert "(docs/operations.md)" in (TOP / readme).read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_its_units(name: str) -> None:
    command = [str(shutil.which("systemd-analyze")), "verify", str(DEPLOY / name)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- no input of others
    wrong = [line for line in verified.stderr.splitlines() if name in line and "is not executable" not in line]
    assert wrong == []
