"""Why the rules of locks and revisions (R) are rules."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.explaining import Explanation, told

EXPLAINED: Mapping[str, Explanation] = {
    "R001": told(
        "没有锁文件，就没有可以核对的东西。",
        "Without a lock there is nothing to hold an issue to.",
    ),
    "R002": told(
        "两边各自锁定过，git 不知道该信哪一个；只有重排一次才知道。",
        "Both sides locked the issue, and only building it tells which of them is right.",
    ),
    "R003": told(
        "锁文件是证据；读不全的证据不能用，哪怕只坏了一行。",
        "A lock is evidence, and evidence that is damaged in one line is none.",
    ),
    "R004": told(
        "每一项都要在、都要合规矩，否则少核对一项也没有人知道。",
        "Each entry must be there, or something would go unchecked and nobody would know.",
    ),
    "R005": told(
        "别的程序也叫 .lock；更新的 typeset 写的，旧的看不全。",
        "Other programs write .lock files too, and a newer typeset may say what this cannot read.",
    ),
    "R006": told(
        "复制上一期的文件夹时，锁文件也一起来了。",
        "The lock came along when the folder of another issue was copied.",
    ),
    "R007": told(
        "锁文件在，但打不开：它是文件夹，或没有权限。",
        "The lock is there and cannot be read: a folder, or without permission.",
    ),
    "R010": told(
        "差一个逗号，排出的就不是原来那一期了。",
        "With one comma changed it is no longer the issue that was printed.",
    ),
    "R011": told(
        "少一个文件，就排不出原来的版面。",
        "Without it the pages of then cannot be made.",
    ),
    "R012": told(
        "多读一个文件，版面就可能不同，哪怕别的文件都没有变。",
        "One more file can change a page even where no other file has changed.",
    ),
    "R013": told(
        "少读一个文件，印出来的就少了一样东西。",
        "What is no longer read is no longer printed.",
    ),
    "R014": told(
        "选项和稿件一样决定版面：补白页、文章从哪一面开始。",
        "Options decide pages as copy does: blank pages, the side on which articles start.",
    ),
    "R015": told(
        "Pango、HarfBuzz 换一个版本，就可能有一行断在别处；zlib 换一个版本，字节就不同。",
        "Another Pango or HarfBuzz may break a line elsewhere; another zlib writes other bytes.",
    ),
    "R016": told(
        "色彩特性文件和词表决定油墨和标题的断行，和稿件一样要紧。",
        "Colour profiles and the lexicon decide inks and the breaks of headlines.",
    ),
    "R017": told(
        "开发中的 typeset 常有这种情形；结果仍逐字节核对，所以只是提醒。",
        "That is usual while typeset is being developed; results are still compared byte by byte.",
    ),
    "R018": told(
        "没有记录，就没有可以核对的东西。",
        "Nothing is recorded of it, so it cannot be held to anything.",
    ),
    "R019": told(
        "说明还有锁文件不知道的原因，例如另一种处理器或自己编译的库。",
        "Something that the lock does not know of is different, such as the kind of processor.",
    ),
    "R020": told(
        "旧的各期靠这一版排出来；改了它，旧期刊就再也排不回原样。",
        "Old issues are made with this version; once it is edited they cannot be made again.",
    ),
    "R021": told(
        "旧的各期靠这个文件排出来。",
        "Old issues are made with this file.",
    ),
    "R022": told(
        "色彩特性文件差一个字节，印出来的颜色就没有依据。",
        "With one byte changed, nothing is known of the colours that will be printed.",
    ),
    "R030": told(
        "旧版本由 git 命令读出；它懂各种版本库，自己写的读法不会全懂。",
        "Revisions are read by the git command, which knows every kind of repository.",
    ),
    "R031": told(
        "版本要从 git 里取。",
        "A revision is taken out of git.",
    ),
    "R032": told(
        "写错了名字，或者那个标签还没有取到本机。",
        "It is misspelt, or a tag that was not fetched yet.",
    ),
    "R033": told(
        "那时还没有这一期，或者它在别的文件夹里。",
        "It was not there yet at that revision, or lay elsewhere.",
    ),
    "R034": told(
        "“期号@版本”要写明版本，免得比错。",
        "ISSUE@REVISION must say which revision is meant.",
    ),
}
