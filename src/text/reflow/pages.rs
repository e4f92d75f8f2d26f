//! Short pages of the sorts researchers bring, wrapped in the ways they meet them: what should come back.

use super::*;

/// A page: its paragraphs with their kinds.
type Page<'a> = &'a [(&'static str, &'a str)];

/// Sets a page in lines of `measure` squares, first lines of running text shorter by `indent`;
/// `after` ends each line, `between` stands after each paragraph. Headlines up to `headline` squares
/// stay on one line. No mark that cannot open a line does: it hangs.
fn set(page: Page<'_>, measure: usize, indent: usize, headline: usize, after: &str, between: &str) -> String {
    let mut out = String::new();
    for (kind, text) in page {
        let running = *kind == "body";
        let full = if running { measure } else { headline.max(measure) };
        let mut room = if running { full - indent } else { full };
        for c in text.chars() {
            if room == 0 && !form::is_non_starter(c) {
                out.push_str(after);
                room = full;
            }
            out.push(c);
            room = room.saturating_sub(1);
        }
        out.push_str(after);
        out.push_str(between);
    }
    out
}

/// Every way of setting the page gives its paragraphs and kinds back.
#[track_caller]
fn comes_back(page: Page<'_>, source: &str, how: &str) {
    let restored = restore(source, Layout::Wrapped);
    let got: Vec<_> = restored.paragraphs.iter().map(|p| (p.kind.as_str(), p.text.as_str())).collect();
    assert_eq!(got, page, "{how}\n{source}");
}

const NEWS: Page<'static> = &[
    ("title", "江州市政协专题协商城市更新工作"),
    ("subtitle", "——“院坝协商”汇聚老旧小区改造金点子"),
    (
        "body",
        "本报讯（记者 周岚）4月12日，江州市政协召开城市更新专题协商会，围绕老旧小区改造听取委员意见建议，市住房城乡建设委负责人到会回应并介绍情况。",
    ),
    (
        "body",
        "会上，委员们结合前期调研情况踊跃发言，认为当前改造工作还存在资金来源单一、居民参与不足、后续管理缺位等突出问题，需要认真研究解决。",
    ),
    ("heading", "拓宽资金来源"),
    (
        "body",
        "市政协委员何立新建议，设立城市更新专项基金，吸引社会资本参与改造，对加装电梯的楼栋按标准给予补助，并由财政部门建立绩效评价制度。",
    ),
    ("heading", "完善后续管理"),
    (
        "body",
        "市政协委员郭晓梅提出，推动建立小区自治组织，引导居民共同制定管理公约，把改造成果长期保持下去，避免出现改完又乱的情况发生。",
    ),
];

#[test]
fn a_news_page_with_a_title_a_second_headline_and_a_dateline() {
    for (measure, indent) in [(22, 0), (22, 2), (18, 0), (26, 0), (40, 0), (40, 2)] {
        comes_back(NEWS, &set(NEWS, measure, indent, 24, "\n", ""), &format!("measure {measure}, indent {indent}"));
    }
}

#[test]
fn a_news_page_with_blank_lines() {
    for measure in [18, 22, 26] {
        comes_back(NEWS, &set(NEWS, measure, 0, 24, "\n", "\n"), &format!("blank between, measure {measure}"));
        comes_back(NEWS, &set(NEWS, measure, 0, 24, "\n\n", ""), &format!("blank after each, measure {measure}"));
    }
}

#[test]
fn a_news_page_in_narrow_columns() {
    let narrow: Vec<_> = NEWS.iter().filter(|(kind, _)| *kind != "subtitle").copied().collect();
    comes_back(&narrow, &set(&narrow, 11, 0, 15, "\n", ""), "11 squares");
}

#[test]
fn a_notice_to_the_districts() {
    let page = &[
        ("title", "关于加快发展社区养老服务的通知"),
        ("body", "各区县人民政府，市政府有关部门："),
        (
            "body",
            "为积极应对人口老龄化，满足老年人就近就便养老需求，经市政府同意，现就加快发展社区养老服务有关事项通知如下，请认真贯彻执行。",
        ),
        ("heading", "一、总体要求"),
        (
            "body",
            "坚持政府主导、社会参与、市场运作，到2027年基本建成布局合理、功能完善的社区养老服务网络，实现街道社区服务设施全面覆盖。",
        ),
        ("heading", "二、主要任务"),
        ("heading", "（一）完善设施布局"),
        (
            "body",
            "1.新建住宅小区按标准配建养老服务用房，与住宅同步规划、同步建设、同步验收、同步交付，并无偿移交给所在街道统一管理和使用。",
        ),
        (
            "body",
            "2.老旧小区通过购置、置换、租赁等方式补齐养老服务设施，鼓励利用闲置的厂房、学校和办公用房改造成为社区养老服务综合体。",
        ),
    ];
    for (measure, indent) in [(22, 0), (24, 0), (28, 0), (40, 2)] {
        comes_back(page, &set(page, measure, indent, 20, "\n", ""), &format!("measure {measure}, indent {indent}"));
    }
}

