//! Web pages and Markdown files become the paragraphs a reader sees. Each page in `tests/data/html` has
//! beside it what should become of it; `UPDATE_PAGES=1` writes that anew, to be read line by line.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pizhu::intake::{FileProblem, Incoming, ReadOptions, read};
use pizhu::text::Restored;

fn incoming(name: &str, bytes: &[u8]) -> Result<Incoming, FileProblem> {
    let mut one = None;
    read(Path::new(name), bytes, &ReadOptions::default(), &mut |text| {
        one = text.ok();
        true
    })?;
    Ok(one.expect("a page is one text"))
}

fn restored(incoming: &Incoming) -> Restored {
    incoming.guide.restore(&incoming.text)
}

/// Fields, losses, notes and paragraphs, a line each.
fn told(incoming: &Incoming) -> String {
    let mut out = String::new();
    for (name, value) in incoming.fields.named() {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    for (name, value) in &incoming.attributes {
        writeln!(out, "@{name}: {value}").unwrap();
    }
    for loss in &incoming.losses {
        writeln!(out, "loss: {loss}").unwrap();
    }
    for note in &incoming.notes {
        writeln!(out, "note: {note}").unwrap();
    }
    for paragraph in restored(incoming).paragraphs {
        writeln!(out, "{} | {}", paragraph.kind, paragraph.text).unwrap();
    }
    out
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/html");
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|e| e == "html" || e == "md"));
    pages.sort();
    assert!(pages.len() >= 12, "{pages:?}");
    pages
}

#[test]
fn each_page_becomes_its_paragraphs() {
    for path in pages() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // A page that declares another encoding is stored as UTF-8 here, so that it can be read.
        let text = std::fs::read_to_string(&path).unwrap();
        let incoming = incoming(&name, &declared(&text)).unwrap();
        let told = told(&incoming);
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE_PAGES").is_some() {
            std::fs::write(&expected, &told).unwrap();
        }
        assert_eq!(told, std::fs::read_to_string(&expected).unwrap_or_default(), "{name}");
        assert_eq!(incoming.guide.lines.len(), incoming.text.lines().count(), "{name}: one hint for each line");
    }
}

/// A page in the encoding it declares.
fn declared(page: &str) -> Vec<u8> {
    if page.to_lowercase().contains("charset=gb2312") { encoded(page, "gb18030") } else { page.as_bytes().to_vec() }
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!lossy, "{label} cannot hold the page");
    bytes.into_owned()
}

#[test]
fn the_encoding_changes_nothing() {
    let page = |charset: &str, title: &str, text: &str| {
        format!(
            "<!DOCTYPE html><html><head><meta charset={charset}><title>{title}</title></head><body><h1>{title}</h1><p>　　{text}</p></body></html>"
        )
    };
    let text = "为促进数字经济发展，市政府建议各地设立专项资金。";
    for (charset, encoding, name) in
        [("gb2312", "gb18030", "GB18030"), ("GBK", "gb18030", "GB18030"), ("utf-8", "utf-8", "UTF-8")]
    {
        let incoming = incoming("a.html", &encoded(&page(charset, "通知", text), encoding)).unwrap();
        assert_eq!(
            (incoming.text.as_str(), incoming.encoding.as_str()),
            (format!("通知\n　　{text}\n").as_str(), name)
        );
        assert!(incoming.notes.is_empty(), "{:?}", incoming.notes);
    }
    let big5 = incoming("a.html", &encoded(&page("big5", "數位經濟", "市政府建議設立基金。"), "big5")).unwrap();
    assert_eq!((big5.text.as_str(), big5.encoding.as_str()), ("數位經濟\n　　市政府建議設立基金。\n", "Big5"));
    // Saved anew as UTF-8 with the old declaration left in.
    let saved = incoming("a.html", page("gb2312", "通知", text).as_bytes()).unwrap();
    assert_eq!(saved.encoding, "UTF-8");
    assert_eq!(saved.notes, ["the page says it is gb2312, but its bytes are UTF-8"]);
}

