"""B: what goes wrong with a build as such, not with what the editors wrote."""

from typeset.diagnostics import rule

CRASHED = rule(
    "B001",
    ("排这一期的进程意外中止（{cause}）", "the process that set this issue died ({cause})"),
    (
        "其余各期不受影响。单独再排这一期；若仍如此，多半是某张图片或某处稿件触发了底层库的毛病，"
        "请逐篇删去来找，并报告。内存不够也会这样，可用 --memory 放宽",
        "the other issues are not affected. Build it again by itself; if it dies again, some "
        "picture or text trips a library: take articles out one by one to find it, and report "
        "it. Too little memory can do this too: raise --memory",
    ),
)
OUT_OF_MEMORY = rule(
    "B002",
    (
        "排这一期用的内存超过了 {limit_mib} MiB",
        "setting this issue took more than {limit_mib} MiB of memory",
    ),
    (
        "看看有没有特别大的图片或文章；确实需要这么多，就用 --memory 放宽，或用 -j 减少并行的进程",
        "look for a very large picture or article; if it is meant to be, raise --memory, or "
        "lower the number of processes with -j",
    ),
)
TIMED_OUT = rule(
    "B003",
    (
        "排这一期超过了 {limit_s} 秒，已中止",
        "this issue took more than {limit_s} s and was stopped",
    ),
    (
        "机器忙时可用 --timeout 放宽；若总排不完，请逐篇删去来找是哪一篇，并报告",
        "on a busy machine raise --timeout; if it never ends, take articles out one by one to "
        "find which, and report it",
    ),
)
BUG = rule(
    "B004",
    ("typeset 自身出错，这一期没有排出", "a fault in typeset itself; this issue was not set"),
    (
        "这不是稿件的问题；请连同上面的 traceback 报告",
        "the copy is not at fault; report it with the traceback above",
    ),
)
NONE_CHOSEN = rule(
    "B005",
    (
        "“{words}”里没有一期；现有：{existing}",
        "there is no issue in “{words}”; there are: {existing}",
    ),
    (
        "期号范围写作 180-189，年份写作 2024，全部写作 --all",
        "write a range as 180-189, a year as 2024, all of them as --all",
    ),
)
UNWRITABLE = rule(
    "B006",
    ("写不了 {path}：{reason}", "cannot write {path}: {reason}"),
    (
        "原有的文件保持不变。腾出磁盘空间或改正文件夹的权限后再运行一次，已排好的不会重排；"
        "也可用 -o 写到别的文件夹",
        "what was there stays. Free some space or mend the folder's permissions and run it "
        "again: what is done is not done twice; or write elsewhere with -o",
    ),
)
NO_CLUSTER = rule(
    "B007",
    (
        "连不上 {address} 的 Dask 调度器：{reason}",
        "no Dask scheduler answers at {address}: {reason}",
    ),
    (
        "先用 dask scheduler 启动调度器，再在每台机器上用 dask worker {address} 启动工作进程",
        "start one with `dask scheduler`, then `dask worker {address}` on each machine",
    ),
)
OTHER_VERSIONS = rule(
    "B008",
    (
        "工作进程 {worker} 的 {name} 是 {theirs}，这里是 {ours}，排出的 PDF 会不一样",
        "worker {worker} has {name} {theirs}, here it is {ours}: its PDFs would differ",
    ),
    (
        "在每台机器上装相同的版本（requirements.lock 和同一版系统库）；typeset info 列出全部版本",
        "install the same on each machine (requirements.lock, the same system libraries); "
        "`typeset info` lists them",
    ),
)
CLUSTER_LOST = rule(
    "B009",
    ("集群没有排成这一期：{reason}", "the cluster did not build this issue: {reason}"),
    (
        "再运行一次，只会补排没有排成的；若总是这一期，请不用 --cluster 单独排它",
        "run it again: only what is missing is built; if it is always this one, build it by "
        "itself without --cluster",
    ),
)
NO_WORKERS = rule(
    "B010",
    ("{address} 上没有工作进程", "there is no worker at {address}"),
    ("在每台机器上运行 dask worker {address}", "run `dask worker {address}` on each machine"),
)
NO_DASK = rule(
    "B011",
    ("没有装 Dask，用不了 --cluster", "Dask is not installed, so there is no --cluster"),
    ("运行 pip install 'typeset[cluster]'", "run pip install 'typeset[cluster]'"),
)
NOT_SHARED = rule(
    "B012",
    (
        "工作进程 {worker} 上没有 {path}",
        "worker {worker} has no {path}",
    ),
    (
        "让每台机器从同一路径看到这个项目（如共享目录），或加 --upload 把项目传过去",
        "let every machine see the project at the same path, or send it along with --upload",
    ),
)
SAME_NUMBER = rule(
    "B013",
    (
        "这一期要写的 {path} 就是 {other} 的 PDF；没有写",
        "this issue would be written to {path}, which is the PDF of {other}; it was not",
    ),
    (
        "两期的 title 和 number 相同。请改正 number",
        "both have the same title and number: correct number",
    ),
)
