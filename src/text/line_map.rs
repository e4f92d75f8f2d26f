//! From the characters of a paragraph back to the source lines they stood on.

use super::remap::Remap;

/// On which line of a stretch of source each character of a paragraph stood. White space, which is
/// not kept from line to line, and words that were put in by hand stand on none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMap {
    line_of: Vec<Option<usize>>,
}

impl LineMap {
    /// Lays `text` over the source lines it was made of.
    pub fn new(text: &str, lines: &[&str]) -> Self {
        let visible = |c: &char| !c.is_whitespace();
        let wanted: Vec<char> = text.chars().filter(visible).collect();
        let (mut there, mut line_there) = (Vec::new(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            there.extend(line.chars().filter(visible));
            line_there.resize(there.len(), index);
        }
        let map = Remap::of(&wanted, &there);
        let mut n = 0;
        let line_of = text.chars().map(|c| {
            if c.is_whitespace() {
                return None;
            }
            n += 1;
            map.character(n - 1).and_then(|at| line_there.get(at).copied())
        });
        Self { line_of: line_of.collect() }
    }

    /// The line on which the text before the code point `at` ends, and the one on which the text from
    /// there on begins, both counted from 0; `None` if the source does not tell.
    pub fn around(&self, at: usize) -> Option<(usize, usize)> {
        let (before, after) = self.line_of.split_at_checked(at)?;
        Some((*before.iter().rev().flatten().next()?, *after.iter().flatten().next()?))
    }

    /// The first code point that stood on this line, counted from 0, or on a later one.
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.line_of.iter().position(|at| at.is_some_and(|at| at >= line))
    }
}

#[cfg(test)]
mod tests {
    use super::LineMap;

    #[test]
    fn a_cut_is_found_between_its_lines() {
        let map = LineMap::new("一版头条配图五张。", &["一版头", "", "条配图", "五张。"]);
        assert_eq!(map.around(3), Some((0, 2)));
        assert_eq!(map.around(4), Some((2, 2)));
        assert_eq!(map.around(6), Some((2, 3)));
        assert_eq!((map.around(0), map.around(9), map.around(40)), (None, None, None));
        assert_eq!((map.start_of(2), map.start_of(3), map.start_of(4)), (Some(3), Some(6), None));
    }

    #[test]
    fn corrections_and_doubled_letters_do_not_confuse() {
        let map = LineMap::new("位于高新区的 AI 实验室（新）", &["位于位于高新区高新区", "的AI买验室"]);
        assert_eq!(map.around(5), Some((0, 1)));
        assert_eq!(map.start_of(1), Some(5));
    }
}