/// Writes sentences as a page does.
type Shape = fn(&[String]) -> String;

/// Sentences of the article of a page, in order, each once, whatever stands around them.
#[test]
fn no_sentence_is_lost_or_doubled() {
    let sentences: Vec<String> =
        (1..=40).map(|n| format!("第{n}句说的是江州市数字经济发展的第{n}项任务，由有关部门负责落实。")).collect();
    let shapes: [(&str, Shape); 6] = [
        ("paragraphs", |s| s.iter().map(|s| format!("<p>　　{s}</p>")).collect()),
        ("breaks", |s| s.join("<br>　　")),
        ("blocks", |s| s.iter().map(|s| format!("<div>{s}</div>")).collect()),
        ("soup", |s| {
            s.iter()
                .filter_map(|s| s.split_once('说'))
                .map(|(a, b)| format!("<p><span><font><strong>{a}</strong></font></span>说{b}</p>"))
                .collect()
        }),
        ("nested", |s| s.iter().rev().fold(String::new(), |inner, s| format!("<div>{s}{inner}</div>"))),
        ("cells", |s| {
            format!("<table>{}</table>", s.iter().map(|s| format!("<tr><td>{s}</td></tr>")).collect::<String>())
        }),
    ];
    let containers = [
        "id=zoom",
        "class=TRS_Editor",
        "class=pages_content",
        "id=UCAP-CONTENT",
        "id=x",
        "class='main content'",
        "class=share",
    ];
    for (shape, write) in shapes {
        for container in containers {
            let html = format!(
                "<html><head><title>任务清单_江州网</title></head><body><div class=nav><a href=/>首页</a></div><h1>任务清单</h1>\
                 <div {container}>{}</div><ul>{}</ul></body></html>",
                write(&sentences),
                "<li><a href=/x>江州市召开数字经济发展工作推进会</a></li>".repeat(10)
            );
            let incoming = incoming("a.html", html.as_bytes()).unwrap();
            let found: Vec<_> = restored(&incoming).paragraphs.into_iter().map(|p| p.text).collect();
            let kept: Vec<_> = found.iter().filter(|text| text.ends_with("落实。")).collect();
            assert_eq!(kept, sentences.iter().collect::<Vec<_>>(), "{shape} in {container}");
            assert_eq!(found.iter().filter(|text| *text == "任务清单").count(), 1, "{shape} in {container}");
        }
    }
}

/// How long a hostile file may take: one second, more without optimisation and beside other tests.
const fn patience() -> Duration {
    Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 1 })
}

#[test]
fn hostile_pages_cost_little_and_lose_nothing() {
    let deep =
        |tag: &str, n: usize| format!("{}甲乙丙丁。{}", format!("<{tag}>").repeat(n), format!("</{tag}>").repeat(n));
    let pages = [
        ("100,000 nested <div>", deep("div", 100_000)),
        ("100,000 nested <b>", deep("b", 100_000)),
        ("30,000 nested <table><tr><td>", format!("{}甲乙丙丁。", "<table><tr><td>".repeat(30_000))),
        ("30,000 nested <ul><li>", format!("{}甲乙丙丁。", "<ul><li>".repeat(30_000))),
        (
            "100,000 unclosed <font>",
            (0..100_000).map(|n| format!("<font size={n}>")).collect::<String>() + "<p>甲乙丙丁。",
        ),
        ("one attribute of 1 MB", format!("<p title=\"{}\">甲乙丙丁。</p>", "x".repeat(1 << 20))),
        (
            "200,000 small attributes",
            format!(
                "{}<p>甲乙丙丁。",
                (0..20_000).map(|n| format!("<i a{n}=1 b c d e f g h i j></i>")).collect::<String>()
            ),
        ),
        ("200,000 stray end tags", format!("{}<p>甲乙丙丁。", "</p></b></div>".repeat(66_000))),
        ("a comment never closed", format!("<p>甲乙丙丁。</p><!-- {}", "<p>".repeat(100_000))),
        ("100,000 known containers", format!("{}<p>甲乙丙丁。", "<div id=zoom></div>".repeat(100_000))),
    ];
    for (what, html) in pages {
        let from = Instant::now();
        let incoming = incoming("a.html", html.as_bytes()).unwrap_or_else(|problem| panic!("{what}: {problem}"));
        let took = from.elapsed();
        assert!(
            incoming.text.contains("甲乙丙丁。"),
            "{what}: {:?}",
            incoming.text.chars().take(80).collect::<String>()
        );
        println!("{what}: {took:?}");
        assert!(took < patience(), "{what}: {took:?}");
    }
}

