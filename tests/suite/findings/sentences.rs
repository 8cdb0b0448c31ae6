//! What the prose says, against the numbers of the tables.

use insta::assert_snapshot;
use nianbao::assets::Assets;
use nianbao::pipeline::Forms;

use super::{BASE, of, said};

#[test]
fn count_that_is_none_of_its_numbers() {
    assert_snapshot!(of("加强培训。\n2024年共收到申请18件，办结7件。"), @r#"
    甲.yaml:14:15: 警告[P001] 这里说“2024年共收到申请18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    "#);
    assert_snapshot!(of("全年办结８件。"), @r#"
    甲.yaml:13:9: 警告[P001] 这里说“全年办结８件”，表“收到和处理政府信息公开申请情况”里“办理结果”是 7（5 + 2），对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    "#);
}

#[test]
fn part_of_a_group_is_not_the_group() {
    let text = BASE.replace(
        "      本机关不掌握相关政府信息: {自然人: 2}",
        "      本机关不掌握相关政府信息: {自然人: 1}\n      没有现成信息需要另行制作: {自然人: 1}",
    );
    let text = text.replacen("年内举办培训2次", "年内无法提供1件", 1);
    assert_snapshot!(said(&text), @r#"
    甲.yaml:15:15: 警告[P001] 这里说“无法提供1件”，表“收到和处理政府信息公开申请情况”里“办理结果.无法提供”是 2（1 + 1），对不上 (总体情况.监督保障)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.监督保障: 理由
    "#);
}

#[test]
fn nothing_is_claimed_beside_a_number() {
    assert_snapshot!(of("申请全部办结。"), @r#"
    甲.yaml:13:5: 警告[P003] 这里说“申请全部办结”，表“收到和处理政府信息公开申请情况”里“结转下年度”是 2 (总体情况.依申请公开)
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.依申请公开: 理由
    "#);
    assert_snapshot!(of("2024年未收到政府信息公开申请。"), @r#"
    甲.yaml:13:10: 警告[P003] 这里说“未收到政府信息公开申请”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1） (总体情况.依申请公开)
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.依申请公开: 理由
    "#);
}

/// Sentences of the base that are right or speak of something else, one at least
/// that each rule of the form looks at.
const SILENT: [&str; 79] = [
    // 收到, 受理, 收办
    "2024年共收到申请8件。",
    "2024年共受理政府信息公开申请9件，办结7件，结转至2025年2件。",
    "收到申请{{ 申请.本年新收.总计 }}件。",
    "受理行政许可申请18件。",
    "收到行政复议申请18件。",
    "收到自然人申请7件。",
    "通过网络收到申请3件。",
    "收到信函申请3件、网上申请5件。",
    "2024年上半年收到申请3件。",
    "收到政府信息依申请公开8件。",
    "全年收到8份政府信息公开申请。",
    // 办理
    "全年办理政府信息公开申请8件。",
    "继续办理申请2件。",
    // 办结, 答复
    "办结申请7件。",
    "共答复7件，均在法定期限内答复。",
    "办结建议提案18件。",
    "收到群众诉求20件，办结18件。",
    "延期办结2件。",
    "办结上年结转的申请1件。",
    "不予公开答复0件。",
    "办结12345热线工单300件。",
    // 结转
    "结转下年度继续办理2件。",
    "上年结转1件，上年度结转申请1件。",
    "行政复议1件，结转下年度继续审理1件。",
    "办结上年结转3件。",
    "2023年结转至2024年18件。",
    "上年结转到２０２４年18件。",
    // 办理结果
    "予以公开及部分公开5件。",
    "予以公开5件。",
    "部分公开0件。",
    "部分予以公开3件。",
    "不予公开0件，无法提供2件。",
    "予以公开5件、不予公开0件。",
    "不予公开、不予处理0件。",
    "不予公开、无法提供2件，无法提供、其他处理2件。",
    "其他处理0件。",
    // 申请人
    "自然人提出7件。",
    "其中自然人8件，法人或其他组织1件。",
    "办结7件，其中自然人6件、法人和其他组织1件。",
    "收到公民、法人或其他组织申请共8件。",
    "商业企业1件。",
    "办结商业企业申请1件。",
    // 复议和诉讼
    "被申请行政复议1件，行政诉讼0件。",
    "行政复议维持1件，行政复议结果纠正0件。",
    "办理行政复议案件120件。",
    "行政复议、行政诉讼共1件。",
    "行政复议、行政诉讼结果纠正5件。",
    "行政复议1件、行政诉讼0件。",
    "不服复议决定提起行政诉讼2件。",
    "行政诉讼一审胜诉3件。",
    "申请人申请复议3件。",
    // 没有
    "未收到申请人的补正材料。",
    "未收到行政复议申请。",
    "未收到行政许可申请。",
    "均在法定期限内答复。",
    "办结7件，均在法定期限内办结。",
    "群众诉求全部办结。",
    "收到8件，其中6件均已办结，2件申请人撤回。",
    "均按规定程序办结。",
    "上年结转1件，全部办结。",
    "按时办结率100%。",
    "建议提案办结率100%。",
    "未发生行政复议被纠错、行政诉讼败诉的情况。",
    "未经行政复议直接提起行政诉讼0件。",
    "未发生行政诉讼。",
    "未发生被申请行政复议超期答复的情况。",
    "行政复议1件，结果均为维持。",
    "行政诉讼均胜诉。",
    "未收取信息处理费。",
    "无收取信息处理费情况。",
    "未按要求缴纳信息处理费。",
    "公开政府信息不收取任何费用。",
    "收取信息处理费0元。",
    // 别的事
    "制发政策文件18件，行政许可18件，现行有效1件。",
    "依据《条例》第20条，参照指南（2025版），电话0500-33330200。",
    "国办公开办函〔2021〕30号，2024年1月1日至12月31日。",
    "转办信访申请18件。",
    "受理补正申请3件。",
    "无结转下年度继续办理的申请。",
];

#[test]
fn counts_that_may_be_meant_are_silent() {
    let told: Vec<_> =
        SILENT.map(of).into_iter().filter(|told| !told.is_empty()).collect();
    assert!(told.is_empty(), "{}", told.concat());
}

/// A sentence that each rule of the form finds wrong in the base, in its order.
const WRONG: [&str; 35] = [
    "收办政府信息公开申请18件",
    "新收18份政府信息公开申请",
    "办理申请18件",
    "办结政府信息公开申请18件",
    "顺延至下一年度18件",
    "结转至2025年度继续办理18件",
    "转2025年18件",
    "上年结转18件",
    "予以公开和部分公开18件",
    "予以公开18件",
    "部分公开18件",
    "不予公开18件",
    "无法提供18件",
    "不予处理18件",
    "其他处理18件",
    "自然人提出申请18件",
    "法人或其他组织18件",
    "商业企业申请18件",
    "因政府信息公开被申请行政复议18起",
    "被提起行政诉讼18起",
    "行政复议和行政诉讼案件共18起",
    "收取政府信息公开信息处理费18.5元",
    "没有收到依申请公开",
    "均已答复及办结",
    "办结率达到100%",
    "未发生因政府信息公开引发的行政复议、行政诉讼",
    "无行政复议案件",
    "未被提起行政诉讼",
    "行政复议3件，均获维持",
    "行政诉讼3件，均胜诉",
    "没有产生信息公开处理费",
    "不收取任何费用",
    "全部办结",
    "未收到政府信息公开申请",
    "无收取信息处理费情况",
];

#[test]
fn every_rule_of_a_form_has_a_sentence_it_finds_and_one_it_does_not() {
    let assets = Assets::embedded();
    let forms = Forms::new(&assets);
    for name in ["政府信息公开-2021", "政府信息公开-2019"] {
        let form =
            forms.catalogue().form(name).expect("it is there").expect("it is good");
        for rule in &form.sentences {
            let pattern = rule.pattern.regex();
            let found = |sentence: &&&str| {
                pattern.find_iter(sentence).any(|found| {
                    rule.except
                        .as_ref()
                        .is_none_or(|except| !except.regex().is_match(found.as_str()))
                })
            };
            let wrong: Vec<_> = WRONG.iter().filter(found).collect();
            assert!(!wrong.is_empty(), "{pattern}");
            assert!(
                SILENT.iter().any(|sentence| pattern.is_match(sentence)),
                "{pattern}"
            );
        }
    }
}

#[test]
fn every_wrong_sentence_is_found() {
    // Something of everything, so that no claim is true.
    let text = BASE
        .replace("行政复议: {结果维持: 1, 总计: 1}", "行政复议: [1, 1, 1, 1, 4]")
        .replace("未经复议直接起诉: 0", "未经复议直接起诉: [1, 1, 1, 1, 4]")
        .replace("金额: 0}", "金额: 12.5}")
        .replace(
            "    总计: {自然人: 6, 商业企业: 1}",
            "    其他处理: {逾期未缴费: {自然人: 1}}\n    总计: {自然人: 7, 商业企业: 1}",
        )
        .replace("结转下年度: {自然人: 2}", "结转下年度: {自然人: 1}")
        .replace("件数: 0", "件数: 1");
    for sentence in WRONG {
        let told = said(&text.replacen("年内举办培训2次", sentence, 1));
        assert_eq!(told.matches("[P00").count(), 1, "{sentence}: {told}");
    }
}

#[test]
fn fee_that_was_asked_for_is_a_note() {
    let text = BASE
        .replace(
            "    无法提供:\n      本机关不掌握相关政府信息: {自然人: 2}",
            "    其他处理: {逾期未缴费: {自然人: 2}}",
        )
        .replacen("年内举办培训2次", "公开政府信息不收取任何费用", 1);
    assert_snapshot!(said(&text), @r#"
    甲.yaml:15:15: 提示[P003] 这里说“不收取任何费用”，表“收到和处理政府信息公开申请情况”里“办理结果.其他处理.逾期未缴费”是 2 (总体情况.监督保障)
      = 有申请人逾期未缴费，说明发过收费通知
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.监督保障: 理由
    "#);
}

#[test]
fn what_is_not_yet_judged_may_be_left_out() {
    let of = |prose: &str| {
        let text =
            BASE.replace("{结果维持: 1, 总计: 1}", "{结果维持: 1, 尚未审结: 2, 总计: 3}");
        said(&text.replacen("年内举办培训2次", prose, 1))
    };
    assert_eq!(of("被申请行政复议3件"), "");
    assert_eq!(of("被申请行政复议1件"), "");
    assert_snapshot!(of("被申请行政复议2件"), @r#"
    甲.yaml:15:16: 警告[P001] 这里说“被申请行政复议2件”，表“政府信息公开行政复议、行政诉讼情况”里“行政复议”是 3（1 + 2），减去“行政复议.尚未审结”2 是 1，都对不上 (总体情况.监督保障)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.监督保障: 理由
    "#);
}

#[test]
fn fee_that_nobody_paid_is_silent() {
    let text = BASE.replace(
        "    无法提供:\n      本机关不掌握相关政府信息: {自然人: 2}",
        "    其他处理: {逾期未缴费: {自然人: 2}}",
    );
    for fee in
        ["无收取信息处理费情况", "未收取信息处理费", "本年度没有产生信息公开处理费"]
    {
        assert_eq!(said(&text.replacen("年内举办培训2次", fee, 1)), "", "{fee}");
        let without = text.replace("信息处理费: {件数: 0, 金额: 0}\n", "");
        assert_eq!(said(&without.replacen("年内举办培训2次", fee, 1)), "", "{fee}");
    }
}

#[test]
fn numbers_of_a_part_of_the_body_are_one_finding() {
    assert_snapshot!(of("2024年，局机关收到申请5件，办结4件。"), @r#"
    甲.yaml:13:18: 警告[P001] 这里说“局机关收到申请5件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上；同一句的“办结4件”也小于表里的数 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    "#);
}

#[test]
fn sum_of_the_form_is_written_out() {
    assert_snapshot!(of("予以公开和部分公开9件。"), @r#"
    甲.yaml:13:14: 警告[P001] 这里说“予以公开和部分公开9件”，表“收到和处理政府信息公开申请情况”里“办理结果.予以公开”5 + “办理结果.部分公开”0 = 5，对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    "#);
}

#[test]
fn vague_counts_are_silent() {
    for prose in [
        "收到申请约18件。",
        "收到申请近20件。",
        "收到申请18余件。",
        "收到申请2万件。",
        "收到申请18件左右。",
        "收到申请不足20件。",
    ] {
        assert_eq!(of(prose), "", "{prose}");
    }
}

#[test]
fn counts_of_other_years_are_silent() {
    for prose in [
        "2023年收到申请18件，2024年收到申请8件。",
        "2024年收到申请8件，去年收到申请18件。",
        "上年收到申请18件。",
        "2024年收到申请8件，同比减少10件。",
        // A year is that of all parts of its sentence.
        "2023年收到申请18件；办结18件，2024年收到申请8件。",
    ] {
        assert!(!of(prose).contains("[P0"), "{prose}");
    }
    assert!(of("2023年收到申请8件，2024年收到申请18件。").contains("[P001]"));
    assert!(of("收到申请18件，同比增加10件。").contains("[P001]"));
}

#[test]
fn trusted_reference_is_not_compared() {
    let prose = "收到申请{{ 事实.信息条数 }}件。";
    assert_eq!(of(prose), "");
}

#[test]
fn words_are_read_as_readers_see_them() {
    assert_snapshot!(of("全年收到**申请**[共**18**件](http://a.cn/8)，\n办结7件。"), @r#"
    甲.yaml:13:19: 警告[P001] 这里说“全年收到申请共18件”，表“收到和处理政府信息公开申请情况”里“本年新收”是 8（7 + 1），加上“上年结转”1 是 9，都对不上 (总体情况.依申请公开)
      = 两处范围不同（如这里只说本级，表里是全部），就在“核实”里写：P001 总体情况.依申请公开: 理由
    "#);
    assert_snapshot!(of("申请全部\n办结。"), @r#"
    甲.yaml:13:5: 警告[P003] 这里说“申请全部办结”，表“收到和处理政府信息公开申请情况”里“结转下年度”是 2 (总体情况.依申请公开)
      = 改正文字或数
      = 两处范围不同，就在“核实”里写：P003 总体情况.依申请公开: 理由
    "#);
}

#[test]
fn what_is_no_plain_word_claims_nothing() {
    for prose in [
        "格式为`收到申请18件`。",
        "见[指南](办结18件.html)。",
        "```\n办结18件\n```",
        "![图](全部办结.png)",
        "发布50条`其中政策3条、动态45条`。",
        "发布805条，解读[46条](占7.51%.html)。",
        "见`三个方面`：一是学习，二是培训。",
    ] {
        assert!(!of(prose).contains("[P"), "{prose}\n{}", of(prose));
    }
}

#[test]
fn samples_of_zeros_are_silent() {
    let text = include_str!("../../../examples/quanzhou-2021/2021.yaml");
    let said = said(text);
    assert!(!said.contains("[P0"), "{said}");
}
