//! Markdown: its marks tell what is a heading, an item, a row of a table, and are then taken out.
//!
//! The file as it stands is the source, line for line, but for entities (`&amp;`), which are written as the
//! characters they name. Of each line the words are kept, and with them the numbers of lists, which belong to
//! a text's own counting; marks, addresses of links, tags of HTML and the front matter are taken out and
//! recorded. Lines of one
//! block are one paragraph, as CommonMark has it, but a line that opens with an ideographic space begins
//! a new one, as Chinese text does, and so do footnotes and turns of speech (`[记者]:`), which are text
//! with all their marks. A hard break ends a paragraph; rows of a table, items and lines of
//! code are one each, cells parted by a tab.

mod entity;
mod front;
mod marks;
mod mask;

use super::{FileProblem, Incoming, ReadOptions, decode, struck_out};
use crate::model::{ParagraphKind, sha256_hex};
use crate::text::metadata::without_site;
use crate::text::{Guide, Layout};

/// Version of the parser, as it is stored with each text; a test holds it equal to the one compiled in.
const PARSER: &str = "pulldown-cmark 0.13.6";

/// Reads a file.
///
/// # Errors
/// When it is too large, cannot be decoded, or holds no text.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Incoming, FileProblem> {
    let decoded = decode(bytes, options)?;
    let front = front::read(&decoded.text);
    let marked = marks::read(&decoded.text, front.end);
    if marked.text.chars().all(char::is_whitespace) {
        return Err(FileProblem::Empty);
    }
    let mut fields = front.fields;
    fields.title = fields.title.or_else(|| {
        let title = marked.hints.iter().position(|hint| hint.kind == Some(ParagraphKind::Title))?;
        super::fields::line(marked.text.lines().nth(title)?)
    });
    fields.title = fields.title.map(|title| without_site(&title, None, false).to_owned());
    let (losses, mut notes) = (decoded.losses(), decoded.notes());
    notes.extend(front.notes);
    notes.extend(struck_out(marked.struck));
    match marked.entities {
        0 => {}
        1 => notes.push("1 entity written as the character it names".into()),
        n => notes.push(format!("{n} entities written as the characters they name")),
    }
    match marked.sentences_joined {
        0 => {}
        1 => notes.push("1 block of lines that each end a sentence is one paragraph; --layout lines parts them".into()),
        n => notes
            .push(format!("{n} blocks of lines that each end a sentence are one paragraph; --layout lines parts them")),
    }
    Ok(Incoming {
        guide: Guide { lines: marked.hints, cuts: marked.cuts, ..Guide::of(Layout::Paragraphs) },
        text: marked.source,
        sha256: sha256_hex(bytes),
        encoding: decoded.encoding,
        extractor: format!("markdown ({PARSER})"),
        fields,
        attributes: front.attributes,
        losses,
        notes,
        ..Incoming::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(source: &str) -> Vec<String> {
        let incoming = read(source.as_bytes(), &ReadOptions::default()).expect("a text");
        incoming.guide.restore(&incoming.text).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn a_soft_break_is_a_blank_between_latin_words_alone() {
        for (source, want) in [
            ("优化算力布局，\n降低门槛\n", "优化算力布局，降低门槛"),
            ("- 数字经济\n  发展\n", "数字经济发展"),
            ("- 数字经济\n发展\n", "数字经济发展"),
            ("- 松散的\n  列表\n\n- 第二项\n", "松散的列表"),
            ("1. 第一项的 \n   第二行\n", "1. 第一项的第二行"),
            ("> 引文的\n> 下一行\n", "引文的下一行"),
            ("- **数字**\n  *经济*\n", "数字经济"),
            ("- English words\n  go on\n", "English words go on"),
            ("the end.\nThen\n", "the end. Then"),
            ("- 以\n  DeepSeek\n  为核心\n", "以DeepSeek为核心"),
        ] {
            assert_eq!(paragraphs(source)[0], want, "{source}");
        }
    }

    #[test]
    fn turns_of_speech_and_footnotes_are_paragraphs() {
        let turns = ["[居民]:电费太高，怎么办？", "[局长]:正在商议，", "[居民]:好。"];
        assert_eq!(paragraphs(&turns.join("\n")), turns);
        assert_eq!(paragraphs(&turns.join("\n\n")), turns);
        let noted = paragraphs("产值增长[^1]，\n出口下降[^2]。\n\n[^1]: 来自公报。\n[^2]: 来自海关，\n  经整理。\n");
        assert_eq!(noted, ["产值增长[^1]，出口下降[^2]。", "[^1]: 来自公报。", "[^2]: 来自海关，经整理。"]);
    }

    #[test]
    fn lines_stay_as_many_when_one_between_two_kinds_of_line_end_is_taken_out() {
        let source = "-\r-\ntitle: 办法\naut-";
        let incoming = read(source.as_bytes(), &ReadOptions::default()).expect("a text");
        assert_eq!(incoming.guide.restore(source).check(source), Ok(()));
    }

    #[test]
    fn the_version_is_the_one_compiled_in() {
        let lock = include_str!("../../../Cargo.lock");
        let (name, version) = PARSER.split_once(' ').unwrap_or_default();
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")));
    }
}
