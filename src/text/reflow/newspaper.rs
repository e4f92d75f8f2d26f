//! What newspapers and reports set between and beside their paragraphs: what should come back.

use super::*;

const DAM: &str = "去年入冬以来，全县十二个乡镇的水库管理站陆续换上了新的闸门，老站长说，夜里再也不用起来看水位了。";
const ANSWER: &str =
    "对此，市水利局有关负责人回应称，已会同各县把水库的闸门逐一查过，今年汛期之前全部换完，不再另收费用。";

/// A paragraph in lines of 16 squares, the first of `first`.
fn set(text: &str, first: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (first, rest) = chars.split_at(first);
    std::iter::once(first).chain(rest.chunks(16)).map(|line| line.iter().collect::<String>() + "\n").collect()
}

/// What comes back for lines that stand between four paragraphs before and four after them, in lines of 16 squares
/// whose first are shorter by `indent`.
#[track_caller]
fn between(lines: &str, indent: usize) -> Vec<String> {
    let [dam, answer] = [DAM, ANSWER].map(|text| set(text, 16 - indent));
    let restored = restore(&format!("{dam}{answer}{dam}{answer}{lines}{answer}{dam}{answer}{dam}"), Layout::Wrapped);
    let texts: Vec<_> = restored.paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    let before: String =
        texts.iter().take_while(|text| !lines.starts_with(form::first_chars(text, 3))).map(String::as_str).collect();
    assert!(before.ends_with(ANSWER), "{texts:#?}");
    texts
        .into_iter()
        .skip_while(|text| !lines.starts_with(form::first_chars(text, 3)))
        .take_while(|text| !text.starts_with("对此"))
        .collect()
}

#[test]
fn the_name_of_a_column_stands_over_its_headline_inside_a_text() {
    let told = between("民声直通车·第18期\n库区的夜里\n再也不用守着水\n本版编辑 方明 热线：12345\n", 2);
    assert_eq!(told[..2], ["民声直通车·第18期", "库区的夜里再也不用守着水"], "{told:?}");
}

#[test]
fn names_in_brackets_sign_what_stands_before_them() {
    let signed =
        "旧闸门换下来的铁一共卖了六万元，\n钱全都存在村里的账上留着明年修渠\n用，逐村公示，大家来看。（方明）\n";
    let told = between(&format!("{signed}三条渠今年春天开闸通水有望\n"), 0);
    assert_eq!(told.last().map(String::as_str), Some("三条渠今年春天开闸通水有望"));
    for (text, signs) in [
        ("（周岚 何立整理）", true),
        ("汛期之前换完。（方　明）", true),
        ("（左一）", false),
        ("东河文化馆（方明）", false),
        ("（试行）", false),
    ] {
        assert_eq!(byline::ends_signed(text), signs, "{text}");
    }
}

#[test]
fn who_took_a_picture_stands_behind_its_caption() {
    let told = between("王家坝的新闸门在雨后第一次开启了。\n本报记者 周岚 摄\n", 2);
    assert_eq!(told, ["王家坝的新闸门在雨后第一次开启了。本报记者 周岚 摄"]);
}

#[test]
fn rows_that_open_with_a_figure_go_on_over_their_lines() {
    let rows = "63座水库 今年汛期前换完\n闸门\n1.2万亩 灌溉面积比去年\n增加\n11分钟 从开闸到下游水位\n上涨\n";
    let told = between(&format!("水库账本\n{rows}"), 0);
    let expected =
        ["水库账本", "63座水库 今年汛期前换完闸门", "1.2万亩 灌溉面积比去年增加", "11分钟 从开闸到下游水位上涨"];
    assert_eq!(told, expected);
}

#[test]
fn no_turn_of_speech_opens_in_the_middle_of_a_sentence() {
    let source = "问：这个办法是谁想出\n来的？\n答：对，这是老站长教\n我的。去年闸门坏了，\n东村来的几个年轻人也\n\
                  就问：能不能先修东边\n那条渠？我说可以啊，\n年底之前修好，大家都\n很高兴。\n问：钱从哪里来？\n";
    let restored = restore(source, Layout::Wrapped);
    let told: Vec<_> = restored.paragraphs.iter().map(|paragraph| form::first_chars(&paragraph.text, 2)).collect();
    assert_eq!(told, ["问：", "答：", "问："]);
}

#[test]
fn what_stands_over_an_indent_has_ended_though_its_lines_are_full() {
    let heading = ["把每一滴水都用在最要紧的田里让那", "些守坝的老人们夜里都睡个安稳觉吧"];
    assert_eq!(between(&heading.map(|line| format!("{line}\n")).concat(), 2), [heading.concat()]);
}

