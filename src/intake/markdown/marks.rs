//! Takes Markdown's marks out of each line and tells what they said.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::entity::{Entities, Entity};
use super::mask::Masked;
use crate::intake::fields::reads_as_heading;
use crate::model::ParagraphKind;
use crate::text::{Cut, LineHint, RemovalReason, source_lines};

/// A text without its marks.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The source, with the characters in it that its entities name.
    pub(super) source: String,
    /// How many entities those were.
    pub(super) entities: usize,
    /// Letters that are struck out.
    pub(super) struck: usize,
    /// The words, in as many lines as the source has: what is left when all is cut.
    pub(super) text: String,
    /// What is known of each line.
    pub(super) hints: Vec<LineHint>,
    /// What is taken out.
    pub(super) cuts: Vec<Cut>,
    /// Blocks of several lines each of which ends a sentence.
    pub(super) sentences_joined: usize,
}

/// Reads a source; what stands before byte `start` is front matter.
pub(super) fn read(source: &str, start: usize) -> Marked {
    let lines = Lines::of(source);
    let mut hints = vec![LineHint::default(); lines.starts.len()];
    let mut tabbed = vec![false; lines.starts.len()];
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut titled = false;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut block = 0..0;
    let (mut entities, mut struck, mut struck_until) = (Vec::new(), 0, 0);
    let masked = Masked::of(source);
    let openings: Vec<usize> = masked.openings.iter().map(|&at| lines.at(at)).collect();
    for (event, range) in Parser::new_ext(&masked.text[start..], options).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Text(text) => {
                if range.start < struck_until {
                    struck += text.chars().filter(|c| !c.is_whitespace()).count();
                }
                entities.extend(Entity::of(&source[range.clone()], range.start, &text));
                kept.push(range);
            }
            Event::Start(Tag::Strikethrough) => struck_until = range.end.max(struck_until),
            Event::Code(_) => kept.push(without_fences(source, range)),
            Event::Html(_) | Event::InlineHtml(_) => outside_tags(&masked.text, range, &mut kept),
            Event::SoftBreak => {
                let next = lines.at(range.end);
                // Marks of a quotation or an item may stand before the indent.
                let indented = lines.text(source, next).trim_start_matches(['>', ' ', '\t']).starts_with('\u{3000}');
                hints[next].joined = !indented && openings.binary_search(&next).is_err();
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let title = level == HeadingLevel::H1 && !std::mem::replace(&mut titled, true);
                let kind = if title { ParagraphKind::Title } else { ParagraphKind::Heading };
                lines.tell(&mut hints, &range, kind);
            }
            Event::Start(Tag::Item) => {
                let number = source[range.clone()].bytes().take_while(u8::is_ascii_digit).count();
                if number > 0 {
                    kept.push(range.start..range.start + number + 1);
                }
                lines.tell(&mut hints, &range, ParagraphKind::Body);
            }
            Event::Start(Tag::Table(_)) => {
                lines.tell(&mut hints, &range, ParagraphKind::Body);
                for at in lines.covered(&range) {
                    tabbed[at] = true;
                }
            }
            Event::Start(Tag::Paragraph) => block = range,
            Event::Start(Tag::Strong) if is_whole(source, &block, &range) => {
                let inner = source[range.clone()].trim_matches(['*', '_']);
                let at = lines.at(range.start);
                if reads_as_heading(inner.trim()) && hints[at].kind.is_none() && !inner.contains('\n') {
                    hints[at].kind = Some(ParagraphKind::Heading);
                }
            }
            _ => {}
        }
    }
    kept.sort_by_key(|range| range.start);
    let entities = Entities::of(entities);
    let written = entities.written(source);
    for range in &mut kept {
        *range = entities.moved(range.start)..entities.moved(range.end);
    }
    let mut marked = write(&written, &Lines::of(&written), &kept, &tabbed);
    (marked.source, marked.entities, marked.struck) = (written, entities.count(), struck);
    marked.sentences_joined = sentences_joined(&marked.text, &hints);
    marked.hints = hints;
    marked
}

/// Where the lines of a source are.
struct Lines {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Lines {
    fn of(source: &str) -> Self {
        let lines = source_lines(source);
        // Each line is a slice of the source: its place is told by what stands before it.
        let (mut starts, mut ends, mut at) = (Vec::new(), Vec::new(), 0);
        for line in lines {
            starts.push(at);
            at += line.len();
            ends.push(at);
            at += if source[at..].starts_with("\r\n") { 2 } else { 1 };
        }
        Self { starts, ends }
    }

