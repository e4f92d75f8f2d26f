use std::collections::HashMap;

use pizhu::model::{CodeId, StatementId, StatementRange};
use pizhu::ops::{OpError, resolve, statements};
use pizhu::store::{
    CodeRow, LinkRow, MemoRow, MemoTarget, ParagraphRow, Reader, StatementActorRow, StatementCodeRow, StatementRow,
};

use super::list::{Labels, listing};
use crate::cli::context::Context;
use crate::cli::error::CommandResult;
use crate::cli::paragraph::marked;
use crate::cli::safe::{safe, safe_line};
use crate::cli::ui::{Style, Ui};

/// Show everything about statements: words in their paragraph, codes, actors, links, notes
///
/// With --format they are written as the rows of `statement list` instead.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Statements: s14, or several: s3 s5-s7
    #[arg(required = true, value_name = "STATEMENT")]
    statements: Vec<StatementRange>,
}

/// One statement with all that hangs on it.
struct Whole {
    statement: StatementRow,
    paragraph: Option<ParagraphRow>,
    codes: Vec<StatementCodeRow>,
    actors: Vec<StatementActorRow>,
    /// Each with the statement at the other end.
    links: Vec<(LinkRow, Option<StatementRow>)>,
    memos: Vec<MemoRow>,
}

impl Show {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let store = ctx.store()?;
        if ctx.global.format.is_some() {
            let (rows, labels) = store.read(|r| {
                let ids = statements(r, &self.statements)?;
                let rows = ids.iter().map(|id| resolve::statement(r, *id)).collect::<Result<Vec<_>, _>>()?;
                Ok::<_, OpError>((rows, Labels::read(r, Some(&ids))?))
            })?;
            return listing(ctx, rows, labels);
        }
        let (all, codebook) = store.read(|r| {
            let ids = statements(r, &self.statements)?;
            let all = ids.into_iter().map(|id| whole(r, id)).collect::<Result<Vec<_>, _>>()?;
            let codebook: HashMap<CodeId, CodeRow> = r.codes(None)?.into_iter().map(|code| (code.id, code)).collect();
            Ok::<_, OpError>((all, codebook))
        })?;
        for (n, whole) in all.iter().enumerate() {
            if n > 0 {
                ctx.ui.line("")?;
            }
            whole.write(&mut ctx.ui, &codebook)?;
        }
        Ok(())
    }
}

fn whole(r: &Reader<'_>, id: StatementId) -> Result<Whole, OpError> {
    let statement = resolve::statement(r, id)?;
    let mut links = Vec::new();
    for link in r.links(Some(id))? {
        let other = if link.from == id { link.to } else { link.from };
        links.push((link, r.statement(other)?));
    }
    Ok(Whole {
        paragraph: r.paragraph(statement.paragraph_id)?,
        codes: r.statement_codes(Some(id))?,
        actors: r.statement_actors(Some(id))?,
        links,
        memos: r.memos(MemoTarget::Statement(id))?,
        statement,
    })
}

impl Whole {
    fn write(&self, ui: &mut Ui, codebook: &HashMap<CodeId, CodeRow>) -> CommandResult {
        let statement = &self.statement;
        let handle = ui.styled(Style::Handle, &statement.id.to_string());
        let stance = statement.stance.map_or_else(String::new, |stance| format!("  stance {stance:+}"));
        ui.composed(&format!(
            "{handle}  {} [{}]  {}{stance}",
            safe(&statement.paragraph()),
            statement.span,
            statement.kind
        ))?;
        if let Some(paragraph) = &self.paragraph {
            if let Some(section) = &paragraph.section {
                field(ui, "section", section)?;
            }
            let text = marked(ui, &paragraph.text, &[statement]);
            ui.composed(&format!("  {text}"))?;
        }
        if let Some(summary) = &statement.summary {
            field(ui, "summary", summary)?;
        }
        for code in &self.codes {
            field(ui, &code.variable, &code.code)?;
            if let Some(definition) = codebook.get(&code.code_id).and_then(|row| row.fields.definition.as_deref()) {
                let definition = ui.styled(Style::Dim, &safe_line(definition));
                ui.composed(&format!("  {:13}{definition}", ""))?;
            }
        }
        for actor in &self.actors {
            field(ui, actor.role.as_str(), &actor.reference())?;
        }
        for (link, other) in &self.links {
            self.link(ui, link, other.as_ref())?;
        }
        for memo in &self.memos {
            field(ui, "note", &format!("{} ({})", memo.text, memo.coder))?;
        }
        let changed = if statement.updated_at == statement.created_at {
            String::new()
        } else {
            format!(", changed {}", statement.updated_at)
        };
        field(ui, "coded", &format!("by {} {}{changed}", statement.coder, statement.created_at))
    }

    /// `→ responds_to s3 cq-ai:8 …`, the arrow pointing away from this statement or towards it.
    fn link(&self, ui: &mut Ui, link: &LinkRow, other: Option<&StatementRow>) -> CommandResult {
        let (arrow, handle) = if link.from == self.statement.id { ("→", link.to) } else { ("←", link.from) };
        let handle = ui.styled(Style::Handle, &handle.to_string());
        let words = other.map_or_else(String::new, |other| {
            format!("{} {}", other.paragraph(), other.summary.as_deref().unwrap_or(&other.quote))
        });
        ui.composed(&format!("  {arrow} {} {handle} {} ({})", link.kind, safe_line(&words), safe_line(&link.coder)))
    }
}

/// `  summary      …`; further lines of a text stand below its first.
fn field(ui: &mut Ui, name: &str, text: &str) -> CommandResult {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let name = ui.styled(Style::Dim, &format!("{name:12}"));
    ui.composed(&format!("  {name} {}", safe_line(first)))?;
    for line in lines {
        ui.composed(&format!("  {:13}{}", "", safe_line(line)))?;
    }
    Ok(())
}
