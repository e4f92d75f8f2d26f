use super::*;
use proptest::prelude::*;

fn texts(restored: &Restored) -> Vec<&str> {
    restored.paragraphs.iter().map(|p| p.text.as_str()).collect()
}

fn kinds(restored: &Restored) -> Vec<&'static str> {
    restored.paragraphs.iter().map(|p| p.kind.as_str()).collect()
}

/// Breaks paragraphs at `measure` squares, the first line shorter by `indent`.
fn set(paragraphs: &[&str], measure: usize, indent: usize) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let mut room = measure - indent;
        for c in paragraph.chars() {
            if room == 0 {
                out.push('\n');
                room = measure;
            }
            out.push(c);
            room -= 1;
        }
        out.push('\n');
    }
    out
}

const ARTICLE: [&str; 5] = [
    "深化应用赋能推动落地",
    "在城市中心，一辆辆自动驾驶小巴在路面上灵活穿梭。这一应用成果背后，依靠的是一体化方案，场景被遴选为第二批重点联系示范",
    "负责人提出，进一步支持高新区建设全市可信数据空间典型应用场景。融合平台数据和交通管理数据，促进智慧交通相关数据复用。",
    "培育融合产品",
    "当前，中国汽车产业正在转向智能化下半场。加强公共平台和技术平台建设，开放数据，允许企业在可控环境下调用公共数据。",
];

#[test]
fn hard_wrapped_paragraphs_come_back_with_headings_and_sections() {
    let mut want = ARTICLE;
    let first = format!("{}。", ARTICLE[1]);
    want[1] = &first;
    for (measure, indent) in [(16, 0), (16, 2), (22, 2), (31, 0), (24, 2)] {
        let restored = restore(&set(&want, measure, indent), Layout::Wrapped);
        assert_eq!(texts(&restored), want, "measure {measure}, indent {indent}");
        assert_eq!(kinds(&restored), ["title", "body", "body", "heading", "body"]);
        let sections: Vec<_> = restored.paragraphs.iter().map(|p| p.section.as_deref()).collect();
        assert_eq!(sections, [None, None, None, None, Some(want[3])]);
    }
}

#[test]
fn a_stop_at_a_full_line_is_a_boundary_only_before_an_indent() {
    let filler = [
        "现在我代表政府向大会报告工作，请予审议，并请各位委员和其他列席人员提出意见，我们将认真研究并且改进各项工作。",
        "一年来我们坚决贯彻决策部署，认真落实各项工作要求，发展取得成效，民生得到改善，全市经济社会发展迈出新步伐。",
        "我们坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，服务和融入新发展格局，推动高质量发展取得新进展。",
    ];
    // 20 squares a line: the first paragraph ends exactly at the end of its second line.
    let full = "我们建成了一批重大工程项目并且投入使用了全市经济平稳运行社会大局保持稳定。";
    assert_eq!(full.chars().count(), 38 - 1);
    let full = format!("了{full}");
    let mut text: Vec<&str> = filler.to_vec();
    text.push(&full);
    text.extend(filler);
    let restored = restore(&set(&text, 20, 2), Layout::Wrapped);
    assert_eq!(texts(&restored), text);
    // The same stop, with a full line after it, stays inside.
    let inside = format!("{full}接着说下去的话还有很长很长的一段路要走才能到达最后的终点。");
    text[3] = &inside;
    let restored = restore(&set(&text, 20, 2), Layout::Wrapped);
    assert_eq!(texts(&restored), text);
}

#[test]
fn a_law_keeps_articles_items_and_the_note_on_adoption() {
    let text = "某市优化营商环境条例\n2021年3月31日\n某市第五届人民代表大会常\n务委员会第二十五次会议通过\n第一章 总 则\n第一条 为了持续优化营商环境，根据国务院有关法律、行政\n法规，结合本市实际，制定本条例。\n第二条\n本市与邻省协同推进以下优化营商环境工\n作，并且加强合作：\n（一）加强毗邻地区合作，支持共建区域发展功能平台；\n（二）推进政务服务标准统一、异地通办。\n";
    let restored = restore(text, Layout::Wrapped);
    assert_eq!(
        texts(&restored),
        [
            "某市优化营商环境条例",
            "2021年3月31日某市第五届人民代表大会常务委员会第二十五次会议通过",
            "第一章 总 则",
            "第一条 为了持续优化营商环境，根据国务院有关法律、行政法规，结合本市实际，制定本条例。",
            "第二条 本市与邻省协同推进以下优化营商环境工作，并且加强合作：",
            "（一）加强毗邻地区合作，支持共建区域发展功能平台；",
            "（二）推进政务服务标准统一、异地通办。"
        ]
    );
    assert_eq!(kinds(&restored)[..3], ["title", "body", "heading"]);
    assert_eq!(restored.paragraphs[6].section.as_deref(), Some("第一章 总 则"));
}

