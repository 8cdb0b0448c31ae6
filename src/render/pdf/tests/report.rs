//! A report of the usual length with the three tables of the 2021 edition.

use jiff::civil::date;

use crate::document::{
    Align, Block, BodyCell, Document, Header, Inline, Inlines, Marker, Meta, Part,
    Publication, Table,
};

/// The results, with what each is divided into.
const RESULTS: &[(&str, &[&str])] = &[
    ("（一）予以公开", &[]),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", &[]),
    (
        "（三）不予公开",
        &[
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ],
    ),
    (
        "（四）无法提供",
        &[
            "1.本机关不掌握相关政府信息",
            "2.没有现成信息需要另行制作",
            "3.补正后申请内容仍不明确",
        ],
    ),
    (
        "（五）不予处理",
        &[
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ],
    ),
    (
        "（六）其他处理",
        &[
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ],
    ),
    ("（七）总计", &[]),
];

/// Makes a document of some blocks, with a title.
pub(super) fn document(mut blocks: Vec<Block>) -> Document {
    let title = "海州市行政服务中心管理委员会2021年政府信息公开工作年度报告";
    blocks.insert(0, heading(1, title));
    Document {
        meta: Meta {
            title: title.into(),
            author: "海州市行政服务中心管理委员会".into(),
            year: 2021,
            date: Some(date(2022, 1, 18)),
            publication: Publication::default(),
        },
        blocks,
    }
}

/// Makes a whole report.
pub(super) fn report() -> Document {
    let mut blocks = vec![
        paragraph(
            "根据《中华人民共和国政府信息公开条例》和《政府信息公开工作年度报告格式》的要求，\
             现公布本机关2021年政府信息公开工作年度报告。报告中数据的统计期限为2021年1月1日至\
             12月31日。如对本报告有疑问，请与本机关综合科联系（地址：海州市东海街88号，邮编：\
             362000，电话：0595-12345678）。",
        ),
        heading(2, "一、总体情况"),
    ];
    for (number, name) in
        ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"]
            .iter()
            .enumerate()
    {
        let number = ["一", "二", "三", "四", "五"][number];
        blocks.push(heading(3, &format!("（{number}）{name}")));
        blocks.push(aspect());
    }
    blocks.extend([
        heading(2, "二、主动公开政府信息情况"),
        Block::Table(disclosures()),
        heading(2, "三、收到和处理政府信息公开申请情况"),
        Block::Table(requests("8")),
        heading(2, "四、政府信息公开行政复议、行政诉讼情况"),
        Block::Table(reviews()),
        heading(2, "五、存在的主要问题及改进情况"),
        aspect(),
        Block::List {
            marker: Marker::Number(1),
            items: vec![
                vec![paragraph(
                    "政策解读的形式还不够多样，图解、问答、短视频用得少，群众不容易看懂，下一年\
                     要多用群众听得懂的话。",
                )],
                vec![paragraph("公开目录更新不够及时。")],
            ],
        },
        heading(2, "六、其他需要报告的事项"),
        paragraph("本机关2021年没有收取信息处理费，没有其他需要报告的事项。"),
        signature(),
    ]);
    document(blocks)
}

/// Makes the table of requests; `first` is the value of every cell.
pub(super) fn requests(first: &str) -> Table {
    let leaves =
        |labels: &[&str]| labels.iter().map(|label| Header::leaf(*label)).collect();
    let companies = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
    let columns = vec![Header::group(
        "申请人情况",
        vec![
            Header::leaf("自然人"),
            Header::group("法人或其他组织", leaves(&companies)),
            Header::leaf("总计"),
        ],
    )];
    let results = RESULTS.iter().map(|(label, below)| match below {
        [] => Header::leaf(*label),
        below => Header::group(*label, leaves(below)),
    });
    let rows = vec![
        Header::leaf("一、本年新收政府信息公开申请数量"),
        Header::leaf("二、上年结转政府信息公开申请数量"),
        Header::group("三、本年度办理结果", results.collect()),
        Header::leaf("四、结转下年度继续办理"),
    ];
    Table {
        title: "收到和处理政府信息公开申请情况".into(),
        widths: vec![12.5, 16.5, 50.9, 11.9, 10.7],
        parts: vec![Part {
            title: None,
            corner:
                "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
                    .into(),
            columns,
            rows,
            body: vec![vec![value(first); 7]; 25],
        }],
        note: None,
    }
}

/// Makes the table of four stacked parts.
pub(super) fn disclosures() -> Table {
    let part = |title: &str, heads: &[&str], rows: &[&str]| Part {
        title: Some(title.into()),
        corner: "信息内容".into(),
        columns: heads.iter().map(|head| Header::leaf(*head)).collect(),
        rows: rows.iter().map(|row| Header::leaf(*row)).collect(),
        body: vec![vec![value("1"); heads.len()]; rows.len()],
    };
    let numbers = ["本年制发件数", "本年废止件数", "现行有效件数"];
    Table {
        title: "主动公开政府信息情况".into(),
        widths: vec![],
        parts: vec![
            part("第二十条第（一）项", &numbers, &["规章", "行政规范性文件"]),
            part("第二十条第（五）项", &["本年处理决定数量"], &["行政许可"]),
            part("第二十条第（六）项", &["本年处理决定数量"], &["行政处罚", "行政强制"]),
            part(
                "第二十条第（八）项",
                &["本年收费金额（单位：万元）"],
                &["行政事业性收费"],
            ),
        ],
        note: None,
    }
}

