"""`typeset preview`: the issue in the browser, followed at each save."""

from __future__ import annotations

import gc
import sys
import webbrowser

import click

from typeset.cli.messages import Printer
from typeset.cli.shared import Exit, lang_option, open_issue
from typeset.diagnostics import Bilingual, Lang

READY = Bilingual(
    "改动存盘即见；按 Ctrl-C 结束。这个地址里的口令只给你的浏览器用，请勿转发",
    "follows every save; Ctrl-C ends it. The token in the address is for your browser alone",
)
PORT_TAKEN = Bilingual(
    "端口 {port} 用不了（{reason}）；请换一个 --port，或不写，由系统选",
    "port {port} cannot be had ({reason}); name another --port, or none and any will do",
)


@click.command("preview", short_help="在浏览器里看版面，随存随新 / see the pages follow each save")
@click.argument("issue", metavar="[ISSUE]", default="")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="端口（默认任取一个空的）/ port, any free one by default",
)
@click.option(
    "--open/--no-open",
    "opens",
    default=True,
    help="是否打开浏览器 / whether to open the browser",
)
@lang_option
def command(issue: str, port: int, opens: bool, lang: Lang) -> None:  # noqa: FBT001 -- click
    """在浏览器里按付印的样子显示一期，每次存盘后立即更新；不写 ISSUE 时取最新一期。

    Show an issue in the browser as it will print, and follow every save.
    """
    printer = Printer(lang)
    opened = open_issue(issue, printer)
    if opened is None:
        sys.exit(Exit.USAGE)
    from typeset.archive.layout_guard import check_layout_lock
    from typeset.preview.server import Preview
    from typeset.preview.serving import listen, serve
    from typeset.preview.studio import Studio

    sources, manifest = opened
    try:
        listener = listen(port)
    except OSError as error:
        printer.say(PORT_TAKEN, port=port, reason=error.strerror or error)
        sys.exit(Exit.USAGE)

    def ready(url: str) -> None:
        printer.result(url)
        sys.stdout.flush()
        printer.say(READY)
        if opens:
            webbrowser.open(url)

    # Layout looks for no rubbish, and the server looks for it after each save: see `Rubbish`.
    gc.freeze()
    studio = Studio(sources.root, sources.locate(manifest), check_layout_lock)
    serve(Preview(studio, lang), listener, ready)
    sys.exit(Exit.DONE)