#[test]
fn a_page_head_cuts_a_paragraph_and_is_told() {
    let text = "政府公报\n总书记高度重视首都工作在听取活动总结报告时发表讲话，\n参加首都义务植树活动，对美丽建设作出重要指示，巨大鼓\n— 1 —\n政府公报\n舞，指引我们以更加奋发有为的精神状态开拓进取、再建新\n功。\n— 2 —\n";
    let restored = restore(text, Layout::Wrapped);
    assert_eq!(kinds(&restored), ["furniture", "body", "furniture", "furniture", "body", "furniture"]);
    assert_eq!(restored.paragraphs[4].first_line, 6);
    assert_eq!(restored.paragraphs[4].last_line, 7);
    let doubt = &restored.doubts[0];
    assert_eq!((doubt.line, doubt.next_line, doubt.broken), (3, 6, true));
}

#[test]
fn a_title_its_subtitle_captions_and_bylines() {
    let text = "山城智变绘新图景\n——市政协协商活动为高质量发展蓄势助力\n（记者 张三）\n部门回应\n展厅内展示了首款运用到医疗领域的人工智能技\n术产品。 记者 李四 摄\n市教委\n将优化人工智能课程体系，推动构建学段衔接、\n层次清晰的课程，支持高校以新技术赋能传统学\n科专业转型升级。\n";
    let restored = restore(text, Layout::Wrapped);
    assert_eq!(kinds(&restored), ["title", "subtitle", "byline", "heading", "caption", "heading", "body"]);
    assert_eq!(restored.paragraphs[4].section, None);
    assert_eq!(restored.paragraphs[6].section.as_deref(), Some("市教委"));
}

#[test]
fn traditional_text_with_corner_quotes() {
    let paragraphs = [
        "市政協委員陳先生表示，「當前產業存在產業能級尚低、創新能力不強等突出問題。」他建議通過整合科創資源，推動本土企業橫向整合。",
        "在基礎設施建設方面，專家強調了算力資源的重要性，並建議優化算力基礎設施建設佈局，促進算力資源集聚化發展。",
    ];
    let restored = restore(&set(&paragraphs, 18, 2), Layout::Auto);
    assert_eq!(texts(&restored), paragraphs);
}

#[test]
fn auto_tells_lines_that_are_paragraphs_already() {
    let text = ARTICLE.map(|p| format!("\u{3000}\u{3000}{p}。")).join("\n\n");
    let restored = restore(&text, Layout::Auto);
    assert_eq!(restored.layout, Layout::Paragraphs);
    assert_eq!(restored.paragraphs.len(), 5);
    let wrapped = set(&ARTICLE, 16, 0);
    assert_eq!(restore(&wrapped, Layout::Auto).layout, Layout::Wrapped);
    assert_eq!(restore("", Layout::Auto).paragraphs, []);
}

#[test]
fn lines_keep_each_line_as_running_text() {
    let restored = restore("标题\n\n 一 二 三 四 五 六 \r\n甲甲，，乙乙丙丙丙丙，，", Layout::Lines);
    assert_eq!(texts(&restored), ["标题", "一 二 三 四 五 六", "甲甲，，乙乙丙丙丙丙，，"]);
    assert_eq!(kinds(&restored), ["body"; 3]);
    assert_eq!(restored.n_lines, 4);
    assert_eq!(restored.paragraphs[1].first_line, 3);
}

#[test]
fn a_doubt_names_the_lines_and_the_cues() {
    let text = "人工智能发展的情况总体良好，各项工作的推进\n有力有序有效，应用高地建设取得了积极成效。\n市政协也高度关注这个领域的发展，党组会议的\n精神强调要扎实开展工作，培育壮大新兴的产业\n和未来产业。\n";
    let restored = restore(text, Layout::Wrapped);
    let doubt = restored.doubts.iter().find(|d| d.line == 2);
    assert!(doubt.is_some_and(|d| d.next_line == 3
        && d.before == "取得了积极成效。"
        && d.after == "市政协也高度关注"
        && d.reasons.contains(&"stop")
        && d.score.abs() <= 1.2));
}

#[test]
fn every_gap_tells_its_score_and_reasons() {
    let text = set(&ARTICLE, 16, 2);
    let gaps = boundaries(&text, Layout::Wrapped);
    let restored = restore(&text, Layout::Wrapped);
    assert_eq!(gaps.len(), restored.n_lines - 1);
    assert!(gaps.iter().all(|gap| gap.broken == (gap.score > 0.0) && !gap.reasons.is_empty()));
    let broken: Vec<_> = gaps.iter().filter(|gap| gap.broken).map(|gap| gap.next_line).collect();
    let first: Vec<_> = restored.paragraphs.iter().skip(1).map(|p| p.first_line).collect();
    assert_eq!(broken, first);
    assert!(restored.doubts.iter().all(|doubt| gaps.contains(doubt)));
    assert_eq!(boundaries("甲。\n乙。\n", Layout::Lines), []);
}