fn reviews() -> Table {
    let leaves = || {
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
            .map(Header::leaf)
            .to_vec()
    };
    Table {
        title: "政府信息公开行政复议、行政诉讼情况".into(),
        widths: vec![],
        parts: vec![Part {
            title: None,
            corner: String::new(),
            columns: vec![
                Header::group("行政复议", leaves()),
                Header::group(
                    "行政诉讼",
                    vec![
                        Header::group("未经复议直接起诉", leaves()),
                        Header::group("复议后起诉", leaves()),
                    ],
                ),
            ],
            rows: vec![],
            body: vec![vec![value("0"); 15]],
        }],
        note: Some("注：行政复议、行政诉讼的数量包括上年度结转的数量。".into()),
    }
}

/// Makes a table of one part that no page can hold.
pub(super) fn long_table(rows: usize) -> Table {
    Table {
        title: "清单".into(),
        widths: vec![3.0, 1.0],
        parts: vec![Part {
            title: None,
            corner: "事项".into(),
            columns: vec![Header::leaf("数量"), Header::leaf("说明")],
            rows: (0..rows).map(|row| Header::leaf(&*format!("第{row}项"))).collect(),
            body: vec![vec![value("1"), value("22（其中修订16件）")]; rows],
        }],
        note: None,
    }
}

/// Makes the usual signature.
pub(super) fn signature() -> Block {
    Block::Signature {
        name: "海州市行政服务中心管理委员会".into(),
        date: Some(date(2022, 1, 18)),
    }
}

/// Makes a block of each kind that the report above lacks.
pub(super) fn blocks() -> Vec<Block> {
    let mut mixed = Inlines::text("一行之后");
    mixed.push(Inline::LineBreak);
    mixed.push(Inline::Text("另起一行，".into()));
    mixed.push(Inline::Emph("楷体的一句，".into()));
    mixed.push(Inline::Strong(Inlines::from_iter([Inline::Emph("粗又斜。".into())])));
    let list = |marker| Block::List {
        marker,
        items: vec![
            vec![
                paragraph("第一项。"),
                paragraph("第一项的第二段，写得长一些，好看看换行以后左边齐不齐。"),
            ],
            vec![
                paragraph("第二项。"),
                Block::List {
                    marker: Marker::Bullet,
                    items: vec![vec![paragraph("里面的一项。")]],
                },
                Block::Table(long_table(2)),
            ],
        ],
    };
    vec![
        heading(
            2,
            "一、标题很长，一行排不下，要看看换行以后第二行是不是顶格，和前后的行距对不对",
        ),
        heading(4, "1.第四级"),
        Block::Paragraph { content: mixed },
        list(Marker::Bullet),
        list(Marker::Number(9)),
        Block::Quote {
            blocks: vec![
                paragraph("引用的话。"),
                paragraph("引用的第二段，也写得长一些，好看看换行以后左边齐不齐。"),
            ],
        },
        Block::Figure { path: "图.png".into(), description: "办事大厅".into() },
        Block::Figure { path: "图.png".into(), description: String::new() },
        Block::Table(long_table(60)),
        paragraph("结尾。"),
        Block::Signature { name: "某局".into(), date: Some(date(2022, 11, 18)) },
        Block::Signature { name: "只有署名".into(), date: None },
    ]
}

/// Makes a picture: a grey square of one dot.
pub(super) fn picture() -> Vec<u8> {
    const GREY: &[u8] = &[
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49,
        0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00,
        0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44,
        0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77,
        0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42,
        0x60, 0x82,
    ];
    GREY.to_vec()
}

/// Makes a heading.
pub(super) fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, content: text.into() }
}

/// Makes a paragraph.
pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: text.into() }
}

fn aspect() -> Block {
    let mut content = Inlines::text(
        "全年通过门户网站公开政府信息413条，比上年增长12.5%；公开规范性文件16件，都在7个工作日\
         内公开。开展",
    );
    content.push(Inline::Strong("“政务公开进社区”".into()));
    content.push(Inline::Text(
        "活动18场——走进东海、北峰等6个街道，……为群众讲解《条例》，发放手册3,600余份。办事指南\
         见"
        .into(),
    ));
    content.push(Inline::Link {
        target: "http://xzfw.example.gov.cn".into(),
        content: "中心网站".into(),
    });
    content.push(Inline::Text("，邮箱".into()));
    content.push(Inline::Code("zw@example.gov.cn".into()));
    content.push(Inline::Text("。".into()));
    Block::Paragraph { content }
}

fn value(text: &str) -> BodyCell {
    BodyCell { content: text.into(), align: Align::Center }
}
