"""Which lines the comments of a file keep quiet, and for which codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from typeset.issue.directives import codes_of, comments_in, note_in
from typeset.issue.prose import Script, Silence


def silences_in_yaml(script: Script, first: int, last: int) -> Iterator[Silence]:
    """Yield what comments in YAML silence: their own line, or the next if they stand alone."""
    for number in range(first, min(last, len(script.starts) - 1) + 1):
        line = script.line(number)
        match = note_in(line)
        if match is None:
            continue
        start = script.offset(number, match.start() + 1)
        span = script.span(start, start + len(match.group().rstrip()))
        at = number + 1 if line.lstrip().startswith("#") else number
        reach = (1, len(script.starts)) if match["whole"] else (at, at)
        yield Silence(span, codes_of(match), *reach)


def silences_in_body(script: Script, tokens: Sequence[Token], first_line: int) -> Iterator[Silence]:
    """Yield what comments in a body silence: the block that follows, or that they stand in."""
    blocks = [token for token in tokens if token.map and token.nesting >= 0]
    for at, token in enumerate(blocks):
        if token.type not in ("html_block", "inline"):
            continue
        for match in comments_in(token.content):
            line = first_line + (token.map or [0])[0]
            following = (each for each in blocks[at + 1 :] if each.type != "html_block")
            block = token if token.type == "inline" else next(following, token)
            reach = [first_line + each for each in block.map or [0, 1]]
            if match["whole"]:
                reach = [1, len(script.starts) + 1]
            start = script.text.find(match.group(), script.offset(line))
            span = script.span(start, start + len(match.group()))
            yield Silence(span, codes_of(match), reach[0], reach[1] - 1)
