"""What a share button or a campaign hangs on an address, and a page does not need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, Kind, warning
from typeset.check.links.addresses import Address
from typeset.diagnostics import Bilingual

# Parameters that no site reads to find a page: they count campaigns and visitors.
_ANYWHERE = re.compile(
    r"utm_\w+|stm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium)|spm(?:_id_from)?|scm"
    r"|hm(?:sr|pl|cu|kw|ci)|share_(?:token|source|medium|plat|tag|from|session_id|times)"
    r"|sharer?_share\w+|vd_source|unique_k|is_all_page|from_?spmid|isappinstalled|nsukey|bbid"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|mc_[ce]id|_hs(?:enc|mi)|__hs\w+|vero_id|oly_\w+|mkt_tok|_ga|_gl|wt_mc|cmpid|ref_src"
    r"|weibo_id|sudaref|wxshare_count|tt_from|weixin_\w*share\w*|clicktime|enterid|share_id",
    re.IGNORECASE,
)
# `from=` and its like mean something on some sites: only what a share button writes goes.
_SHARED = re.compile(
    r"(?:from|share|source|src|channel|refer(?:er)?)="
    r"(?:singlemessage|groupmessage|timeline|weixin|wechat|wx|wxshare|wx_share|qq|qzone|weibo|share"
    r"|app_share|sharebtn|mpshare|timeline_share)",
    re.IGNORECASE,
)
# What mp.weixin.qq.com adds to __biz, mid, idx and sn, which name the article.
_WEIXIN = re.compile(
    r"scene|srcid|sharer_shareinfo|sharer_sharetime|sharer_shareinfo_first|sessionid"
    r"|subscene|ascene|devicetype|version|nettype|abtest_cookie|lang|exportkey|pass_ticket"
    r"|wx_header|fontgear|key|uin|from|mpshare|poc_token|click_id|session_us"
    r"|finder_biz_enter_id|forceh5|acctmode|countrycode|realreporttime|chksm|wxwork_userid"
    r"|xtrack"
)
_SITES = {
    "bilibili.com": frozenset(["seid", "ts", "plat_id", "p_from", "mid", "buvid", "up_id"]),
    "weibo.com": frozenset(("sourcetype", "type", "luicode", "lfid", "featurecode")),
    "zhihu.com": frozenset(("utm_id", "utm_psn", "share_code")),
    "toutiao.com": frozenset(("app", "timestamp", "req_id", "group_id", "wid", "use_new_style")),
    "163.com": frozenset(("spss", "spsnuid", "spsdevid", "spsvid", "spsw", "f")),
    "thepaper.cn": frozenset(("commtag",)),
}
_IDLE_FRAGMENT = re.compile(r"#(?:rd|wechat_redirect|wechat_webview_type=1|:~:text=.*)$")


def is_tracking(piece: str, host: str) -> bool:
    """Tell whether the piece `key=value` of a query only counts visitors of `host`."""
    key = piece.partition("=")[0]
    if _ANYWHERE.fullmatch(key) or _SHARED.fullmatch(piece):
        return True
    if host == "mp.weixin.qq.com":
        return _WEIXIN.fullmatch(key.lower()) is not None
    return any(
        key.lower() in keys and (host == site or host.endswith(f".{site}"))
        for site, keys in _SITES.items()
    )


def without_tracking(url: str) -> str:
    """Return an address without what only counts visitors; the rest stays as it is written."""
    head, mark, query = url.partition("?")
    host = re.sub(r"^\w+://(?:[^/@]*@)?|[:/].*$", "", head).lower()
    bare = _IDLE_FRAGMENT.sub("", url)
    if not mark:
        return bare
    query, fragment_mark, fragment = bare.partition("?")[2].partition("#")
    kept = [piece for piece in query.split("&") if not is_tracking(piece, host)]
    if len(kept) == query.count("&") + 1:
        return bare
    return head + ("?" if kept else "") + "&".join(kept) + fragment_mark + fragment


def find_tracking(address: Address) -> Iterator[Found]:
    """Find parameters that count visitors."""
    if "?" not in address.url and "#" not in address.url:
        return
    new = without_tracking(address.url)
    if new != address.url:
        dropped = [p for p in address.queries if is_tracking(p, address.host)]
        fragment = _IDLE_FRAGMENT.search(address.url)
        text = "&".join(dropped) or (fragment.group() if fragment else "")
        yield address.mended(new, text=text[:60])


TRACKING = Check(
    rule=warning(
        "U001",
        (
            "网址里带着统计来源的尾巴：{text}",
            "The address carries what only counts visitors: {text}",
        ),
        ("请改成 {new}", "Write {new}"),
    ),
    title=Bilingual("跟踪参数", "Tracking parameters"),
    why=Bilingual(
        "分享和投放时加上的参数（utm_*、spm、from=singlemessage、微信的 scene 等）与内容无关，"
        "却让网址变长、二维码变密，还把转发人的信息印在纸上。",
        "What a share button adds does not help to find the page; it makes the line longer and the "
        "code denser, and prints who passed the link on.",
    ),
    examples=(
        Example(
            "link: https://www.example.com/a?utm_source=wechat&id=3",
            "link: https://www.example.com/a?id=3",
            Kind.META,
        ),
        Example(
            "见[通知](https://www.example.com/a?id=3&from=singlemessage)。",
            "见[通知](https://www.example.com/a?id=3)。",
        ),
        Example(
            "link: https://mp.weixin.qq.com/s/Ab3_xYz?scene=1&srcid=0715abc#rd",
            "link: https://mp.weixin.qq.com/s/Ab3_xYz",
            Kind.META,
        ),
    ),
    find=find_tracking,
    mends=True,
)

CHECKS = (TRACKING,)