    /// The line that byte `at` stands in.
    fn at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    fn text<'a>(&self, source: &'a str, line: usize) -> &'a str {
        &source[self.starts[line]..self.ends[line]]
    }

    /// The lines that a range of bytes covers.
    fn covered(&self, range: &Range<usize>) -> Range<usize> {
        self.at(range.start)..self.at(range.end.saturating_sub(1).max(range.start)) + 1
    }

    /// Gives the lines of a block a kind.
    fn tell(&self, hints: &mut [LineHint], range: &Range<usize>, kind: ParagraphKind) {
        for hint in hints.get_mut(self.covered(range)).unwrap_or_default() {
            hint.kind = Some(kind);
        }
    }
}

/// The words of a piece of code in a line.
fn without_fences(source: &str, range: Range<usize>) -> Range<usize> {
    let fence = source[range.clone()].bytes().take_while(|byte| *byte == b'`').count();
    if fence * 2 <= range.len() { range.start + fence..range.end - fence } else { range }
}

/// The words of a piece of HTML: what stands outside tags and comments.
fn outside_tags(source: &str, range: Range<usize>, kept: &mut Vec<Range<usize>>) {
    let mut at = range.start;
    while at < range.end {
        let rest = &source[at..range.end];
        let open = rest.find('<').unwrap_or(rest.len());
        if open > 0 {
            kept.push(at..at + open);
        }
        let tag = &rest[open..];
        let close = if tag.starts_with("<!--") { "-->" } else { ">" };
        at += open + tag.find(close).map_or(tag.len(), |end| end + close.len());
    }
}

/// Whether a range is the whole of a block but for white space.
fn is_whole(source: &str, block: &Range<usize>, range: &Range<usize>) -> bool {
    block.start <= range.start
        && range.end <= block.end
        && source[block.start..range.start].trim().is_empty()
        && source[range.end..block.end].trim().is_empty()
}

/// Writes each line anew from what is kept of it, and says what is cut.
fn write(source: &str, lines: &Lines, kept: &[Range<usize>], tabbed: &[bool]) -> Marked {
    let mut marked = Marked::default();
    let mut next = 0;
    for (line, &tabbed) in tabbed.iter().enumerate().take(lines.starts.len()) {
        let (start, end) = (lines.starts[line], lines.ends[line]);
        let (mut at, begin) = (start, marked.text.len());
        // Code points are counted on from the last cut, so that a line is walked once.
        let (mut counted, mut points) = (start, 0);
        while at < end {
            while kept.get(next).is_some_and(|range| range.end <= at) {
                next += 1;
            }
            let range = kept.get(next).cloned().unwrap_or(end..end);
            let from = range.start.clamp(at, end);
            let gap = &source[at..from];
            let mark = gap.trim();
            let parted =
                (tabbed && mark.contains('|') || mark.starts_with("<br")) && marked.text.len() > begin && from < end;
            if mark.is_empty() {
                marked.text.push_str(gap);
            } else {
                let mut cut_from = at;
                if parted {
                    let blanks = source[counted..at].len() - source[counted..at].trim_end_matches(' ').len();
                    cut_from -= blanks;
                    marked.text.truncate(marked.text.len() - blanks);
                }
                let blank = parted.then_some(if tabbed { '\t' } else { ' ' });
                marked.text.extend(blank);
                points += source[counted..cut_from].chars().count();
                let start = points;
                points += source[cut_from..from].chars().count();
                counted = from;
                let reason = RemovalReason::Markup;
                marked.cuts.push(Cut { line: line + 1, start, end: points, blank, reason });
            }
            let to = range.end.clamp(from, end);
            marked.text.push_str(&source[from..to]);
            at = to;
        }
        marked.text.push('\n');
    }
    marked
}

