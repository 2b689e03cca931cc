"""What a user is told when something cannot be done, and the exit codes of the commands."""

from __future__ import annotations

import click

#: The command did what was asked.
OK = 0
#: It was done in part, or what was given is no report.
PARTLY = 1
#: Nothing could be done: unreadable input, wrong usage.
NOTHING = 2
#: A person interrupted it; what shells say of a process that SIGINT ended.
INTERRUPTED = 130


class UserError(click.ClickException):
    """One line for the user: what, where, what to do. Ends the command with an exit code above 0."""

    exit_code = NOTHING

    def show(self, file: object = None) -> None:  # noqa: ARG002 -- click's signature
        """Print the line to standard error."""
        say(self.message)


class Interrupted(UserError):
    """A person interrupted the command."""

    exit_code = INTERRUPTED

    def __init__(self) -> None:
        super().__init__("interrupted; run the command again")


def say(message: str) -> None:
    """One line on standard error."""
    click.echo(f"nianbao: {message}", err=True)