#[test]
fn a_second_headline_goes_on_over_its_line_and_text_does_not_join_it() {
    let page = |second: &str| {
        let source = format!(
            "江州市政协专题协商城市更新\n——“院坝协商”汇聚改造的金点子\n{second}\n近日，江州市政协召开城市更新专题协商会，围\n绕老旧小区改造听取委员的意见和建议，市住建\n委负责人到会回应。\n"
        );
        restore(&source, Layout::Wrapped).paragraphs
    };
    assert_eq!(page("和好办法")[1].text, "——“院坝协商”汇聚改造的金点子和好办法");
    let paragraphs = page("城市更新关系到千家万户的切身利益也");
    assert_eq!(paragraphs[1].text, "——“院坝协商”汇聚改造的金点子");
}

#[test]
fn a_paragraph_that_ends_with_a_full_line_is_a_doubt() {
    let source = "江州市政协专题协商城市更新\n——“院坝协商”汇聚改造金点子\n本报讯（记者 周岚）4月12日，江州市政协召\n开城市更新专题协商会，围绕老旧小区改造听取委\n员意见建议，市住房城乡建设委负责人到会回应。\n会上，委员们结合前期调研情况踊跃发言，认为当\n前改造工作还存在资金来源单一、居民参与不足。\n";
    let restored = restore(source, Layout::Wrapped);
    assert!(restored.doubts.iter().any(|d| d.line == 5 && d.next_line == 6), "{:?}", restored.doubts);
}

#[test]
fn a_title_over_two_lines_is_one() {
    let source = "江州市人民政府\n关于促进托育服务发展的意见\n各区县人民政府：\n为促进三岁以下婴幼儿照护服务发展，减轻家庭养育\n负担，结合本市实际，提出以下意见。\n";
    let restored = restore(source, Layout::Wrapped);
    assert_eq!(restored.paragraphs[0].text, "江州市人民政府关于促进托育服务发展的意见");
    assert_eq!(restored.paragraphs[0].kind, ParagraphKind::Title);
    assert_eq!(restored.paragraphs.len(), 3);
}

#[test]
fn sections_named_in_whole_sentences() {
    let page = &[
        ("title", "江州市人民政府工作报告"),
        ("subtitle", "——在江州市第五次代表会议上"),
        ("byline", "江州市市长 方明"),
        ("body", "各位代表："),
        ("body", "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。"),
        ("heading", "一、过去一年工作回顾"),
        ("heading", "（一）产业升级步伐加快。"),
        (
            "body",
            "新增国家级专精特新企业十七家，数字经济核心产业增加值占比继续提高，全社会研发投入强度达到历年最高水平。",
        ),
        ("heading", "（二）民生福祉持续增进。"),
        ("body", "城镇新增就业六万人，新建改扩建中小学二十三所，基本医保参保率稳定在较高水平，社会大局保持和谐稳定。"),
    ];
    for indent in [0, 2] {
        let source = set(page, 24, indent, 24, "\n", "");
        comes_back(page, &source, &format!("indent {indent}"));
        let restored = restore(&source, Layout::Wrapped);
        assert_eq!(restored.paragraphs[7].section.as_deref(), Some("（一）产业升级步伐加快。"));
    }
    // The last item of a list is none.
    let list = "会议研究了以下各项工作：\n（一）听取专题调研的情况汇报。\n（二）审议年度协商计划的草案。\n会议强调，要认真落实各项部署，加强统筹协调，压实\n工作责任，确保年度目标任务圆满完成。\n";
    let restored = restore(list, Layout::Wrapped);
    assert!(restored.paragraphs[2].text.starts_with("（二）") && restored.paragraphs[2].kind == ParagraphKind::Body);
}

#[test]
fn a_record_of_questions_and_answers() {
    let page = &[
        ("title", "“委员面对面”协商记录"),
        ("byline", "发布时间：2025-03-18　来源：江州政协"),
        ("body", "问：老旧小区加装电梯补助标准什么时候能够出台，低楼层住户的利益怎样保障，有没有具体的时间安排？"),
        ("body", "答：补助标准已经完成征求意见，预计下半年印发实施。对低楼层住户，将通过协商补偿的办法妥善解决。"),
        ("body", "问：社区食堂运营普遍困难，财政是否考虑给予长期稳定的支持，避免开业不久又关门的情况再次出现？"),
        ("body", "答：将把社区食堂纳入运营补贴范围，按照服务人次给予奖补，同时引入连锁餐饮企业参与运营和管理。"),
    ];
    for (measure, indent) in [(22, 0), (20, 0), (26, 2)] {
        comes_back(page, &set(page, measure, indent, 24, "\n", ""), &format!("measure {measure}, indent {indent}"));
    }
}