/// How many paragraphs of several lines have only lines that end a sentence.
fn sentences_joined(text: &str, hints: &[LineHint]) -> usize {
    let (mut count, mut lines, mut all) = (0, 0, true);
    let mut close = |lines: usize, all: bool| count += usize::from(lines > 1 && all);
    for (line, hint) in text.lines().zip(hints) {
        if !hint.joined {
            close(lines, all);
            (lines, all) = (0, true);
        }
        lines += 1;
        all &= line.trim_end().ends_with(['。', '！', '？', '”']);
    }
    close(lines, all);
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Guide, Layout};

    fn texts(source: &str) -> Vec<String> {
        read(source, 0).text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn words_stay_and_marks_go() {
        for (source, want) in [
            ("# 标题 #", "标题"),
            ("数字**经济**与*人工*智能`AI`", "数字经济与人工智能AI"),
            ("见[意见](https://example.cn \"全文\")全文", "见意见全文"),
            ("- 项\n* 目", "项\n目"),
            ("1. 第一\n2. 第二", "1. 第一\n2. 第二"),
            ("> 引\n> 文", "引\n文"),
            ("a\\*b &amp; c", "a*b & c"),
            ("3&nbsp;米 &#21271;京&#x5317; A&B &甲; &lt;b&gt;**粗**", "3\u{A0}米 北京北 A&B &甲; <b>粗"),
            ("`&amp;` &#10; &#0; &#8203;", "&amp; &#10; &#0; &#8203;"),
            ("```\n&amp;\n```", "\n&amp;\n"),
            ("甲<br>乙<b>丙</b>", "甲 乙丙"),
            ("<div>甲</div>\n<!-- 乙 -->", "甲\n"),
            ("| 地区 | 产值 |\n|---|--:|\n| 江州 | **3** |", "地区\t产值\n\n江州\t3"),
            ("![图一](a.png)", "图一"),
            ("```\n甲 *乙*\n```", "\n甲 *乙*\n"),
            ("甲\n\n---\n\n乙", "甲\n\n\n\n乙"),
            ("　　甲 **乙** 丙", "　　甲 乙 丙"),
            ("~~旧~~新", "旧新"),
            ("共7*8*9*2件，6*5*4=120", "共7*8*9*2件，6*5*4=120"),
            ("上午~下午，3~5天", "上午~下午，3~5天"),
            ("参数<x>与y<z>w<b>粗</b>", "参数<x>与y<z>w粗"),
            ("<div>甲<x>乙</div>", "甲<x>乙"),
            ("共10<sup>4</sup>吨", "共10<sup>4</sup>吨"),
            ("[甲]:乙<br>丙", "[甲]:乙 丙"),
            ("甲[乙][1]\n\n[1]: https://example.cn", "甲乙\n\n"),
            ("甲[^1]乙\n\n[^1]: 丙*丁*", "甲[^1]乙\n\n[^1]: 丙丁"),
        ] {
            assert_eq!(texts(source).join("\n"), want, "{source}");
        }
    }

    #[test]
    fn every_character_is_kept_or_recorded() {
        let source = "---\n# 甲 <i>乙</i>\n\n[丙]: http://x\n\n* 丁 [戊](己) `庚`\r\n\n| 辛 |\n|--|\n| 壬 | 癸 |\n\\# 子 &lt;\n<!-- 丑\n寅 --> 卯\n";
        let marked = read(source, 4);
        assert_eq!(marked.text.lines().count(), source_lines(source).len());
        // What the cuts leave of the source is the text that was written.
        assert_eq!(marked.source, source.replace("&lt;", "<"));
        let restored = Guide { cuts: marked.cuts, ..Guide::of(Layout::Lines) }.restore(&marked.source);
        assert_eq!(restored.check(&marked.source), Ok(()));
        let lines: Vec<_> = marked.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let kept: Vec<_> = restored.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(kept, lines);
    }

    #[test]
    fn marks_tell_kinds_and_joins() {
        use ParagraphKind::{Body, Heading, Title};
        let marked = read("# 甲\n\n## 乙\n\n丙\n丁\n　　戊\n\n# 己\n\n- 庚\n  辛\n\n**壬**\n\n癸  \n子\n", 0);
        let told: Vec<_> = marked.hints.iter().map(|hint| (hint.kind, hint.joined)).collect();
        let want = [
            (Some(Title), false),
            (None, false),
            (Some(Heading), false),
            (None, false),
            (None, false),
            (None, true),
            (None, false),
            (None, false),
            (Some(Heading), false),
            (None, false),
            (Some(Body), false),
            (Some(Body), true),
        ];
        assert_eq!(told[..12], want);
        assert_eq!(told[13..], [(Some(Heading), false), (None, false), (None, false), (None, false)]);
    }

    #[test]
    fn a_block_of_sentences_is_told() {
        assert_eq!(read("甲。\n乙。\n\n丙，\n丁。\n", 0).sentences_joined, 1);
    }
}
