"""`typeset build`: issues' folders in, PDFs out; only what changed is made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from typeset.archive.jobs import DEFAULT_PROFILES
from typeset.archive.selection import Target
from typeset.cli.at_once import (
    TIMEOUT_S,
    jobs_option,
    memory_option,
    processors,
    timeout_option,
)
from typeset.cli.building import Order, Run, build_all
from typeset.cli.choosing import all_option, issues_argument, targets_of
from typeset.cli.messages import Printer
from typeset.cli.shared import lang_option

PROFILE_NAMES = ("print", "screen", "archive")
WITH_SOURCES = {"archive": "archive-with-sources"}


def _output_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what says which PDFs are made, and where."""
    options = (
        click.option(
            "-o",
            "--output",
            type=click.Path(file_okay=False, path_type=Path),
            help="写到这个文件夹（默认 build/期号/），总是重排 / folder to write to, set anew",
        ),
        click.option(
            "-p",
            "--profile",
            "profiles",
            type=click.Choice([*PROFILE_NAMES, "all"]),
            multiple=True,
            help="付印、阅读、存档（可几种；默认 print）/ kinds of PDF, several or all",
        ),
        click.option(
            "--with-sources",
            is_flag=True,
            help="存档件改用 PDF/A-3a，附上稿件 / archive as PDF/A-3a with the sources attached",
        ),
        click.option(
            "--pad",
            "pages_multiple",
            type=click.IntRange(1, 64),
            default=1,
            metavar="N",
            help="付印件末尾补白页到 N 的倍数 / fill the print file up to a multiple of N pages",
        ),
        click.option(
            "-f", "--force", is_flag=True, help="没有变化也重排 / build what is unchanged too"
        ),
        click.option(
            "--locked",
            is_flag=True,
            help="与锁文件有任何不同就不排 / refuse if anything differs from issue.lock",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what says how many issues are made, at once, and at what cost."""
    options = (
        all_option,
        jobs_option,
        click.option(
            "-k",
            "--keep-going",
            is_flag=True,
            help="某期稿件有错也接着排 / go on after an issue with errors",
        ),
        timeout_option,
        memory_option,
        click.option(
            "--cluster",
            metavar="tcp://HOST:PORT",
            help="交给 Dask 集群去排 / let a Dask cluster do the work",
        ),
        click.option(
            "--upload",
            is_flag=True,
            help="把项目传给集群，而不是让它从同一路径读 / send the project to the cluster",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("build", short_help="排出 PDF，只排有变化的 / set issues as PDFs, only what changed")
@issues_argument
@_output_options
@_batch_options
@lang_option
def command(issues: tuple[str, ...], **options: Any) -> None:
    """把一期或多期排成 PDF，打印文件路径；不写 ISSUE 时取最新一期。没有变化的不重排。

    ISSUE 还可以是一段期号（180-189）或一年（2024）。

    Set issues as PDFs and print their paths; without ISSUE, the latest one. What has not
    changed is not set again. ISSUE may also be a range (180-189) or a year (2024).
    """
    printer = Printer(options["lang"])
    if options["upload"] and not options["cluster"]:
        raise click.UsageError("--upload 要与 --cluster 同用 / --upload goes with --cluster")
    targets, usage = targets_of(issues, printer, every=options["every"])
    code: int = usage
    if targets:
        code = max(code, build_all(_run(targets, options), printer))
    sys.exit(code)


def _run(targets: tuple[Target, ...], options: dict[str, Any]) -> Run:
    names = dict.fromkeys(options["profiles"] or DEFAULT_PROFILES)
    if "all" in names:
        names = dict.fromkeys(PROFILE_NAMES)
    profiles = [WITH_SOURCES.get(n, n) if options["with_sources"] else n for n in names]
    order = Order(
        tuple(profiles),
        options["output"],
        options["pages_multiple"],
        is_forced=options["force"],
        is_locked=options["locked"],
    )
    is_batch = len(targets) > 1
    timeout_s = options["timeout_s"]
    if timeout_s is None and is_batch:
        timeout_s = TIMEOUT_S
    return Run(
        targets=targets,
        order=order,
        workers=options["jobs"] or processors(),
        timeout_s=timeout_s or None,
        memory_mib=options["memory_mib"],
        keeps_going=options["keep_going"],
        cluster=options["cluster"],
        uploads=options["upload"],
    )