#[test]
fn a_traditional_page() {
    let page = &[
        ("title", "市政協專題協商數據要素市場建設"),
        ("subtitle", "——委員建議加快完善公共數據授權運營機制"),
        ("byline", "本報記者 陳志明"),
        (
            "body",
            "「公共數據開放程度不高，企業想用卻用不上。」市政協委員林國棟在會上表示，應當建立統一的數據目錄，明確開放的範圍和責任主體。",
        ),
        (
            "body",
            "林國棟建議，由大數據主管部門牽頭制定授權運營辦法，建立收益分配機制，同時加強安全監管，防止數據濫用損害公眾的合法權益。",
        ),
    ];
    for (measure, indent) in [(20, 0), (24, 0), (18, 0)] {
        comes_back(page, &set(page, measure, indent, 24, "\n", ""), &format!("measure {measure}, indent {indent}"));
    }
}

#[test]
fn the_end_of_a_letter_is_text() {
    let source = "关于做好协商工作的通知\n各区县政协：\n现将协商计划印发给你们，请结合实际认真抓好贯彻落\n实，并及时报告工作情况，遇有问题请与办公室联系。\n附件：1.年度协商计划\n2.任务分工表\n江州市政协办公厅\n2025年6月11日\n";
    let restored = restore(source, Layout::Wrapped);
    let ends: Vec<_> = restored.paragraphs.iter().skip(3).map(|p| (p.kind.as_str(), p.text.as_str())).collect();
    let want = ["附件：1.年度协商计划", "2.任务分工表", "江州市政协办公厅", "2025年6月11日"];
    assert_eq!(ends, want.map(|text| ("body", text)));
}

#[test]
fn a_line_that_leaves_a_quotation_open_is_no_heading() {
    let page = &[
        ("title", "山城社区食堂里的协商会"),
        (
            "body",
            "老人们吃得怎么样，价钱贵不贵，社区请来了委员和经营的企业，一起坐到饭桌边上商量，意见一条一条地记下来。",
        ),
        (
            "body",
            "“我们的午餐以前要十五元，现在十元就能吃饱，还能送到家里。”居民代表的一席话，说出了大家的心里话，引来一片掌声。",
        ),
    ];
    comes_back(page, &set(page, 12, 2, 16, "\n", ""), "12 squares");
}

#[test]
fn a_heading_that_nearly_fills_its_line_stands_alone_where_widths_are_exact() {
    let running =
        "各位委员走访了全市的街道社区，听取居民意见，梳理出突出的问题，并且形成了调研报告，为协商作了充分的准备，";
    let long = format!("{}得到各方一致好评。", running.repeat(4));
    let page = &[
        ("title", "江州市政协调研城市更新"),
        ("body", long.as_str()),
        ("heading", "推动老城区焕发出新活力与新生机"),
        ("body", "市住房城乡建设委表示，将把委员的建议逐条研究，把成熟的做法写进管理办法，明年起在全市推开。"),
    ];
    comes_back(page, &set(page, 16, 0, 16, "\n", ""), "16 squares");
}

#[test]
fn a_join_without_a_common_width_is_a_doubt() {
    let source = "城市更新关系到千家万户\n需要大家一起来出主意想办法\n办好";
    let restored = restore(source, Layout::Wrapped);
    assert!(restored.doubts.iter().any(|d| !d.broken && d.reasons.contains(&"no stop, but no common width either")));
}

#[test]
fn short_paragraphs_apart_whose_rows_fell_into_pieces_are_wrapped() {
    let source = ["他说：", "“来吧。", "”大家都笑了，", "会开了三个钟头，谁也没有走", "，都想听个明白。"].join("\n\n");
    assert_eq!(restore(&source, Layout::Auto).layout, Layout::Wrapped);
}

