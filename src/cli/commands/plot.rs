//! The flags of every command that draws.

use std::path::PathBuf;

use pizhu::export::write_file;
use pizhu::plot::{Caption, Picture, PictureFormat, PlotError};
use pizhu::store::Store;

use crate::cli::context::Context;
use crate::cli::error::{CommandError, CommandResult, Exit};

/// Where a picture goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct PlotFlags {
    /// Draw a picture of it into this file: .svg or .png
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
    /// Replace the picture that is there
    #[arg(long, requires = "plot")]
    force: bool,
}

impl PlotFlags {
    /// The flags of a command that has a --force of its own.
    pub(crate) const fn of(plot: Option<PathBuf>, force: bool) -> Self {
        Self { plot, force }
    }

    /// Whether there shall be a picture.
    pub(crate) const fn is_asked_for(&self) -> bool {
        self.plot.is_some()
    }

    /// The format asked for, by the ending of the file; `None` where no picture is asked for.
    ///
    /// # Errors
    /// The ending is neither; better known before the counting.
    pub(crate) fn format(&self) -> CommandResult<Option<PictureFormat>> {
        let Some(path) = &self.plot else { return Ok(None) };
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
        ending.parse().map(Some).map_err(|_| {
            CommandError::usage(format!("--plot {}: pictures are written as .svg or .png", path.display()))
        })
    }

    /// Writes the picture, if one is asked for, whole or not at all.
    pub(crate) fn write(&self, ctx: &mut Context, store: &Store, picture: &Picture) -> CommandResult {
        let (Some(path), Some(format)) = (&self.plot, self.format()?) else { return Ok(()) };
        let bytes = picture.bytes(format).map_err(explained)?;
        write_file(path, store.path(), self.force, |out| Ok(out.write_all(&bytes)?))?;
        ctx.ui.note(&format!("drew {}", path.display()));
        Ok(())
    }
}

/// The words around a picture of this project: what it shows, of what, and where it comes from.
pub(crate) fn caption(title: String, note: String, behind: &str) -> Caption {
    Caption { title, note, source: format!("{behind} · pizhu {}", env!("CARGO_PKG_VERSION")) }
}

fn explained(error: PlotError) -> CommandError {
    let told = CommandError::new(Exit::Refused, error.to_string());
    match error {
        PlotError::NoFont(_) => told
            .hint("install a Chinese font: the package fonts-noto-cjk (Debian, Ubuntu), google-noto-sans-cjk-fonts (Fedora)")
            .hint("--plot FILE.svg needs none here; who looks at it does"),
        PlotError::TooLarge { .. } => told.hint("draw it as .svg, or count less at once"),
        PlotError::Draw(_) => told,
    }
}
