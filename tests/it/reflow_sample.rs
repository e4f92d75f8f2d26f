//! The sample article against its hand-made paragraphs.

use std::collections::{BTreeSet, HashMap};

use pizhu::text::{Layout, Restored, restore};
use serde_json::Value;

const ARTICLE: &str = include_str!("../data/sample/article.txt");
const GOLD: &str = include_str!("../data/sample/paragraphs.json");

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Code point offsets, white space left out, at which a paragraph begins.
fn boundaries<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    texts
        .scan(0, |at, text| {
            let start = *at;
            *at += bare(text).chars().count();
            Some(start)
        })
        .collect()
}

fn restored() -> Restored {
    restore(ARTICLE, Layout::Auto)
}

fn gold() -> Vec<Value> {
    let gold: Value = serde_json::from_str(GOLD).unwrap_or_default();
    gold["paragraphs"].as_array().cloned().unwrap_or_default()
}

#[test]
fn boundaries_and_paragraphs_match_the_gold() {
    let (restored, gold) = (restored(), gold());
    assert_eq!(gold.len(), 48);
    let texts = || gold.iter().map(|p| p["text"].as_str().unwrap_or_default());
    let ours = || restored.paragraphs.iter().map(|p| p.text.as_str());
    assert_eq!(bare(&ours().collect::<String>()), bare(&texts().collect::<String>()));

    let (mut hard, mut soft) = (BTreeSet::new(), BTreeSet::new());
    for (at, paragraph) in boundaries(texts()).into_iter().zip(&gold).skip(1) {
        let optional = paragraph["boundary_before"] == "optional";
        if optional { &mut soft } else { &mut hard }.insert(at);
    }
    let found: BTreeSet<_> = boundaries(ours()).into_iter().skip(1).filter(|at| !soft.contains(at)).collect();
    let hits = found.intersection(&hard).count() as f64;
    let f1 = 2.0 * hits / (found.len() + hard.len()) as f64;
    assert!(f1 >= 0.97, "F1 {f1}");

    // Gold pieces whose boundary is optional may stand joined.
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in ours() {
        *counts.entry(bare(text)).or_default() += 1;
    }
    let optional = |at: usize| gold.get(at).is_some_and(|p| p["boundary_before"] == "optional");
    let exact = texts()
        .enumerate()
        .filter(|&(at, text)| {
            let text = bare(text);
            counts.contains_key(&text)
                || ((optional(at) || optional(at + 1)) && counts.keys().any(|k| k.contains(&text)))
        })
        .count() as f64
        / gold.len() as f64;
    assert!(exact >= 0.95, "exact {exact}");
}

#[test]
fn each_paragraph_stands_in_the_source_lines_it_names() {
    let restored = restored();
    let lines: Vec<&str> = ARTICLE.lines().collect();
    assert_eq!(restored.n_lines, lines.len());
    for paragraph in &restored.paragraphs {
        let range = paragraph.first_line - 1..paragraph.last_line;
        let source = bare(&lines[range].concat());
        let doubled = restored.removed.iter().any(|r| r.line == paragraph.first_line);
        if doubled {
            assert_eq!(bare(&paragraph.text).chars().count() * 2, source.chars().count());
        } else {
            assert_eq!(bare(&paragraph.text), source);
        }
    }
}

#[test]
fn headline_subheadline_departments_and_captions() {
    let restored = restored();
    let of = |kind: &str| -> Vec<&str> {
        let kind_of = |p: &&pizhu::text::RestoredParagraph| p.kind.as_str() == kind;
        restored.paragraphs.iter().filter(kind_of).map(|p| p.text.as_str()).collect()
    };
    assert_eq!(of("title"), ["智绘“人工智能 +”新图景"]);
    assert_eq!(of("subtitle"), ["——市政协“智汇经济圈”协商活动为人工智能高质量发展蓄势助力"]);
    assert_eq!(of("caption").len(), 5);
    assert_eq!(of("byline"), ["记者 高吕艳杏 摄", "（记者 高吕艳杏）"]);
    assert!(of("heading").contains(&"深化行业应用赋能 推动技术落地转化"));
    let department = restored.paragraphs.iter().find(|p| p.text.starts_with("将优化人工智能人才"));
    assert_eq!(department.and_then(|p| p.section.as_deref()), Some("市教委"));
}