const PROPOSALS: Page<'static> = &[
    ("title", "件件有着落的民生提案"),
    ("byline", "本报记者 贺 兰 实习生 马晓晓"),
    ("lead", "编者按：过去一年，江州市政协共立案提案三百余件，本期选取其中两件，看看它们怎样从纸上走到身边。"),
    ("body", "0102号提案：关于解决老旧小区充电难题的提案"),
    ("body", "提案者：民建江州市委会"),
    ("body", "承办单位：市住房城乡建设委（主办）、市消防救援局（会办）"),
    (
        "body",
        "一根电线从六楼垂下来，另一头连着电动自行车，这样的情形调研组在十二个小区都见到了，居民说楼下没有地方充电。提案建议把充电设施列为老旧小区改造的必选项，电价和服务费分开计算，服务费由政府指导定价，边角地建设车棚的实行备案，不再层层审批。",
    ),
    ("body", "0231号提案：关于方便老年人就医的提案"),
    ("body", "提案者：何立新"),
    ("body", "承办单位：市卫生健康委"),
    (
        "body",
        "挂号在一楼，抽血在二楼，取报告还要去四楼，退休教师段老师说，每看一次病都要排上五次队，来回走上好几层楼。提案建议推行一站式结算，常见检查当天取报告，大字导引贴到地面，每个楼层安排一名志愿者，为没有子女陪同的老人全程引路。",
    ),
];

#[test]
fn proposals_with_their_fields() {
    for (measure, indent) in [(24, 0), (40, 2), (44, 0)] {
        let source = set(PROPOSALS, measure, indent, 24, "\n", "");
        let restored = restore(&source, Layout::Wrapped);
        let got: Vec<_> = restored.paragraphs.iter().map(|p| p.text.as_str()).collect();
        let wanted: Vec<_> = PROPOSALS.iter().map(|(_, text)| *text).collect();
        assert_eq!(got, wanted, "measure {measure}, indent {indent}\n{source}");
    }
}

const REPORT: Page<'static> = &[
    ("title", "跨境醫療福利諮詢報告"),
    ("heading", "一、諮詢的過程"),
    ("body", "諮詢期內共舉行公眾諮詢會八場，並到訪七間安老院舍，出席者合共一千四百餘人，當中發言者二百一十三人。"),
    (
        "body",
        "委員會同時透過網上問卷收集意見，問卷由濠江大學社會科學院設計，抽樣誤差在正負三個百分點以內，結果已公佈。",
    ),
    ("heading", "二、意見的歸納"),
    ("heading", "（甲）適用範圍"),
    ("body", "贊成把醫療券擴展至境外使用的市民佔多數，理由是本地公營專科門診的輪候時間仍長，長者往返十分不便。"),
];

#[test]
fn a_report_whose_numbers_stand_alone() {
    for measure in [20, 26, 34] {
        // As an extractor gives numbers that hang before the text.
        let (mut source, mut wanted) = (String::new(), Vec::new());
        for (n, (kind, text)) in REPORT.iter().enumerate() {
            let number = if *kind == "body" { format!("3.{n}") } else { String::new() };
            if *kind == "body" {
                source.push_str(&format!("{number}\n"));
            }
            source.push_str(&set(&[(kind, text)], measure, 0, 24, "\n", ""));
            wanted.push(format!("{number}{text}"));
        }
        let restored = restore(&source, Layout::Wrapped);
        let got: Vec<_> = restored.paragraphs.iter().map(|p| p.text.replace(' ', "")).collect();
        assert_eq!(got, wanted, "measure {measure}\n{source}");
    }
}

const LETTERS: Page<'static> = &[
    ("title", "您的来信我们盯到底"),
    ("body", "过去一个月，本报收到读者来信来电一千一百四十六件，今日选登其中几件，请大家看看它们都办得怎么样。"),
    ("heading", "市公安局交警支队答复"),
    ("body", "傅守义同志：您好！来信收悉。经实地查看，该路口行人绿灯时间确实偏短，我们已经把放行时间延长到三十八秒。"),
    ("heading", "数说来信"),
    ("body", "1146件 全年收到来信"),
    ("body", "873件 已经转交办理"),
    ("body", "92.4% 按期办结"),
];

#[test]
fn letters_and_a_box_of_figures() {
    for measure in [20, 26, 34] {
        let source = set(LETTERS, measure, 0, 24, "\n", "");
        let restored = restore(&source, Layout::Wrapped);
        let got: Vec<_> = restored.paragraphs.iter().map(|p| p.text.as_str()).collect();
        let wanted: Vec<_> = LETTERS.iter().map(|(_, text)| *text).collect();
        assert_eq!(got, wanted, "measure {measure}\n{source}");
    }
}

#[test]
fn short_lists_without_a_common_width() {
    for (source, wanted) in [
        ("重点任务清单\n1.完善法律制度\n2.加强人才培养\n3.扩大数据开放\n", 4),
        ("一、完善法律制度\n二、加强人才培养\n三、扩大数据开放\n", 3),
        ("　　第一段内容较短，没有句号\n　　第二段也是\n　　第三段内容比较长一些\n", 3),
        ("要点\n• 完善法律制度\n• 加强人才培养\n", 3),
    ] {
        assert_eq!(restore(source, Layout::Auto).paragraphs.len(), wanted, "{source}");
    }
}