#[test]
fn pages_without_text_say_why() {
    for (html, why) in [
        ("<html><body></body></html>", "it holds no text"),
        (
            "<html><body><div id=app></div><script>go()</script></body></html>",
            "its text is put in by scripts: save the page from a browser when it is shown",
        ),
        (
            "<html><frameset cols=50%><frame src=a.html></frameset></html>",
            "it only holds frames: save the page inside the frame",
        ),
        (
            "<!DOCTYPE html [<!ENTITY b '建议'>]><html><body><p>&b;加快算力布局。</p></body></html>",
            "its DOCTYPE declares names, which no browser reads",
        ),
    ] {
        assert_eq!(incoming("a.html", html.as_bytes()).unwrap_err().to_string(), why);
    }
    let many: String = (0..40_000).map(|n| format!(" a{n}")).collect();
    let error = incoming("a.html", format!("<html><p{many}>甲").as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "its tags hold too many attributes to be a page");
}

#[test]
fn what_is_not_shown_is_left_out_and_told() {
    let html = format!(
        "<html><p>可见的一段文字。</p><p style='display:none'>{}</p><p>控制&#x85;字符</p></html>",
        "看不见的文字".repeat(10)
    );
    let incoming = incoming("a.html", html.as_bytes()).unwrap();
    assert!(incoming.text.starts_with("可见的一段文字。\n控制"), "{}", incoming.text);
    assert_eq!(incoming.notes[0], "60 characters that the page hides left out");
}

/// A page whose article is two paragraphs, with `more` in the second and `after` behind the article.
fn with(more: &str, after: &str) -> Incoming {
    let html = format!(
        "<html><body><h1>江州市公共数据管理办法</h1><div id=zoom><p>第一条　为了规范公共数据的管理，制定本办法。</p>\
         <p>第二条　公共数据归口管理。{more}</p></div>{after}</body></html>"
    );
    incoming("a.html", html.as_bytes()).unwrap()
}

#[test]
fn sentences_in_parts_that_are_called_no_text_are_told() {
    let loss = |after: &str| with("", after).losses.into_iter().next();
    let told = |n: usize| Some(format!("{n} characters of the page stand outside the article and were left out"));
    assert_eq!(loss("<div class=comments><p>建议把<b>门槛</b>降下来，让中小企业用得起。</p></div>"), told(18));
    assert_eq!(loss("<footer><p>本办法由市数据局负责解释，自公布之日起施行。</p></footer>"), told(22));
    // What every page has at its foot is no loss.
    assert_eq!(loss("<footer><p>版权所有：江州市人民政府，未经许可不得转载。</p><p>关于我们</p></footer>"), None);
    assert_eq!(loss("<div class=comments><a href=1>谁来负责？请看这里的说明。</a></div>"), None);
}

#[test]
fn what_its_author_crossed_out_is_kept_and_told() {
    let struck = "<s>每年</s><del>报告<b>一次</b></del><span style='text-decoration: line-through'>。</span>每月报告。";
    let incoming = with(struck, "<p><s>外面</s></p>");
    assert!(incoming.text.contains("每年报告一次。每月报告。"), "{}", incoming.text);
    assert_eq!(incoming.notes, ["7 characters are struck out in the source; kept"]);
    let marked = incoming_of_markdown("旧~~条文~~改为*新*条文。");
    assert_eq!(marked.notes, ["2 characters are struck out in the source; kept"]);
    assert_eq!(with("", "").notes, [""; 0]);
}

