//! The paragraph that is being put together, and how those before it opened.

use super::form::{self, Opening};
use super::line::{Line, PAIRS, Tail};

/// The paragraph that is being put together.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// Index of its first line.
    pub(super) start: usize,
    /// Code points so far.
    pub(super) chars: u32,
    /// Opening less closing marks so far, by pair.
    pub(super) net: [i32; PAIRS],
    /// A stop, or `；`, has been met.
    pub(super) clauses: bool,
    /// A `，` has been met.
    pub(super) comma: bool,
    /// Its first line was taken for a heading.
    pub(super) heading: bool,
}

impl Open {
    /// Starts with one line.
    pub(super) fn new(start: usize, line: &Line<'_>, heading: bool) -> Self {
        let mut open = Self { start, chars: 0, net: [0; PAIRS], clauses: false, comma: false, heading };
        open.take(line);
        open
    }

    /// Takes one more line.
    pub(super) fn take(&mut self, line: &Line<'_>) {
        self.chars = self.chars.saturating_add(line.chars);
        for (sum, net) in self.net.iter_mut().zip(line.net) {
            // A closing mark too many says nothing about what follows.
            *sum = sum.saturating_add(net).max(0);
        }
        self.comma |= line.comma;
        self.clauses |= line.clauses || line.tail == Tail::Stop;
    }

    /// The text opens with the mark of a quotation that is still open: of a quotation over several
    /// paragraphs each opens with one and only the last is closed.
    pub(super) fn quotes_again(&self, text: &str) -> bool {
        let pair = match text.chars().next() {
            Some('“') => 0,
            Some('「') => 4,
            _ => return false,
        };
        self.net[pair] > 0
    }

    /// It has points in it, as running text has.
    pub(super) const fn runs(&self) -> bool {
        self.clauses || self.comma
    }

    /// A mark is open.
    pub(super) fn unclosed(&self) -> bool {
        self.net.iter().any(|&n| n > 0)
    }
}

/// Openings of earlier paragraphs, to know a parallel one: 这一年，我们… 这一年，我们…
#[derive(Debug, Default)]
pub(super) struct Openings {
    ring: [[char; Self::LENGTH]; Self::KEPT],
    next: usize,
}

impl Openings {
    const KEPT: usize = 24;
    const LENGTH: usize = 4;

    fn key(text: &str) -> [char; Self::LENGTH] {
        let mut key = ['\0'; Self::LENGTH];
        for (slot, c) in key.iter_mut().zip(text.chars()) {
            *slot = c;
        }
        key
    }

    /// Remembers how a paragraph opens.
    pub(super) fn remember(&mut self, text: &str) {
        self.ring[self.next] = Self::key(text);
        self.next = (self.next + 1) % Self::KEPT;
    }

    /// Whether an earlier paragraph opened alike; `一是` and `二是` are alike.
    pub(super) fn parallel(&self, line: &Line<'_>) -> bool {
        let key = Self::key(&line.text);
        if line.opening == Opening::Ordinal {
            return self.ring.iter().any(|k| k[1] == key[1] && form::is_han_number(k[0]));
        }
        self.ring.contains(&key)
    }
}
