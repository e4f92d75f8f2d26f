//! What of a document a person should be told: what was left out, what was added.

use crate::intake::struck_out;

/// Counts of what a reader of the text does not see, or sees otherwise than in the file.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) deletions: usize,
    pub(super) insertions: usize,
    pub(super) comments: usize,
    pub(super) footnotes: usize,
    pub(super) endnotes: usize,
    pub(super) numbers: usize,
    pub(super) hidden: usize,
    /// Characters crossed out.
    pub(super) struck: usize,
    /// Line ends of Unicode.
    pub(super) line_ends: usize,
    pub(super) pictures: usize,
    pub(super) drawings: usize,
    pub(super) symbols: usize,
    pub(super) phonetics: usize,
    pub(super) chunks: usize,
    /// Headers and footers with text.
    pub(super) margins: usize,
}

impl Tally {
    /// The sentences about it, those about changes of meaning first.
    pub(super) fn notes(&self) -> Vec<String> {
        let told = [
            (self.deletions, "tracked deletion left out", "tracked deletions left out"),
            (self.insertions, "tracked insertion kept", "tracked insertions kept"),
            (self.hidden, "hidden character left out", "hidden characters left out"),
            (self.comments, "comment left out", "comments left out"),
            (
                self.footnotes,
                "footnote put at the end, its mark left out",
                "footnotes put at the end, their marks left out",
            ),
            (
                self.endnotes,
                "endnote put at the end, its mark left out",
                "endnotes put at the end, their marks left out",
            ),
            (self.numbers, "automatic number written out", "automatic numbers written out"),
            (self.margins, "header or footer left out", "headers and footers left out"),
            (self.pictures, "picture left out", "pictures left out"),
            (self.drawings, "chart or diagram left out", "charts or diagrams left out"),
            (self.phonetics, "phonetic guide left out", "phonetic guides left out"),
            (self.chunks, "embedded document left out", "embedded documents left out"),
        ];
        struck_out(self.struck).into_iter().chain(sentences(&told)).collect()
    }

    /// The sentences about characters that are not as they were.
    pub(super) fn losses(&self) -> Vec<String> {
        sentences(&[(self.symbols, "symbol of a picture font shown as 〓", "symbols of picture fonts shown as 〓")])
    }
}

fn sentences(told: &[(usize, &str, &str)]) -> Vec<String> {
    let there = told.iter().filter(|(count, ..)| *count > 0);
    there.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect()
}
