//! Hits as lines for reading, the words below each other.

use pizhu::analysis::find::{Field, Hit, Window};
use pizhu::text::width::columns;

use super::error::CommandResult;
use super::safe::safe_line;
use super::ui::{Style, Ui};

/// Hits that are held back until it is known how wide their references are.
const HELD: usize = 40;

/// Columns of a hit that are shown however narrow the screen is.
const SHORTEST: usize = 20;

/// Writes hits as lines. The first ones say how wide the references are; a wider one that comes later
/// moves its own line only.
pub(crate) struct HitLines<'a> {
    ui: &'a mut Ui,
    context: usize,
    held: Vec<Hit>,
    layout: Option<Layout>,
}

impl<'a> HitLines<'a> {
    /// Lines with so many characters of context on each side, as far as the screen has room.
    pub(crate) const fn new(ui: &'a mut Ui, context: usize) -> Self {
        Self { ui, context, held: Vec::new(), layout: None }
    }

    /// Adds a hit.
    pub(crate) fn hit(&mut self, hit: Hit) -> CommandResult {
        if let Some(layout) = &self.layout {
            return self.ui.composed(&layout.line(self.ui, &hit));
        }
        self.held.push(hit);
        if self.held.len() < HELD { Ok(()) } else { self.release() }
    }

    /// Writes what is still held back.
    pub(crate) fn release(&mut self) -> CommandResult {
        let references = self.held.iter().map(|hit| columns(&safe_line(&reference(hit))));
        let layout = Layout::new(references.max().unwrap_or(0), self.context, self.ui.width());
        for hit in std::mem::take(&mut self.held) {
            self.ui.composed(&layout.line(self.ui, &hit))?;
        }
        self.layout = Some(layout);
        // Whoever reads along need not wait for the rest.
        self.ui.flush()
    }
}

/// `cq-ai:8`, `cq-ai:8 s3 memo`, `cq-ai title`: where a hit stands.
fn reference(hit: &Hit) -> String {
    let mut text = hit.document.clone();
    if let Some(place) = &hit.place {
        text.push_str(&format!(":{}", place.paragraph));
    }
    if let Some(statement) = hit.statement {
        text.push_str(&format!(" {statement}"));
    }
    if hit.field != Field::Text {
        text.push_str(&format!(" {}", hit.field));
    }
    text
}

/// Where the columns of the lines stand.
struct Layout {
    reference: usize,
    left: usize,
    total: usize,
}

impl Layout {
    fn new(reference: usize, context: usize, total: usize) -> Self {
        // Half of what the reference and the brackets leave is for the left side.
        let most = context.saturating_mul(2).saturating_add(1);
        Self { reference, left: (total.saturating_sub(reference + 6) / 2).min(most), total }
    }

    /// `cq-ai:8  …左 [hit] 右…`, the brackets below each other.
    fn line(&self, ui: &Ui, hit: &Hit) -> String {
        let reference = reference(hit);
        let gap = " ".repeat(self.reference.saturating_sub(columns(&safe_line(&reference))) + 2);
        let Window { left, words, right, at_start, at_end } = &hit.window;
        let (left, right) = (safe_line(left), safe_line(right));
        let left = last_columns(&left, *at_start, self.left);
        let indent = " ".repeat(self.left.saturating_sub(columns(&left)));
        let room = self.total.saturating_sub(self.reference + 2 + self.left + 4);
        let words = first_columns(&safe_line(words), true, room.max(SHORTEST));
        let right = first_columns(&right, *at_end, room.saturating_sub(columns(&words)));
        let words = ui.styled(Style::Mark, &words);
        let reference = ui.styled(Style::Handle, &reference);
        format!("{reference}{gap}{indent}{left} [{words}] {right}")
    }
}

/// The end of `text` that fits, behind `…` if something is left out or stands before.
fn last_columns(text: &str, whole: bool, room: usize) -> String {
    if whole && columns(text) <= room {
        return text.to_owned();
    }
    let mut start = text.len();
    for (at, _) in text.char_indices().rev() {
        if columns(&text[at..]) >= room {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

/// The beginning of `text` that fits, before `…` if something is left out or stands behind.
fn first_columns(text: &str, whole: bool, room: usize) -> String {
    if whole && columns(text) <= room {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if columns(&text[..at + c.len_utf8()]) >= room {
            break;
        }
        end = at + c.len_utf8();
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::{first_columns, last_columns};

    #[test]
    fn context_is_cut_by_columns_with_a_sign() {
        assert_eq!(last_columns("人工智能", true, 8), "人工智能");
        assert_eq!(last_columns("人工智能", true, 7), "…工智能");
        assert_eq!(last_columns("人工智能", false, 9), "…人工智能");
        assert_eq!(first_columns("人工智能", true, 7), "人工智…");
        assert_eq!(first_columns("", false, 3), "…");
        assert_eq!(first_columns("人", true, 1), "…");
    }
}
