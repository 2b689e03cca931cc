"""The process `nianbao`: an interrupt is one line also while the code is being read."""

from __future__ import annotations

import signal
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command that the process was started with."""
    try:
        # Reading the code takes a second, in which a person may change their mind.
        from nianbao.cli import main as commands
    except KeyboardInterrupt:
        sys.stderr.write("nianbao: interrupted; run the command again\n")
        sys.exit(_INTERRUPTED)
    try:
        commands(prog_name="nianbao")
    finally:
        # What is left is waiting for workers that end: who interrupts that means it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
