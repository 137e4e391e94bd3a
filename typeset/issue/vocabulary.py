"""The words that editors use for keys, and which key each of them means."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from typeset.issue.manifest import FrontMatter, Manifest

_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "标题": ("title", "headline"),
    "题目": ("title", "headline"),
    "刊名": ("title",),
    "栏目名": ("title",),
    "名称": ("name", "title"),
    "英文名": ("name_en",),
    "副标题": ("subtitle", "lead"),
    "日期": ("date",),
    "出版日期": ("date",),
    "时间": ("date",),
    "期号": ("number",),
    "总期号": ("number",),
    "期数": ("number",),
    "年内期号": ("number_in_year",),
    "版式": ("layout",),
    "模板": ("layout",),
    "封面": ("cover",),
    "封面标题": ("headline",),
    "图片": ("image", "logo"),
    "图": ("image", "logo"),
    "标志": ("logo",),
    "说明": ("caption", "link_caption"),
    "版权页": ("masthead",),
    "编委会": ("masthead",),
    "公众号": ("follow",),
    "声明": ("statement",),
    "栏目": ("sections",),
    "文章": ("articles", "file"),
    "文件": ("file", "text"),
    "机构": ("organisations",),
    "选项": ("options",),
    "来源": ("source",),
    "出处": ("source",),
    "作者": ("source",),
    "链接": ("link",),
    "网址": ("link",),
    "原文链接": ("link",),
    "导语": ("lead",),
    "摘要": ("lead",),
    "author": ("source",),
    "from": ("source",),
    "url": ("link",),
    "href": ("link",),
    "summary": ("lead",),
    "abstract": ("lead",),
    "intro": ("lead",),
    "headline": ("title",),
    "name": ("title",),
    "heading": ("title",),
    "no": ("number",),
    "issue": ("number",),
    "template": ("layout",),
    "theme": ("layout",),
    "slogan": ("tagline",),
    "staff": ("masthead",),
    "organizations": ("organisations",),
    "picture": ("image", "logo"),
    "img": ("image", "logo"),
    "photo": ("image",),
    "path": ("file", "text", "image"),
    "text": ("caption",),
    "wechat": ("follow",),
    "disclaimer": ("statement",),
    "settings": ("options",),
}

_MANIFEST = ("清单 issue.yaml", "the manifest issue.yaml")
_ARTICLE = ("文章开头的“---”段", "the article's front matter")
# Which file owns a fact that was written in the other one, by the model that refused it.
OWNERS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "FrontMatter": dict.fromkeys(
        [key for key in Manifest.model_fields if key not in FrontMatter.model_fields]
        + ["section", "start", "slot"],
        _MANIFEST,
    ),
    "ArticleEntry": dict.fromkeys(FrontMatter.model_fields, _ARTICLE),
}


def suggest_key(written: str, known: Collection[str]) -> str | None:
    """Return the key of `known` that `written` probably means, if any."""
    folded = written.strip("“”\"' ").casefold().replace("-", "_").replace(" ", "_")
    if folded in known:
        return folded
    meant = next((key for key in _SYNONYMS.get(folded, ()) if key in known), None)
    close = difflib.get_close_matches(folded, known, n=1, cutoff=0.7)
    return meant or (close[0] if close else None)
