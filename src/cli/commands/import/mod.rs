mod columns;
mod tell;

use std::path::{Path, PathBuf};

use pizhu::intake::{Format, ReadOptions, check_encoding};
use pizhu::model::{DocumentFields, field};
use pizhu::ops::OpError;
use pizhu::ops::import::{self, FileList, ImportOptions, ImportReport, SourceText};
use pizhu::text::Layout;
use pizhu::text::metadata::NamePattern;

use super::fields::FieldFlags;
use super::import_worker;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};
use crate::cli::interrupt;
use columns::ColumnFlags;
use tell::Teller;

/// Bring texts in as documents with paragraphs
///
/// Each file becomes one document. Hard-wrapped lines, as they come out of a PDF, are joined into
/// paragraphs; every paragraph keeps the source lines it was made of, and the source is kept whole.
/// Files that are refused are named with the reason and do not keep the others out. A run that was
/// cut off goes on where it was when it is started again.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// Files, folders, patterns; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Look into the folders of folders too
    #[arg(short, long)]
    recursive: bool,
    /// Short handle of the document; the file's name otherwise
    #[arg(long)]
    key: Option<String>,
    #[command(flatten)]
    fields: FieldFlags,
    /// What the files' names say: {date}_{outlet}_{title}; {} passes over, other names are attributes,
    /// a / looks at the folder above
    #[arg(long, value_name = "PATTERN")]
    name_pattern: Option<String>,
    /// Year of dates that name none, in texts, names and flags: 六月十一日
    #[arg(long, value_parser = clap::value_parser!(i32).range(1000..=9999))]
    year: Option<i32>,
    #[command(flatten)]
    columns: ColumnFlags,
    /// Character encoding of text files: GB18030, Big5, UTF-16LE; told from the bytes otherwise
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Take control characters out, and count them, instead of refusing the text
    #[arg(long)]
    strip_controls: bool,
    /// Leave CJK radicals as they stand instead of taking the ideographs they stand for
    #[arg(long)]
    keep_radicals: bool,
    /// How lines become paragraphs; as the format has it otherwise
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Layout::NAMES))]
    layout: Option<String>,
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
        if let Some(label) = &self.encoding {
            check_encoding(label).map_err(|problem| CommandError::usage(problem.to_string()))?;
        }
        let mut store = ctx.store()?;
        let layout = self.layout.map(|name| name.parse()).transpose()?;
        let layout = if self.keep_lines { Some(Layout::Lines) } else { layout };
        let options = ImportOptions {
            key: self.key.as_deref().map(field::key).transpose()?,
            fields: self.fields.apply(DocumentFields::default(), self.year),
            attributes: self.fields.attributes()?,
            name_pattern: self.name_pattern.as_deref().map(NamePattern::parse).transpose()?,
            layout,
            read: ReadOptions {
                encoding: self.encoding,
                year: self.year,
                strip_controls: self.strip_controls,
                sheet: self.columns.sheet.clone(),
                columns: self.columns.map(),
                plain: layout == Some(Layout::Lines),
            },
            worker: import_worker::command(),
            keep_radicals: self.keep_radicals,
            allow_duplicate: self.allow_duplicate,
            atomic: self.atomic,
            dry_run: self.dry_run,
        };
        let FileList { files, refused, passed } = import::files(&self.files, self.recursive, store.path());
        if options.atomic && !refused.is_empty() {
            return Err(first(refused));
        }
        if !passed.is_empty() {
            let kinds: Vec<String> = passed.iter().map(|(ending, n)| format!("{ending} {n}")).collect();
            let n = passed.values().sum();
            ctx.ui.note(&format!("passed over {}: {}", count(n, ("file", "files")), kinds.join(", ")));
        }
        if !options.read.columns.is_empty() && !files.is_empty() && !files.iter().any(|file| Format::may_be_table(file)) {
            return Err(CommandError::usage("a column of a table was named, but no file given is a table".to_owned())
                .hint("tables end in .csv, .tsv, .jsonl or .xlsx, or come on standard input"));
        }
        interrupt::listen()?;
        let mut teller = Teller::new(ctx, &options);
        for error in refused {
            teller.refused(error);
        }
        let several = files.len() > 1;
        let report = import::import(&mut store, &files, &options, &mut teller).map_err(|error| match error {
            OpError::Interrupted => CommandError::new(Exit::Interrupted, format!("interrupted; {ATOMIC}")),
            error if options.atomic && several => CommandError::from(error).hint(ATOMIC),
            error => error.into(),
        })?;
        let refused = teller.end(&report)?;
        close(ctx, &report, refused, &options)
    }
}

/// What became of the texts when one of them was refused.
const ATOMIC: &str = "nothing was stored, for --atomic was asked for";

/// What the run ends with.
fn close(ctx: &mut Context, report: &ImportReport, refused: Option<String>, options: &ImportOptions) -> CommandResult {
    if report.interrupted {
        let stored = count(report.stored, ("document", "documents"));
        let how = if options.allow_duplicate {
            // What was asked for is a copy of whatever is there.
            "the same command again would store these once more: take them back first with `pizhu undo`"
        } else {
            "the same command again goes on from there"
        };
        return Err(CommandError::new(Exit::Interrupted, format!("interrupted; {stored} stored")).hint(how));
    }
    if let Some(refused) = refused {
        let stored = if options.dry_run { "would be stored" } else { "stored" };
        let message = format!("{refused} refused, {} {stored}", report.stored);
        return Err(CommandError::new(Exit::Refused, message));
    }
    ctx.ui.flush()
}

fn first(errors: Vec<OpError>) -> CommandError {
    errors.into_iter().next().map_or_else(|| CommandError::new(Exit::Failed, ""), CommandError::from)
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
