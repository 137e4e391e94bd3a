"""Why the rules of layouts, their templates and their style sheets (L) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, shown, told

EXPLAINED: Mapping[str, Explanation] = {
    "L022": shown(
        "写错的名称不起作用，版面却看不出少了什么，所以不许有不认识的名称。",
        "A misspelt key does nothing, and the page does not show what is missing.",
        "colors: {deep: {rgb: '#0b5394'}}",
        "colours: {deep: {rgb: '#0b5394'}}",
    ),
    "L023": told(
        "少了这一项，版面没有可依据的数值；猜一个，以后就改不回来。",
        "Without it a page would rest on a guess, and issues would come to depend on that.",
    ),
    "L024": shown(
        "尺寸和选项都要合规矩才排得成；数不带单位，写成文字会被当成别的东西。",
        "Sizes and options must make sense before anything is set; numbers go without units.",
        "leading_pt: '18pt'",
        "leading_pt: 18",
    ),
    "L025": told(
        "版心加页边比纸还大，字会印到纸外去。",
        "With a type area and margins larger than the paper, words would be printed off it.",
    ),
    "L026": told(
        "汉字按整字排满一行；栏宽不是整字，每行末尾都会多出一截空白（CLREQ 2.2）。",
        "Han characters fill a line in whole ems; a column of any other width leaves a gap at "
        "the end of every line (CLREQ 2.2).",
    ),
    "L027": told(
        "不写选项的一期用的就是默认值，它自己也要合规矩。",
        "An issue that says nothing gets the default, which must be a value that is allowed.",
    ),
    "L028": told(
        "各期用“名称@版本”找版式；自称与文件夹不符，就不知道用的是哪一个。",
        "Issues find a layout by its name and version, so its folder and its own words must agree.",
    ),
    "L029": told(
        "字体都登记在目录里，才知道版本和授权，别的电脑也排得出同样的版面。",
        "Fonts are catalogued, so that version and licence are known and every machine has them.",
    ),
    "L030": told(
        "版式没有的内容不会印出来；写了却没印，要看到成品才发现。",
        "What a layout has no place for is not printed, and that would be seen too late.",
    ),
    "L031": told(
        "同一篇文章可能用于几种版式，所以只提醒：这一种不印它。",
        "An article may serve several layouts, so this is only said: this one does not print it.",
    ),
    "L032": told(
        "版式给这项内容留了位置；空着，版面上就是一个洞。",
        "The layout has a place for it, which would be a hole on the page.",
    ),
    "L033": told(
        "这个位置只有一行高，多出来的会压到别的内容上。",
        "Its place is one line high; more would run into what stands below.",
    ),
    "L034": told(
        "位置的名称是版式定的；写错了，文章就不会排到那里。",
        "A layout names its slots; under a wrong name the article would not go there.",
    ),
    "L035": told(
        "位置能放几篇是版式定的：少了空着，多了放不下。",
        "A layout says how many articles a slot takes: fewer leave it empty, more do not fit.",
    ),
    "L036": told(
        "重名的颜色会改掉纸面、版心这些尺寸变量。",
        "A colour of that name would change one of the page's measures.",
    ),
    "L037": told(
        "已有的版式可能有许多期在用，从不覆盖。",
        "Many issues may rest on a layout that exists; it is never overwritten.",
    ),
    "L038": told(
        "名称要写进 issue.yaml，也是文件夹名，所以只用各种系统都认的字符。",
        "The name is written in issues and is a folder, so it keeps to what all systems take.",
    ),
    "L040": shown(
        "不存在的名称若当作空的，写错一个字母，内容就不声不响地没了。",
        "Were it taken for nothing, one wrong letter would make words vanish without notice.",
        "{{ article.titel }}",
        "{{ article.title }}",
    ),
    "L041": told(
        "版式可能来自别人：模板只能读稿件内容，不能动程序和文件。",
        "A layout may come from anyone, so its templates can read the issue and nothing else.",
    ),
    "L042": told(
        "停不下来的模板会占住整台机器；真正的版面用不到这么多步。",
        "A template that never ends takes the machine with it, and no page needs that many steps.",
    ),
    "L043": told(
        "一个版式的文件都在自己的文件夹里，这样换台电脑、过些年都还在。",
        "All of a layout lies in its own folder, so that it is whole elsewhere and years later.",
    ),
    "L044": told(
        "编码不对，中文会变成乱码印出来。",
        "In another encoding Chinese words would be printed as garbage.",
    ),
    "L045": shown(
        "浏览器式的 CSS 会悄悄跳过看不懂的地方，版面不对也不知道为什么。",
        "CSS passes in silence over what it cannot read, and nobody knows why the page is wrong.",
        "h1 { font-size 18pt; }",
        "h1 { font-size: 18pt; }",
    ),
    "L046": told(
        "没有列出的字体会换成别的，字形、行宽都会变。",
        "A face that is not listed is replaced by another, and lines break elsewhere.",
    ),
    "L047": shown(
        "没有的变量会让整条样式失效。",
        "With a variable that does not exist the whole declaration has no effect.",
        "margin-top: var(--lines);",
        "margin-top: var(--line);",
    ),
    "L048": told(
        "缺了的图片在版面上只是一块空白；文件夹以外的文件，换台电脑就没有了。",
        "A missing picture is only a blank; a file from elsewhere is not there on other machines.",
    ),
    "L049": told(
        "别处的样式和字体不在版式里，锁定和重排都管不到。",
        "Styles and fonts from elsewhere are no part of the layout and cannot be locked.",
    ),
    "L050": told(
        "看不懂的设置会被忽略，行就照默认的办法排了。",
        "A setting that is not understood is ignored, and lines are set as by default.",
    ),
}
