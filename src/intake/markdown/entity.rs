//! Entities of Markdown: the characters that `&amp;` and `&#21271;` name, written in their place.

use std::ops::Range;

use crate::model::field::is_hidden;

/// One entity of a source.
#[derive(Debug)]
pub(super) struct Entity {
    range: Range<usize>,
    text: String,
}

impl Entity {
    /// The entity that `written`, at byte `start` of the source, is when it is read as `text`; `None`: it is none,
    /// or names what no line may hold and nobody would see.
    pub(super) fn of(written: &str, start: usize, text: &str) -> Option<Self> {
        let named = written.starts_with('&') && written.ends_with(';') && written != text;
        let fit = !text.is_empty() && !text.chars().any(|c| is_hidden(c) || c == '\u{FFFD}');
        (named && fit).then(|| Self { range: start..start + written.len(), text: text.to_owned() })
    }
}

/// All entities of a source, in its order.
#[derive(Debug)]
pub(super) struct Entities {
    all: Vec<Entity>,
    /// Up to and with each of them: bytes as they stand in the source, and as they are written.
    lengths: Vec<(usize, usize)>,
}

impl Entities {
    /// Orders them.
    pub(super) fn of(mut all: Vec<Entity>) -> Self {
        all.sort_by_key(|entity| entity.range.start);
        all.dedup_by_key(|entity| entity.range.start);
        let sums = all.iter().scan((0, 0), |(source, written), entity| {
            *source += entity.range.len();
            *written += entity.text.len();
            Some((*source, *written))
        });
        let lengths = sums.collect();
        Self { all, lengths }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.all.len()
    }

    /// The source with the characters in place of their names.
    pub(super) fn written(&self, source: &str) -> String {
        let mut written = String::with_capacity(source.len());
        let mut at = 0;
        for entity in &self.all {
            written.push_str(&source[at..entity.range.start]);
            written.push_str(&entity.text);
            at = entity.range.end;
        }
        written + &source[at..]
    }

    /// Where a byte of the source, none inside an entity, stands in what is written.
    pub(super) fn moved(&self, at: usize) -> usize {
        let before = self.all.partition_point(|entity| entity.range.end <= at);
        let (source, written) = before.checked_sub(1).map_or((0, 0), |last| self.lengths[last]);
        at + written - source
    }
}