fn incoming_of_markdown(text: &str) -> Incoming {
    incoming("a.md", text.as_bytes()).unwrap()
}

#[test]
fn entities_of_markdown_are_written_and_told() {
    let marked = incoming_of_markdown(
        "# 研发&amp;制造\n\n占&nbsp;**3&#37;**，`&amp;`。\n\n| a&lt;b | 丙 |\n|--|--|\n| 丁 | &#25098; |\n",
    );
    assert_eq!(marked.notes, ["5 entities written as the characters they name"]);
    let texts: Vec<_> = restored(&marked).paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    assert_eq!(texts, ["研发&制造", "占\u{A0}3%，&amp;。", "a<b\t丙", "丁\t戊"]);
    assert_eq!(restored(&marked).check(&marked.text), Ok(()));
}

#[test]
fn blanks_that_are_entities_are_blanks() {
    let texts = |text: &str| -> Vec<String> {
        let marked = incoming_of_markdown(text);
        assert_eq!(restored(&marked).check(&marked.text), Ok(()), "{text}");
        restored(&marked).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    };
    assert_eq!(texts("甲\n\n&nbsp;\n\n&emsp;&emsp;乙&nbsp;\n"), ["甲", "乙"]);
    assert_eq!(texts("甲\n&nbsp;\n乙\n"), ["甲乙"]);
    assert!(incoming("a.md", b"&nbsp;\n").is_err());
}

#[test]
fn lines_end_where_unicode_ends_them() {
    let ended = with("第一句。\u{2028}第二句。\u{85}第三句。", "");
    assert!(ended.text.ends_with("归口管理。第一句。\n第二句。\n第三句。\n"), "{}", ended.text);
    assert_eq!(ended.notes, ["2 line ends (U+0085, U+2028, U+2029) written as LF"]);
}

#[test]
fn controls_are_refused_however_they_are_written() {
    let strip = ReadOptions { strip_controls: true, ..ReadOptions::default() };
    for (html, line) in [("<html>\n<p>甲乙\u{1}丙</p>", 2), ("<html>\n<p>甲乙&#1;丙</p>", 1)] {
        let why = incoming("a.html", html.as_bytes()).unwrap_err().to_string();
        assert_eq!(why, format!("line {line} holds the control character U+0001"));
        read(Path::new("a.html"), html.as_bytes(), &strip, &mut |text| {
            let incoming = text.unwrap();
            assert_eq!(incoming.text, "甲乙丙\n");
            assert_eq!(incoming.losses, ["1 control character taken out"]);
            true
        })
        .unwrap();
    }
}

#[test]
fn hostile_markdown_costs_little() {
    let files = [
        ("nested quotations", format!("{}甲", ">".repeat(50_000))),
        ("nested items", format!("{}甲", "- ".repeat(50_000))),
        ("brackets", format!("{}甲{}", "[".repeat(50_000), "](".repeat(50_000))),
        ("stars", format!("{}甲", "*a_ ".repeat(50_000))),
        ("backticks", format!("甲{}", (1..400).map(|n| format!("{} ", "`".repeat(n))).collect::<String>())),
        ("cells", format!("甲{}\n{}\n", "|".repeat(20_000), "|-".repeat(20_000))),
        ("comments", format!("甲 {}", "<!--".repeat(50_000))),
    ];
    for (what, text) in files {
        let from = Instant::now();
        let incoming = incoming("a.md", text.as_bytes()).unwrap_or_else(|problem| panic!("{what}: {problem}"));
        let took = from.elapsed();
        assert!(incoming.text.contains('甲'), "{what}");
        assert_eq!(incoming.text, text, "{what}");
        println!("{what}: {took:?}");
        assert!(took < patience(), "{what}: {took:?}");
    }
}
