use std::collections::HashMap;

use pizhu::model::{ParagraphKind, ParagraphRef, StatementId};
use pizhu::ops::{OpError, resolve};
use pizhu::store::{ParagraphRow, StatementRow};

use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::rows::Cell;
use crate::cli::ui::{Style, Ui};

/// Read a document: numbered paragraphs, statements marked in the text
///
/// A statement stands between ⟦ and ⟧ with its handle behind it. With --format the paragraphs are
/// written as rows instead.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Document, paragraph or range: cq-ai, cq-ai:8, cq-ai:8-12, or 8 when there is one document
    target: Option<ParagraphRef>,
    /// Show only the statements of the coder who works here
    #[arg(long)]
    mine: bool,
    /// Show the source lines each paragraph was made of
    #[arg(long)]
    lines: bool,
}

/// What is shown of one paragraph.
type Statements = HashMap<i64, Vec<StatementRow>>;

impl Show {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        let coder = store.coder()?.0;
        let target = self.target.clone().unwrap_or(ParagraphRef { document: None, range: None });
        let (paragraphs, statements, captions) = store.read(|r| {
            let (document, first, last) = resolve::range(r, &target)?;
            let paragraphs = r.paragraphs(document, first, last)?;
            let mut statements = r.statements(Some((document, first, last)))?;
            if self.mine {
                statements.retain(|statement| statement.coder_id == coder);
            }
            let mut captions = HashMap::new();
            for statement in &statements {
                captions.insert(statement.id, caption(r, statement)?);
            }
            Ok::<_, OpError>((paragraphs, statements, captions))
        })?;
        let mut by_paragraph: Statements = HashMap::new();
        for statement in statements {
            by_paragraph.entry(statement.paragraph_id.0).or_default().push(statement);
        }
        if ctx.global.format.is_some() {
            return rows(ctx, paragraphs, &by_paragraph);
        }
        for paragraph in &paragraphs {
            let none = Vec::new();
            let statements = by_paragraph.get(&paragraph.id.0).unwrap_or(&none);
            self.paragraph(&mut ctx.ui, paragraph, statements, &captions)?;
        }
        Ok(())
    }

    fn paragraph(
        &self,
        ui: &mut Ui,
        paragraph: &ParagraphRow,
        statements: &[StatementRow],
        captions: &HashMap<StatementId, String>,
    ) -> CommandResult {
        let number = ui.styled(Style::Handle, &format!("{:>4}", paragraph.ordinal));
        let text = marked(ui, &paragraph.text, statements);
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
        if self.lines
            && let Some((first, last)) = paragraph.source_lines
        {
            let lines = ui.styled(Style::Dim, &format!("      source lines {first}-{last}"));
            ui.composed(&lines)?;
        }
        for statement in statements {
            let handle = ui.styled(Style::Handle, &statement.id.to_string());
            let caption = ui.styled(Style::Dim, captions.get(&statement.id).map_or("", String::as_str));
            ui.composed(&format!("      {handle} {caption}"))?;
        }
        Ok(())
    }
}

/// `proposal theme:人才培养/学段衔接 · proposer 熊艾伦@重庆工商大学工商管理学院/副院长 · by 李`.
fn caption(r: &pizhu::store::Reader<'_>, statement: &StatementRow) -> Result<String, OpError> {
    let mut parts = vec![statement.kind.to_string()];
    parts.extend(r.statement_codes(Some(statement.id))?.iter().map(|code| format!("{}:{}", code.variable, code.code)));
    let actors = r.statement_actors(Some(statement.id))?;
    parts.extend(actors.iter().map(|actor| format!("{} {}", actor.role, actor.reference())));
    if let Some(stance) = statement.stance {
        parts.push(format!("stance {stance:+}"));
    }
    parts.push(format!("by {}", statement.coder));
    Ok(parts.join(" · "))
}

/// The text with every span between ⟦ and ⟧ and the handle behind it; spans may overlap.
pub(super) fn marked(ui: &Ui, text: &str, statements: &[StatementRow]) -> String {
    let (mut opens, mut closes): (HashMap<u32, usize>, HashMap<u32, Vec<&StatementRow>>) = Default::default();
    for statement in statements {
        *opens.entry(statement.span.start()).or_default() += 1;
        closes.entry(statement.span.end()).or_default().push(statement);
    }
    let (mut out, mut piece, mut depth) = (String::new(), String::new(), 0_usize);
    let flush = |piece: &mut String, out: &mut String, depth: usize| {
        if depth > 0 {
            out.push_str(&ui.styled(Style::Mark, piece));
        } else {
            out.push_str(&crate::cli::safe::safe(piece));
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
                out.push('⟧');
                out.push_str(&ui.styled(Style::Handle, &statement.id.to_string()));
            }
        }
        if let Some(n) = opens.get(&at) {
            flush(&mut piece, &mut out, depth);
            depth += n;
            out.extend(std::iter::repeat_n('⟦', *n));
        }
        piece.extend(c);
    }
    flush(&mut piece, &mut out, depth);
    out
}

fn rows(ctx: &mut Context, paragraphs: Vec<ParagraphRow>, statements: &Statements) -> CommandResult {
    let columns =
        ["document", "paragraph", "kind", "section", "text", "source_first_line", "source_last_line", "statements"];
    let rows = paragraphs.into_iter().map(|p| {
        let handles = statements
            .get(&p.id.0)
            .map(|found| found.iter().map(|statement| statement.id.to_string()).collect::<Vec<_>>().join(" "));
        let cells: Vec<Cell> = vec![
            p.document.into(),
            p.ordinal.into(),
            p.kind.as_str().into(),
            p.section.into(),
            p.text.into(),
            p.source_lines.map(|(first, _)| first).into(),
            p.source_lines.map(|(_, last)| last).into(),
            handles.into(),
        ];
        cells
    });
    ctx.list(&columns, rows, ("paragraph", "paragraphs"))
}
