use std::path::{Path, PathBuf};

use pizhu::model::{DocumentFields, ParagraphKind};
use pizhu::ops::OpError;
use pizhu::ops::import::{self, ImportOptions, Imported, SourceText};
use pizhu::text::Layout;

use super::fields::FieldFlags;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};

/// Bring texts in as documents with paragraphs
///
/// Each file becomes one document. Hard-wrapped lines, as they come out of a PDF, are joined into
/// paragraphs; every paragraph keeps the source lines it was made of, and the source is kept whole.
/// Files that are refused are named with the reason and do not keep the others out.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// Text files in UTF-8; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Short handle of the document; the file's name otherwise
    #[arg(long)]
    key: Option<String>,
    #[command(flatten)]
    fields: FieldFlags,
    /// How lines become paragraphs
    #[arg(long, default_value = "auto", value_parser = clap::builder::PossibleValuesParser::new(Layout::NAMES))]
    layout: String,
    /// Take each line as a paragraph: the same as --layout lines
    #[arg(long, conflicts_with = "layout")]
    keep_lines: bool,
    /// Take texts that are in the project already
    #[arg(long)]
    allow_duplicate: bool,
    /// Refuse all files when one is refused
    #[arg(long)]
    atomic: bool,
    /// Show what would be stored, store nothing
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let mut store = ctx.store()?;
        let layout = if self.keep_lines { Layout::Lines } else { self.layout.parse()? };
        let options = ImportOptions {
            key: self.key,
            fields: self.fields.apply(DocumentFields::default()),
            attributes: self.fields.attributes()?,
            layout,
            allow_duplicate: self.allow_duplicate,
            atomic: self.atomic,
            dry_run: self.dry_run,
        };
        let texts = self.files.iter().map(|file| read(file, store.path())).collect();
        let report = import::import(&mut store, texts, &options)?.value;
        for imported in &report.imported {
            tell(ctx, imported, options.dry_run)?;
        }
        if report.refused.is_empty() {
            return Ok(());
        }
        let n = report.refused.len();
        for error in report.refused {
            ctx.ui.error(&error.into());
        }
        Err(CommandError::new(
            Exit::Refused,
            format!("{} refused, {} stored", count(n, ("file", "files")), report.imported.len()),
        ))
    }
}

/// Reads a file, or standard input for `-`; never the project itself.
pub(super) fn read(file: &Path, project: &Path) -> Result<SourceText, OpError> {
    let text = if file == Path::new("-") {
        import::read_stream(file, std::io::stdin().lock())
    } else {
        import::read_file(file, project)
    };
    text.map_err(|problem| OpError::File { file: file.to_owned(), problem })
}

/// One line on what was stored, one on what was found, one on what is doubtful.
fn tell(ctx: &mut Context, imported: &Imported, dry_run: bool) -> CommandResult {
    let restored = &imported.restored;
    let n = restored.paragraphs.len();
    ctx.ui.note(&format!(
        "{}{}: {}, {}, from {} ({})",
        if dry_run { "would store " } else { "" },
        imported.key,
        count(n, ("paragraph", "paragraphs")),
        count(imported.n_chars, ("character", "characters")),
        count(restored.n_lines, ("line", "lines")),
        restored.layout,
    ));
    if let Some(title) = &imported.fields.title {
        ctx.ui.note(&format!("  title: {title}"));
    }
    let removed: usize = restored.removed.iter().map(|r| r.text.chars().count()).sum();
    if removed > 0 {
        let mut lines: Vec<String> = restored.removed.iter().map(|r| r.line.to_string()).collect();
        lines.dedup();
        ctx.ui.note(&format!(
            "  {} left out as doubled or invisible, in source line {}",
            count(removed, ("character", "characters")),
            lines.join(", "),
        ));
    }
    let doubts = restored.doubts.len();
    if doubts > 0 {
        ctx.ui.note(&format!("  {doubts} of {} boundaries doubtful:", n.saturating_sub(1)));
        for doubt in restored.doubts.iter().take(10) {
            let word = if doubt.broken { "broken" } else { "joined" };
            ctx.ui.note(&format!(
                "    lines {}/{} {word}: …{} ¦ {}… ({})",
                doubt.line,
                doubt.next_line,
                doubt.before,
                doubt.after,
                doubt.reasons.join(", ")
            ));
        }
    }
    if dry_run {
        for (n, paragraph) in restored.paragraphs.iter().enumerate() {
            let kind = if paragraph.kind == ParagraphKind::Body { "" } else { paragraph.kind.as_str() };
            ctx.ui.line(&format!("{:>4} {kind:8} {}", n + 1, paragraph.text))?;
        }
    } else {
        ctx.ui.hint(&format!("read it with `pizhu show {}`", quoted(&imported.key)));
    }
    Ok(())
}