#[test]
fn a_line_over_the_end_of_a_sentence_is_no_heading() {
    for opening in ["", "（一）"] {
        let text = format!(
            "{opening}水利建设今年齐头并进，换来了\n一方平安。今年以来，全县十二个\n乡镇又修好了三十座水库。\n"
        );
        assert_eq!(between(&text, 0), [text.replace('\n', "")]);
    }
}

#[test]
fn a_row_before_an_address_runs_on_however_it_is_set() {
    let text = "填写，月底之前都可以，县里会逐\n条答复，并在网上公布。\n";
    let spread = format!("意见可以写信寄到县里，也可在\n网\n上\n问\n卷\n（www.water.example/a/b）里\n{text}");
    assert_eq!(between(&spread, 2), [spread.replace('\n', "")]);
    let apart = format!("意见可以寄到县里的网页\n（ www.water.example/ask/2026）里\n{text}");
    assert_eq!(between(&apart, 0), [apart.replace('\n', "")]);
}

#[test]
fn paragraphs_counted_in_a_row_are_no_headings() {
    let text = "1.1 现有的水库闸门大多是\n用了三十年以上，渗漏得很严重，每\n年损失的水够一个乡用。\n\
                1.2 下游的三个村子里也轮流\n放水灌溉，夜里要有人守，年轻人都\n不愿意做，老人做不动。\n\
                1.3 县里的水利经费还只够\n换一半，其余的要向省里申请，已经\n写了报告。\n";
    let told = between(text, 2);
    assert_eq!(told.iter().map(|text| &text[..3]).collect::<Vec<_>>(), ["1.1", "1.2", "1.3"], "{told:?}");
}

#[test]
fn a_line_that_calls_one_person_is_a_paragraph() {
    let source = "下游何时有水\n县水利局答复\n小河同学：\n谢谢你的来信。你说的那条渠，今年冬天\n就修，开春前通水。\n";
    let restored = restore(source, Layout::Wrapped);
    assert!(restored.paragraphs.iter().any(|paragraph| paragraph.text == "小河同学："));
}

#[test]
fn a_list_of_who_made_the_page_goes_on_over_its_lines() {
    let told = between("策划：任远 统筹：方舟\n视频：杨朔 Leo Wang\n制图：段小满\n库区的账本\n", 2);
    assert_eq!(told, ["策划：任远 统筹：方舟视频：杨朔 Leo Wang制图：段小满", "库区的账本"]);
    // One under another they are lines of their own.
    assert!(!byline::staff_goes_on("责任编辑：方明", "校对：周岚", false));
}

/// Lines with their left edge, size and weight, 16 points apart.
fn placed(lines: &[(&str, f32, f32, bool)]) -> Restored {
    let hint = |(nth, (text, left, size, bold)): (usize, &(&str, f32, f32, bool))| {
        let right = left + size * text.chars().count() as f32;
        let place = Place { page: 1, left: *left, right, base: 16.0 * nth as f32, size: *size, bold: *bold };
        LineHint { place: Some(place), ..LineHint::default() }
    };
    let hints: Vec<_> = lines.iter().enumerate().map(hint).collect();
    let text: String = lines.iter().map(|(text, ..)| format!("{text}\n")).collect();
    place::restore_placed(&text, &hints)
}

/// A paragraph on a page: an indent of two squares, then 16 squares a line.
fn on_page(text: &str) -> Vec<(&str, f32, f32, bool)> {
    let mut rest = text;
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let (left, most) = if lines.is_empty() { (120.0, 14) } else { (100.0, 16) };
        let line = form::first_chars(rest, most);
        rest = &rest[line.len()..];
        lines.push((line, left, 10.0, false));
    }
    lines
}

#[test]
fn rows_of_a_box_on_a_page_are_no_halves_of_a_heading() {
    let rows = ["水库技术指标", "坝高三十六米", "库容千万方", "灌田三万亩"];
    let mut lines = [on_page(DAM), on_page(ANSWER), on_page(DAM)].concat();
    lines.extend(rows.iter().enumerate().map(|(nth, text)| (*text, 100.0, 10.0, nth == 0)));
    lines.extend([on_page(ANSWER), on_page(DAM)].concat());
    let restored = placed(&lines);
    let told: Vec<_> = restored.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(told[3..told.len() - 2], rows, "{told:#?}");
}

#[test]
fn a_sentence_that_a_caption_cuts_on_a_page_is_a_doubt() {
    let mut lines = [on_page(DAM), on_page(ANSWER), on_page(DAM)].concat();
    lines.insert(6, ("图为新换的闸门 周岚 摄", 100.0, 8.0, false));
    let restored = placed(&lines);
    let cut = restored.doubts.iter().find(|doubt| doubt.reasons.contains(&"a sentence is cut"));
    assert!(cut.is_some_and(|doubt| doubt.broken && doubt.line == 6), "{:#?}", restored.doubts);
}
