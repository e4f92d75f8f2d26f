//! What holds of every restored text, whatever the source: for tests, which all ask the same.

use super::{Layout, RemovalReason, Restored, source_lines};
use crate::text::radical::unified;

impl Restored {
    /// Holds the result against its source: every character that is not white space stands in a paragraph,
    /// in the order of the source, or in a removal; paragraphs and removals stand in the lines they name;
    /// lines run on. A radical may stand as the ideograph it stands for, if the removals have it.
    ///
    /// # Errors
    /// What does not hold, in words.
    pub fn check(&self, source: &str) -> Result<(), String> {
        let lines = source_lines(source);
        if self.n_lines < lines.len() || self.layout == Layout::Auto {
            return Err(format!("{} lines, layout {}", self.n_lines, self.layout));
        }
        self.check_characters(source)?;
        let stretch = |first: usize, last: usize| lines.get(first.wrapping_sub(1)..last).unwrap_or_default();
        for removal in &self.removed {
            if !is_within(&removal.text, stretch(removal.line, removal.line)) {
                return Err(format!("line {} does not hold the removed {:?}", removal.line, removal.text));
            }
        }
        let mut last = 1;
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            if paragraph.text.trim().is_empty() {
                return Err(format!("paragraph {} is blank", n + 1));
            }
            if !(last <= paragraph.first_line && paragraph.first_line <= paragraph.last_line) {
                return Err(format!(
                    "paragraph {} stands in lines {} to {} after line {last}",
                    n + 1,
                    paragraph.first_line,
                    paragraph.last_line
                ));
            }
            last = paragraph.last_line;
            if !is_within(&paragraph.text, stretch(paragraph.first_line, last)) {
                return Err(format!("lines {} to {last} do not hold paragraph {}", paragraph.first_line, n + 1));
            }
        }
        let doubt = self.doubts.iter().find(|d| !(1 <= d.line && d.line <= d.next_line && d.next_line <= self.n_lines));
        doubt.map_or(Ok(()), |doubt| Err(format!("a doubt between lines {} and {}", doubt.line, doubt.next_line)))
    }

    /// Nothing is lost, doubled or made up, and what is kept is in order.
    fn check_characters(&self, source: &str) -> Result<(), String> {
        let kept = || self.paragraphs.iter().flat_map(|paragraph| paragraph.text.chars());
        // A radical among the removals stands for its ideograph in the paragraph: the pair is one character.
        let (radicals, removed): (Vec<_>, Vec<_>) =
            self.removed.iter().partition(|removal| removal.reason == RemovalReason::Radical);
        let radicals = || radicals.iter().flat_map(|removal| removal.text.chars());
        let removed = removed.iter().flat_map(|removal| removal.text.chars());
        let after = sorted(kept().chain(removed).chain(radicals()));
        let before = sorted(source.chars().chain(radicals().map(unified)));
        if after != before {
            return Err(format!("{} characters became {}", before.len(), after.len()));
        }
        if !is_in_order(kept(), source.chars()) {
            return Err("the paragraphs are not in the order of the source".to_owned());
        }
        Ok(())
    }
}

fn sorted(text: impl Iterator<Item = char>) -> Vec<char> {
    let mut chars: Vec<char> = text.filter(|c| !c.is_whitespace()).collect();
    chars.sort_unstable();
    chars
}

/// Whether the characters of `part` stand in `lines`, in this order.
fn is_within(part: &str, lines: &[&str]) -> bool {
    is_in_order(part.chars(), lines.iter().flat_map(|line| line.chars()))
}

fn is_in_order(part: impl Iterator<Item = char>, whole: impl Iterator<Item = char>) -> bool {
    let mut part = part.filter(|c| !c.is_whitespace()).peekable();
    for c in whole {
        part.next_if(|wanted| *wanted == c || *wanted == unified(c));
    }
    part.peek().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use super::*;

    const SOURCE: &str = "总则\n⻓江流域，，保护。\u{200b}\n\n第二条";

    #[test]
    fn what_is_restored_holds() {
        for layout in Layout::ALL {
            assert_eq!(restore(SOURCE, *layout).check(SOURCE), Ok(()), "{layout}");
        }
    }

    #[test]
    fn every_fault_is_found() {
        type Fault = (&'static str, fn(&mut Restored));
        let faults: [Fault; 9] = [
            ("a character more", |r| r.paragraphs[0].text.push('则')),
            ("a character less", |r| r.paragraphs[0].text.truncate(3)),
            ("another order", |r| r.paragraphs.swap(0, 1)),
            ("a removal less", |r| r.removed.truncate(1)),
            ("a removal elsewhere", |r| r.removed[0].line = 4),
            ("a paragraph elsewhere", |r| (r.paragraphs[0].first_line, r.paragraphs[0].last_line) = (4, 4)),
            ("lines that stand back", |r| r.paragraphs[1].last_line = 1),
            ("a line beyond the end", |r| r.paragraphs[2].last_line = 9),
            ("no layout", |r| r.layout = Layout::Auto),
        ];
        for (name, fault) in faults {
            let mut restored = restore(SOURCE, Layout::Paragraphs);
            assert!(restored.paragraphs.len() == 3 && restored.removed.len() == 2, "{restored:?}");
            fault(&mut restored);
            assert!(restored.check(SOURCE).is_err(), "{name}");
        }
    }
}
