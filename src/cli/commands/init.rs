use std::path::PathBuf;

use pizhu::model::Session;
use pizhu::model::field::{self, MAX_NAME};
use pizhu::store::Store;

use crate::cli::context::{Context, PROJECT_FILE};
use crate::cli::error::{CommandError, CommandResult, Exit, quoted};

/// Start a new project
///
/// Makes one SQLite file, pizhu.db in this folder unless told otherwise, with its first coder and
/// the variable `theme`. Never replaces a file.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The new file; a folder means pizhu.db in it
    file: Option<PathBuf>,
    /// Name of the project; the folder's name otherwise
    #[arg(long)]
    name: Option<String>,
}

impl Init {
    pub(crate) fn run(self, ctx: &mut Context) -> CommandResult {
        let named = self.file.or_else(|| ctx.global.db.clone());
        let mut path = named.unwrap_or_else(|| PathBuf::from(PROJECT_FILE));
        if path.is_dir() {
            path.push(PROJECT_FILE);
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
            && !folder.is_dir()
        {
            return Err(CommandError::new(Exit::NotFound, format!("there is no folder {}", folder.display()))
                .hint(format!("make it with `mkdir -p {}`", quoted(&folder.display().to_string()))));
        }
        let session = ctx.session();
        let login = || ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok().filter(|n| !n.trim().is_empty()));
        let named = session.coder.clone().or_else(login);
        let coder = match &named {
            Some(name) => field::line("coder", name, MAX_NAME)?,
            None => "coder".to_owned(),
        };
        let name = match self.name {
            Some(name) => field::line("project name", &name, MAX_NAME)?,
            None => folder_name(&path),
        };
        Store::create(&path, &name, &coder, Session { coder: Some(coder.clone()), ..session })?;
        ctx.ui.note(&format!("project `{name}` in {}, coder `{coder}`", path.display()));
        if named.is_none() {
            ctx.ui.hint("nobody said who codes here; name yourself with `pizhu coder rename coder NAME`, next time with --coder NAME");
        }
        ctx.ui.hint("bring texts in with `pizhu import FILE…`, a codebook with `pizhu codebook import FILE`");
        Ok(())
    }
}

/// The name of the folder the file lies in.
fn folder_name(path: &std::path::Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    let name =
        folder.canonicalize().ok().and_then(|folder| folder.file_name().map(|n| n.to_string_lossy().into_owned()));
    name.and_then(|name| field::line("project name", &name, MAX_NAME).ok()).unwrap_or_else(|| "project".to_owned())
}
