#!/bin/sh
# Prints an example with sections added to 总体情况, until its prose is as long as that
# of the longest published reports: 20 KB, and no sentence twice. `check` has nothing
# to say about it.
#     sh benches/long.sh examples/quanzhou-2021/2021.yaml >long.yaml
set -eu

LC_ALL=C exec awk -v sections=14 '
function words(list, text) { size[list] = split(text, ignored, " "); for (at in ignored) word[list, at] = ignored[at] }

# The next of the words of a list, by steps that no two lists share, so that
# combinations do not come again.
function next_of(list) { return word[list, (turn[list]++ * step[list]) % size[list] + 1] }

function number(least, span) { seed = (seed * 75 + 74) % 65537; return least + seed % span }

BEGIN {
    words("office", "办公室 教育科 民政科 财务科 城建科 交通科 水利科 农业科 商务科 文旅科 卫健科 应急科 审计科 统计科 信访科 档案科 法制科 人事科 环保科")
    words("field", "义务教育招生 养老服务补贴 财政预算决算 老旧小区改造 农村公路养护 河道治理 耕地保护补助 消费促进 公共文化场馆开放 基层医疗服务 防汛抗旱 政府投资项目 住户调查 群众来访办理 历史档案开放 行政执法公示 事业单位招聘 饮用水水源保护 保障性住房分配 公共交通线路调整 食品抽检")
    words("form", "办事指南 流程图 问答手册 短视频 宣传折页 政策简报 数据图表 年度清单 明白卡 广播稿 漫画")
    words("place", "社区宣传栏 便民服务大厅 市民广场 村务公开栏 学校门口 图书馆阅览室 社区卫生服务站 公交站台 企业服务中心 档案查阅室 农贸市场 工业园区 老年活动中心")
    words("people", "企业代表 社区居民 学生家长 村民代表 个体工商户 老年人 高校师生 外来务工人员 残疾人 退役军人")
    words("aim", "让群众看得懂 减少重复咨询 方便对照办理 便于社会监督 使政策及时落地 回应群众关切 提高办事效率")
    words("check", "专人校对 双人复核 分级审核 集中会审 交叉检查 定期抽查")
    for (list in size) step[list] = 1
    step["field"] = 2; step["place"] = 3; step["office"] = 4; step["form"] = 5
    seed = 2021
}

function opening() {
    return "由" next_of("office") "牵头，会同" next_of("office") "梳理" next_of("field") "的公开事项" number(12, 80) \
        "项，编成" next_of("form") "，放在" next_of("place") "供" next_of("people") "取阅，" next_of("aim") "。"
}
function training() {
    return next_of("office") "围绕" next_of("field") "组织业务培训" number(2, 9) "场，" number(60, 400) \
        "人次参加；学习内容包括" next_of("form") "的写法、" next_of("check") "的步骤和" next_of("field") "的公开范围。"
}
function visit() {
    return "在" next_of("place") "开展面向" next_of("people") "的开放日活动，介绍" next_of("field") "的办理情况，现场收集意见" \
        number(15, 90) "条，逐条转交" next_of("office") "研究，结果用" next_of("form") "说明。"
}
function quality() {
    return "发布前实行" next_of("check") "，发布后由" next_of("office") "回访" next_of("people") "，了解" next_of("field") \
        "的信息是否准确、好找、好用；发现的" number(3, 40) "个问题在当月改正，" next_of("aim") "。"
}
function listed() {
    return "        - " next_of("field") "：公布标准、程序和结果，附" next_of("form") "；\n" \
        "        - " next_of("field") "：在" next_of("place") "张贴，每季度更新；\n" \
        "        - " next_of("field") "：请" next_of("people") "评议，由" next_of("office") "答复。"
}

function section(at) {
    print "    - 标题: " next_of("field") "信息公开"
    print "      正文: |"
    print "        {{ 年度 }}年，{{ 单位.简称 }}" opening() training() "\n"
    print "        **面向" next_of("people") "。**" visit() quality() "\n"
    if (at % 3) print "        " quality() opening() "\n"
    else print "        重点做了三个方面：\n\n" listed() "\n"
}

/^  其他方面:/ { has_others = 1 }
/^小标题:/ {
    if (!has_others) print "  其他方面:"
    for (at = 1; at <= sections; at++) section(at)
}
{ print }
' "$1"
