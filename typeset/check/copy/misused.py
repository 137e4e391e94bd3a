"""Words that are wrong in the form in which they are written.

Sources: 《现代汉语词典》 (7th edition), 《第一批异形词整理表》 (2001) and the yearly lists of
common mistakes of 《咬文嚼字》; only forms that no context makes right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.check.checks import Check, Example, Found, mended, warning
from typeset.check.copy.mistakes import Mistake, finder
from typeset.check.copy.misused_words import WORDS
from typeset.diagnostics import Bilingual
from typeset.issue.prose import Passage

_RIGHT = dict(each.split("→") for each in WORDS.split())
_WRONG = re.compile("|".join(sorted(_RIGHT, key=len, reverse=True)))
_ACCOUNT = (
    r"账号|帐号|系统|网站|官网|平台|APP|App|后台|邮箱|网页|门户|客户端|小程序|公众号|微信"
    r"|(?:手机|网上)银行"
)


def find_misused(passage: Passage) -> Iterator[Found]:
    """Find words in a form that is never right."""
    for match in _WRONG.finditer(passage.text):
        yield mended(passage, *match.span(), _RIGHT[match.group()])


MISUSED = Check(
    rule=warning(
        "T078",
        ("“{text}”是错别字。", "“{text}” is misspelt."),
        ("请写作“{new}”。", "Write {new}."),
    ),
    title=Bilingual("错别字", "Misspelt words"),
    why=Bilingual(
        "这些写法在任何语境里都不对（《现代汉语词典》《咬文嚼字》历年差错表）。",
        "No context makes these forms right (《现代汉语词典》, the lists of 《咬文嚼字》).",
    ),
    examples=(
        Example("这只是其中一部份。", "这只是其中一部分。"),
        Example("各地一如继往地支持。", "各地一如既往地支持。"),
        Example("**迫不急待**地上线。", "**迫不及待**地上线。"),
    ),
    find=find_misused,
    mends=True,
)

MISUSED_HERE = Check(
    rule=warning(
        "T079",
        ("这里的“{text}”应当是“{new}”。", "“{text}” should be “{new}” here."),
        ("请改成“{new}”。", "Write {new}."),
    ),
    title=Bilingual("用错的近音近义词", "Words that sound alike"),
    why=Bilingual(
        "“截止”是停止，后面不跟时间；说统计到某时用“截至”。“登陆”是上岸，进入系统是“登录”。",
        "截止 is to stop, 截至 is as of; 登陆 is to land, 登录 is to log in.",
    ),
    examples=(
        Example("截止2024年5月，用户达8亿户。", "截至2024年5月，用户达8亿户。"),
        Example("请登陆官网查询。", "请登录官网查询。"),
        Example("他好象忘了。", "他好像忘了。"),
        Example("请工人按装电梯。", "请工人安装电梯。"),
    ),
    find=finder(
        Mistake(
            re.compile(
                r"(?:(?<![\s\S])|(?<=[，。；：（\n“]))(?P<bad>截止)"
                r"(?=(?:[0-9]{2,4} ?年|[0-9]{1,2} ?月|目前|今年|去年|昨[日天]|本[月周期]|上[月周年]"
                r"|[二一][〇零○一九]|当前|现在|发稿|北京时间))"
            ),
            "截至",
            ("截",),
        ),
        Mistake(
            re.compile(rf"(?P<bad>登陆)了?(?=[^，。；、！？]{{0,8}}(?:{_ACCOUNT}))"),
            "登录",
            ("陆",),
        ),
        Mistake(
            re.compile(r"(?:账号|帐号|密码|用户|扫码|一键|重新)(?P<bad>登陆)"), "登录", ("陆",)
        ),
        Mistake(re.compile("(?<![发公颁宣分])(?P<bad>布署)(?!名)"), "部署", ("署",)),
        Mistake(re.compile("(?<=[就好])(?P<bad>象)(?![征棋牙形])"), "像", ("象",)),
        Mistake(re.compile("(?P<bad>按装)(?![置配订载箱备修甲船])"), "安装", ("按",)),
        Mistake(re.compile(r"(?:(?<![\s\S])|(?<=[，。；：]))(?P<bad>一但)"), "一旦", ("但",)),
        Mistake(
            re.compile("(?<![自知异克律利])(?P<bad>己经)(?![营历过商济验常受])"), "已经", ("己",)
        ),
        Mistake(
            re.compile(
                "(?P<bad>既使)(?=[^。；！？]{1,30}，[^。；！？]{0,8}(?:也|都|还是)(?![使让]))"
            ),
            "即使",
            ("既",),
        ),
    ),
    mends=True,
)

CHECKS = (MISUSED, MISUSED_HERE)
