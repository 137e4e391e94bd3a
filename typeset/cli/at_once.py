"""How many issues are made at once, and what each may take: options that commands share."""

from __future__ import annotations

import os

import click

TIMEOUT_S = 600

jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="同时排几期（默认每个处理器一期）/ issues at once, one a processor by default",
)
timeout_option = click.option(
    "--timeout",
    "timeout_s",
    type=click.FloatRange(0),
    metavar="SECONDS",
    help=f"每期最多多少秒，0 为不限（多期时默认 {TIMEOUT_S}）/ the most an issue may take",
)
memory_option = click.option(
    "--memory",
    "memory_mib",
    type=click.IntRange(64),
    metavar="MIB",
    help="每个进程最多多少 MiB 内存 / the most memory a process may take",
)


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
