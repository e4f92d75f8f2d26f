//! Paragraphs as people read them: numbered, statements marked in the text and named below it.

use std::collections::HashMap;

use pizhu::model::{CoderId, DocumentId, ParagraphKind, StatementId};
use pizhu::ops::OpError;
use pizhu::store::{ParagraphRow, Reader, StatementRow};

use super::context::Context;
use super::error::CommandResult;
use super::rows::Cell;
use super::safe::safe;
use super::ui::{Style, Ui};

/// A paragraph with its statements, ready to be drawn.
pub(crate) struct Passage {
    /// The paragraph.
    pub(crate) paragraph: ParagraphRow,
    statements: Vec<(StatementRow, String)>,
}

impl Passage {
    /// The paragraphs `first..=last` of a document with their statements; only those of one coder
    /// where one is named.
    pub(crate) fn load(
        r: &Reader<'_>,
        (document, first, last): (DocumentId, u32, u32),
        only: Option<CoderId>,
    ) -> Result<Vec<Self>, OpError> {
        let mut statements = r.statements(Some((document, first, last)))?;
        statements.retain(|statement| only.is_none_or(|coder| statement.coder_id == coder));
        let labels = labels(r, &statements)?;
        let mut by_paragraph: HashMap<i64, Vec<(StatementRow, String)>> = HashMap::new();
        for statement in statements {
            let caption = caption(&statement, labels.get(&statement.id).map_or(&[], Vec::as_slice));
            by_paragraph.entry(statement.paragraph_id.0).or_default().push((statement, caption));
        }
        let with_statements = |paragraph: ParagraphRow| {
            let statements = by_paragraph.remove(&paragraph.id.0).unwrap_or_default();
            Self { paragraph, statements }
        };
        Ok(r.paragraphs(document, first, last)?.into_iter().map(with_statements).collect())
    }

    /// Draws the paragraph, the source lines it was made of if wanted, and its statements.
    pub(crate) fn draw(&self, ui: &mut Ui, lines: bool) -> CommandResult {
        let paragraph = &self.paragraph;
        let number = ui.styled(Style::Handle, &format!("{:>4}", paragraph.ordinal));
        let statements: Vec<&StatementRow> = self.statements.iter().map(|(statement, _)| statement).collect();
        let text = marked(ui, &paragraph.text, &statements);
        let text = match paragraph.kind {
            ParagraphKind::Body => text,
            ParagraphKind::Title | ParagraphKind::Subtitle | ParagraphKind::Heading if statements.is_empty() => {
                format!(
                    "{} {}",
                    ui.styled(Style::Dim, &format!("[{}]", paragraph.kind)),
                    ui.styled(Style::Strong, &paragraph.text)
                )
            }
            kind => format!("{} {text}", ui.styled(Style::Dim, &format!("[{kind}]"))),
        };
        ui.composed(&format!("{number}  {text}"))?;
        if lines && let Some((first, last)) = paragraph.source_lines {
            let lines = ui.styled(Style::Dim, &format!("      source lines {first}-{last}"));
            ui.composed(&lines)?;
        }
        for (statement, caption) in &self.statements {
            let handle = ui.styled(Style::Handle, &statement.id.to_string());
            let caption = ui.styled(Style::Dim, caption);
            ui.composed(&format!("      {handle} {caption}"))?;
        }
        Ok(())
    }
}

/// Draws a paragraph that only stands there so that the next one is understood.
pub(crate) fn draw_dim(ui: &mut Ui, paragraph: &ParagraphRow) -> CommandResult {
    let kind = match paragraph.kind {
        ParagraphKind::Body => String::new(),
        kind => format!("[{kind}] "),
    };
    let line = ui.styled(Style::Dim, &format!("{:>4}  {kind}{}", paragraph.ordinal, paragraph.text));
    ui.composed(&line)
}