#[test]
fn a_letter_ends_with_its_annexes_and_who_signs() {
    let letter = "关于印发办法的通知\n\n各区县人民政府：\n　　现将办法印发给你们，请认真贯彻执行。\n\n　　　　　　　重庆市人民政府\n　　　　　　　2025年6月11日\n";
    let restored = restore(letter, Layout::Auto);
    assert_eq!(texts(&restored)[3..], ["重庆市人民政府", "2025年6月11日"]);
    let annexes = "关于印发办法的通知\n\n各区县人民政府，市政府各部门，有关单位：\n\n　　现将《重庆市人工智能产业发展管理办法》印发给你们，请认真贯彻执行，并做\n好宣传工作，不断提高服务水平，推动高质量发展，及时报告执行中的问题。\n　　本办法根据2019年3月1日施行的条例制定，由市经济信息委负责解释。\n　　附件：1.管理办法\n　　　　　2.实施细则\n\n　　　　　　　　　　　　　　　　重庆市人民政府办公厅\n　　　　　　　　　　　　　　　　　2025年6月11日\n";
    let restored = restore(annexes, Layout::Auto);
    assert_eq!(texts(&restored)[4..], ["附件：1.管理办法", "2.实施细则", "重庆市人民政府办公厅", "2025年6月11日"]);
}

#[test]
fn summaries_and_boxes_are_told_by_their_words() {
    let text = "山城智变绘出新图景\n核心提示：近日，市政协召开专题协商会，围绕算力\n建设听取意见。\n机房里，一排排机柜闪着蓝光，大屏幕上跳动着实时\n数据。\n相关链接\n算力券：政府向企业发放的一种电子补贴凭证，企业\n可以凭券抵扣费用。\n部门回应\n市财政局表示，将安排专项资金，对中小企业使用算\n力给予补助。\n";
    let restored = restore(text, Layout::Wrapped);
    assert_eq!(kinds(&restored), ["title", "lead", "body", "box", "box", "heading", "body"]);
}

#[test]
fn hostile_text_takes_work_in_step_with_its_length() {
    type Shape = (&'static str, fn(usize) -> String);
    let shapes: [Shape; 9] = [
        ("blank lines", |n| "\n".repeat(n)),
        ("one line", |n| "字".repeat(n)),
        ("lines of one character", |n| "字\n".repeat(n)),
        ("lines of one mark", |n| "。\n".repeat(n)),
        ("quotations in quotations", |n| "“他说：\n".repeat(n)),
        ("one line of digits", |n| "1".repeat(n)),
        ("dates", |n| "2021年3月31日\n".repeat(n)),
        ("numbers that count", |n| (0..n / 9).map(|at| format!("{}{}\n", "字\n".repeat(8), at % 9000)).collect()),
        ("names", |n| (0..n).map(|at| format!("甲{}：好。\n", char::from(b'A' + (at % 26) as u8))).collect()),
    ];
    for (name, shape) in shapes {
        let work = |n: usize| work::counted(|| drop(restore(&shape(n), Layout::Wrapped)));
        let (once, twice) = (work(2_000), work(4_000));
        assert!(twice <= once * 2 + once / 10 + 100, "{name}: {once} steps, twice the text {twice}");
        assert!(once <= 2_000 * 120, "{name}: {once} steps");
    }
}

/// Text with the things that matter here, and anything else.
fn source() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "人工智能", "人工智能人工智能，，", "发展。", "发展发展。。", " ", "\u{3000}", "\n", "\n", "\n\n", "\r\n",
            "\r", "\u{c}", "\u{feff}", "\u{200b}", "\u{ad}", "— 3 —", "——", "“", "”", "（记者 张三）", "第三条",
            "第一章 总则", "一、", "记者 张三 摄", "AI", "the end.", "2025年", "2021年3月31日", "会议通过", "的 宏 伟 蓝 图",
            "⻓江", "⽣", "，", "：", "；", "\0", "\u{85}", "\u{2028}", "「", "」", "记者：", "罗大勇：", "核心提示：", "相关链接\n",
            "\n1\n", "\n２\n", "（2026年第3期）", "江府办发〔2025〕47号\n", "本报记者周岚\n", "会议认为，", "各位代表：\n",
            "他说：\n“群众", "市政府办公室\n", "附件：", "①", "[1]", "１．", "▲", "（资料图）", "一是", "\n\n\n",
        ]).prop_map(str::to_owned),
        // Running text, set in lines of some measure.
        2 => (2usize..30, 0usize..3, 1usize..90).prop_map(|(measure, indent, length)| {
            let text: String = "现在，我代表市政府报告工作，请予审议。".chars().cycle().take(length).collect();
            set(&[&text], measure.max(indent + 1), indent)
        }),
        1 => any::<String>(),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_character_is_lost_moved_or_made_up(
        text in source(),
        layout in prop::sample::select(Layout::ALL),
    ) {
        let restored = restore(&text, layout);
        for gap in boundaries(&text, layout) {
            prop_assert!(gap.line <= gap.next_line && gap.next_line <= restored.n_lines);
            prop_assert!(gap.broken == (gap.score > 0.0) || gap.score == 0.0, "{:?}", gap);
        }
        prop_assert_eq!(restored.check(&text), Ok(()));
        prop_assert_eq!(restore_as_is(&text, layout).check(&text), Ok(()));
    }
}
