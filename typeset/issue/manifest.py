"""The keys of a manifest and of an article's front matter, as pydantic models at the edge."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from typeset.issue.fields import (
    Address,
    Day,
    FilePath,
    Headline,
    LayoutName,
    Line,
    Lines,
    Number,
    Paragraph,
    StartName,
)
from typeset.issue.model import Start, Text
from typeset.issue.settings import Settings


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _entry(value: object) -> object:
    return {"file": value} if isinstance(value, Text) else value


class ArticleEntry(_Strict):
    """An article in a section's list: its file, and where it starts in this issue."""

    file: FilePath = Field(description="文章文件。The article's file.")
    start: StartName = Field(
        default=Start.AUTO,
        description="从哪里开始。Where it starts: auto, page, left, right, run-on.",
    )
    slot: Line | None = Field(
        default=None, description="版式里的位置。The place in the layout that it fills."
    )


_STRING = {"type": "string", "minLength": 1}
Entry = Annotated[
    ArticleEntry,
    BeforeValidator(_entry),
    WithJsonSchema({"anyOf": [_STRING, ArticleEntry.model_json_schema()]}),
]
Row = Annotated[dict[str, Lines], Field(min_length=1, max_length=1)]


class SectionEntry(_Strict):
    """A 栏目 of the issue."""

    title: Line = Field(description="栏目名。The section's title.")
    articles: list[Entry] = Field(description="文章，按刊登顺序。Its articles in printed order.")
    start: StartName = Field(
        default=Start.AUTO,
        description="从哪里开始。Where it starts: auto, page, left, right, run-on.",
    )


class CoverEntry(_Strict):
    """What the cover shows beside the title."""

    headline: Headline | None = Field(
        default=None,
        description="封面标题，// 表示可换行处。The cover line; // marks possible breaks.",
    )
    image: FilePath | None = Field(default=None, description="封面图片。The picture.")


class FollowEntry(_Strict):
    """The QR code of the 公众号."""

    caption: Line = Field(description="二维码下的文字。The words under the QR code.")
    image: FilePath | None = Field(
        default=None, description="二维码图片。The picture of the QR code."
    )


class OrganisationEntry(_Strict):
    """A publisher, which has a page of its own."""

    name: Line = Field(description="机构名。Its name.")
    name_en: Line | None = Field(default=None, description="英文名。Its name in English.")
    logo: FilePath | None = Field(default=None, description="标志图片。Its logo.")
    text: FilePath = Field(description="机构介绍文件。The Markdown file that presents it.")


class CheckEntry(_Strict):
    """What `typeset check` looks at, in issue.yaml or in the project's typeset.toml."""

    select: Lines | None = Field(
        default=None, description="只查这些编号，可只写开头。Codes to look at, or their beginnings."
    )
    ignore: Lines | None = Field(
        default=None, description="不查这些编号。Codes to leave out, or their beginnings."
    )
    spellings: Lines | None = Field(
        default=None, description="本刊的写法，如 App。The house's spellings of names."
    )
    words: Lines | None = Field(
        default=None, description="不算错的词。Words never to be found fault with."
    )

    @property
    def settings(self) -> Settings:
        """Return the wishes as the checks take them."""
        lists = (self.select, self.ignore, self.spellings, self.words)
        return Settings(*(tuple(map(str, each or ())) for each in lists))


class Manifest(_Strict):
    """issue.yaml."""

    layout: LayoutName = Field(description="版式@版本。The layout and its version, as brief@1.")
    title: Line = Field(description="刊名。The newsletter's title.")
    number: Number = Field(description="总期号。The number of the issue, counted from the first.")
    date: Day = Field(description="出版日期，如 2024-07-15。The date of the issue.")
    sections: list[SectionEntry] = Field(description="栏目。The sections in printed order.")
    number_in_year: Number | None = Field(
        default=None, description="年内期号。The number of the issue within its year."
    )
    tagline: Line | None = Field(
        default=None, description="刊名上方的一行字。The line above the title."
    )
    subtitle: Line | None = Field(
        default=None, description="刊名下方的一行字。The line below the title."
    )
    cover: CoverEntry | None = Field(default=None, description="封面。The cover.")
    masthead: list[Row] = Field(
        default_factory=list, description="版权页各行：标签: 内容。The rows of the staff box."
    )
    follow: FollowEntry | None = Field(
        default=None, description="公众号二维码。The QR code to follow."
    )
    statement: Paragraph | None = Field(default=None, description="声明。The legal statement.")
    organisations: list[OrganisationEntry] = Field(
        default_factory=list, description="机构介绍。The publishers' pages."
    )
    options: dict[str, Any] = Field(
        default_factory=dict, description="版式选项。Options of the layout."
    )
    check: CheckEntry | None = Field(
        default=None, description="检查的要求。What the checks look at."
    )
    fields: dict[str, Lines] = Field(
        default_factory=dict,
        description="版式另要的内容。What only this layout prints, by the names it gives.",
    )


class FrontMatter(_Strict):
    """The lines between `---` and `---` at the top of an article."""

    title: Headline = Field(
        description="文章标题，// 表示可换行处。The headline; // marks possible breaks."
    )
    source: Line | None = Field(default=None, description="来源。Where the text comes from.")
    link: Address | None = Field(
        default=None,
        description="原文网址，没有就写“无”。The address of the original, or none.",
    )
    link_caption: Line | None = Field(
        default=None, description="二维码下的文字。The words under the link's QR code."
    )
    lead: Paragraph | None = Field(default=None, description="导语。The lead.")
    fields: dict[str, Lines] = Field(
        default_factory=dict,
        description="版式另要的内容，如作者。What only some layouts print, such as an author.",
    )


def schema_json() -> str:
    """Return the JSON schema of manifests, with that of front matter under `$defs`."""
    schema = Manifest.model_json_schema()
    schema["$defs"]["FrontMatter"] = FrontMatter.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
