"""Words that the checks of spelling know."""

UNITS = "mb kb gb tb km kg mm ml mw kw gw hz pa db mah mpa khz mhz ghz kwh kv"

# Letters that are another word, or another thing, in another case.
TWO_WORDS = "it us am pm is in on or go no an at be we ma ph co as so to id"

# Names that are quoted wherever they stand; both forms in one issue are a slip.
USUALLY_QUOTED = """\
一带一路 十四五 十五五 十三五 三农 双碳 双减 双创 双一流 放管服 互联网+ 人工智能+ 数据要素×
五位一体 四个全面 四个意识 四个自信 两个维护 两个确立 三重一大 三会一课 两学一做 东数西算 新四化
五险一金 双高计划 银发经济 千万工程 三医联动 一网通办 一网统管 最多跑一次 两山 枫桥经验 三北
双随机一公开
"""

# The recommended form before the other (《第一批异形词整理表》, 2001; 《现代汉语词典》).
VARIANTS = """\
账号/帐号 账户/帐户 账单/帐单 账目/帐目 账本/帐本 图像/图象 想象/想像 身份/身分 唯一/惟一
成分/成份 订单/定单 订货/定货 订购/定购 订阅/定阅 交代/交待 执着/执著 录像/录象 照相/照像
人才/人材 烦琐/繁琐 辈分/辈份 本分/本份 过分/过份 分量/份量 分内/份内 搭档/搭当 耽搁/担搁
含义/涵义 宏图/鸿图 角色/脚色 精彩/精采 侥幸/徼幸 累赘/累坠 黏稠/粘稠 内讧/内哄 书简/书柬
思维/思惟 推诿/推委 指手画脚/指手划脚 座次/坐次 按语/案语 笔画/笔划 约莫/约摸 再接再厉/再接再砺
浑浊/混浊 归根结底/归根结柢 服侍/伏侍
"""