/// Writes passages as rows.
pub(crate) fn list(ctx: &mut Context, passages: Vec<Passage>) -> CommandResult {
    let columns =
        ["document", "paragraph", "kind", "section", "text", "source_first_line", "source_last_line", "statements"];
    let rows = passages.into_iter().map(|Passage { paragraph: p, statements }| {
        let handles: Vec<String> = statements.iter().map(|(statement, _)| statement.id.to_string()).collect();
        let cells: Vec<Cell> = vec![
            p.document.into(),
            p.ordinal.into(),
            p.kind.as_str().into(),
            p.section.into(),
            p.text.into(),
            p.source_lines.map(|(first, _)| first).into(),
            p.source_lines.map(|(_, last)| last).into(),
            Some(handles.join(" ")).filter(|handles| !handles.is_empty()).into(),
        ];
        cells
    });
    ctx.list(&columns, rows, ("paragraph", "paragraphs"))
}

/// The codes, then the actors of statements as one reads them: two questions whatever their number.
fn labels(r: &Reader<'_>, statements: &[StatementRow]) -> Result<HashMap<StatementId, Vec<String>>, OpError> {
    let ids: Vec<StatementId> = statements.iter().map(|statement| statement.id).collect();
    let mut labels: HashMap<StatementId, Vec<String>> = HashMap::new();
    if ids.is_empty() {
        return Ok(labels);
    }
    for code in r.codes_of_statements(Some(&ids))? {
        labels.entry(code.statement).or_default().push(format!("{}:{}", code.variable, code.code));
    }
    for actor in r.actors_of_statements(Some(&ids))? {
        labels.entry(actor.statement).or_default().push(format!("{} {}", actor.role, actor.reference()));
    }
    Ok(labels)
}

/// `proposal · theme:人才培养/学段衔接 · proposer 熊艾伦@重庆工商大学工商管理学院/副院长 · by 李`.
fn caption(statement: &StatementRow, labels: &[String]) -> String {
    let mut parts = vec![statement.kind.to_string()];
    parts.extend_from_slice(labels);
    if let Some(stance) = statement.stance {
        parts.push(format!("stance {stance:+}"));
    }
    parts.push(format!("by {}", statement.coder));
    parts.join(" · ")
}

/// The text with every span between `⟦s6:` and `⟧`. The handle stands inside, where it cannot run into
/// digits that follow. A span that shares characters with another closes with its handle too, `:s6⟧`.
pub(crate) fn marked(ui: &Ui, text: &str, statements: &[&StatementRow]) -> String {
    let (mut opens, mut closes): (HashMap<u32, Vec<&StatementRow>>, HashMap<u32, Vec<&StatementRow>>) =
        Default::default();
    for statement in statements {
        opens.entry(statement.span.start()).or_default().push(statement);
        closes.entry(statement.span.end()).or_default().push(statement);
    }
    let (mut out, mut piece, mut depth) = (String::new(), String::new(), 0_usize);
    let flush = |piece: &mut String, out: &mut String, depth: usize| {
        if depth > 0 {
            out.push_str(&ui.styled(Style::Mark, piece));
        } else {
            out.push_str(&safe(piece));
        }
        piece.clear();
    };
    for (at, c) in (0_u32..).zip(text.chars().map(Some).chain([None])) {
        if let Some(closing) = closes.get(&at) {
            flush(&mut piece, &mut out, depth);
            // The inner span closes first.
            let mut closing = closing.clone();
            closing.sort_by_key(|statement| std::cmp::Reverse((statement.span.start(), statement.id)));
            for statement in closing {
                depth -= 1;
                if shared(statement, statements) {
                    out.push_str(&ui.styled(Style::Handle, &format!(":{}", statement.id)));
                }
                out.push('⟧');
            }
        }
        if let Some(opening) = opens.get(&at) {
            flush(&mut piece, &mut out, depth);
            // The outer span opens first.
            let mut opening = opening.clone();
            opening.sort_by_key(|statement| (std::cmp::Reverse(statement.span.end()), statement.id));
            for statement in opening {
                depth += 1;
                out.push('⟦');
                out.push_str(&ui.styled(Style::Handle, &format!("{}:", statement.id)));
            }
        }
        piece.extend(c);
    }
    flush(&mut piece, &mut out, depth);
    out
}

/// Whether a span shares characters with that of another statement.
fn shared(statement: &StatementRow, all: &[&StatementRow]) -> bool {
    let span = statement.span;
    all.iter().any(|o| o.id != statement.id && o.span.start() < span.end() && span.start() < o.span.end())
}
