//! What a person is told while texts come in.

use std::time::{Duration, Instant};

use pizhu::model::ParagraphKind;
use pizhu::ops::{FileProblem, OpError};
use pizhu::ops::import::{Dated, Event, Follower, ImportOptions, ImportReport, Imported, Progress};
use pizhu::text::metadata::{Published, YearFrom};
use pizhu::text::{Doubt, Removal, RemovalReason};

use super::quoted;
use crate::cli::context::{Context, count};
use crate::cli::error::{CommandError, CommandResult};
use crate::cli::interrupt;

/// Documents that are told of one by one; the others are counted.
const TOLD: usize = 10;

/// Documents much like others that are told of beyond those.
const ALIKE: usize = 100;

/// Doubtful boundaries that are shown of one document.
const DOUBTS: usize = 10;

/// Refused files that are told with hints.
const HINTED: usize = 3;

/// Time before the first word on how far the work is, and between two of them.
const PATIENCE: Duration = Duration::from_millis(500);

/// Follows an import on the screen.
pub(super) struct Teller<'a> {
    ctx: &'a mut Context,
    dry_run: bool,
    began: Instant,
    shown: Instant,
    told: usize,
    /// Documents told of for being much like others.
    alike: usize,
    refused: usize,
    /// Whether parts of files were refused: rows of a table, files in an archive.
    parts: bool,
    /// What went wrong with the output.
    failure: Option<CommandError>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(ctx: &'a mut Context, options: &ImportOptions) -> Self {
        let now = Instant::now();
        Self { ctx, dry_run: options.dry_run, began: now, shown: now, told: 0, alike: 0, refused: 0, parts: false, failure: None }
    }

    /// Tells of a file that was refused.
    pub(super) fn refused(&mut self, error: OpError) {
        self.refused += 1;
        let control = match &error {
            OpError::File { problem: FileProblem::Part { problem, .. }, .. } => {
                self.parts = true;
                matches!(**problem, FileProblem::Control { .. })
            }
            OpError::File { problem, .. } => matches!(problem, FileProblem::Control { .. }),
            _ => false,
        };
        let mut error = CommandError::from(error);
        if control {
            error = error.hint("or take all of them out, counted, with --strip-controls");
        }
        if self.refused > HINTED {
            error.hints.clear();
        }
        self.ctx.ui.error(&error);
    }

    /// Tells of the whole. Returns how much was refused, `2 files`; `None`: nothing.
    pub(super) fn end(self, report: &ImportReport) -> CommandResult<Option<String>> {
        let Self { ctx, dry_run, told, refused, parts, failure, .. } = self;
        ctx.ui.end_progress();
        if let Some(error) = failure {
            return Err(error);
        }
        if report.there > 0 {
            let n = report.there;
            let are = if n == 1 { "is" } else { "are" };
            ctx.ui.note(&format!("{} {are} in the project already", count(n, ("document", "documents"))));
        }
        if report.stored > 1 {
            ctx.ui.note(&format!(
                "{}{}: {}, {}",
                if dry_run { "would store " } else { "" },
                count(report.stored, ("document", "documents")),
                count(report.paragraphs, ("paragraph", "paragraphs")),
                count(report.chars, ("character", "characters")),
            ));
        }
        if report.alike > 0 && report.stored > told {
            ctx.ui.note(&format!("{} much like others, reprints perhaps", count(report.alike, ("document", "documents"))));
        }
        if report.doubts > 0 && !dry_run {
            if report.stored > told {
                let documents = count(report.doubtful, ("document", "documents"));
                let boundaries = count(report.doubts, ("boundary", "boundaries"));
                ctx.ui.note(&format!("{boundaries} doubtful, in {documents}"));
            }
            ctx.ui.hint("look at doubtful boundaries with `pizhu para doubts`");
        }
        if report.stored > 0 && !dry_run {
            let key = report.first_key().filter(|_| report.stored == 1);
            ctx.ui.hint(&match key {
                Some(key) => format!("read it with `pizhu show {}`", quoted(key)),
                None => "list them with `pizhu doc list`".to_owned(),
            });
        }
        let of = if parts { ("text", "texts") } else { ("file", "files") };
        Ok((refused > 0).then(|| count(refused, of)))
    }

    /// Says what of a text is not there: of every text, for nobody looks for a hole in the ten-thousandth.
    fn warn(&mut self, imported: &Imported) {
        if !imported.told.losses.is_empty() {
            self.ctx.ui.warn(&format!("{}: {}", imported.key, imported.told.losses.join("; ")));
        }
    }

    /// Says what a text that is not told of itself is much like: a reprint is looked for one by one.
    fn tell_alike(&mut self, imported: &Imported) {
        if imported.near.is_empty() || self.alike == ALIKE {
            return;
        }
        self.alike += 1;
        let near: Vec<String> = imported.near.iter().map(likeness).collect();
        self.ctx.ui.note(&format!("{}: {}", imported.key, near.join(", ")));
    }

    /// One line on what was stored, one on what was found, one on what is doubtful.
    fn tell(&mut self, imported: &Imported) -> CommandResult {
        let ui = &mut self.ctx.ui;
        let told = &imported.told;
        ui.note(&format!(
            "{}{}: {}, {}, from {} ({})",
            if self.dry_run { "would store " } else { "" },
            imported.key,
            count(imported.n_paragraphs, ("paragraph", "paragraphs")),
            count(told.n_chars, ("character", "characters")),
            count(told.n_lines, ("line", "lines")),
            told.layout,
        ));
        for (name, value) in imported.fields.named() {
            let from = told.dated.as_ref().filter(|_| name == "published").and_then(|dated| origin(dated, self.dry_run));
            match (value, from) {
                (Some(value), Some(from)) => ui.note(&format!("  {name}: {value} ({from})")),
                (Some(value), None) => ui.note(&format!("  {name}: {value}")),
                (None, Some(from)) => ui.note(&format!("  {name}: not known ({from})")),
                (None, None) => {}
            }
        }
        imported.near.iter().for_each(|near| ui.note(&format!("  {}", likeness(near))));
        for note in &told.notes {
            ui.note(&format!("  {note}"));
        }
        let (marks, removed): (Vec<_>, Vec<_>) =
            told.removed.iter().partition(|removal| removal.reason == RemovalReason::Markup);
        let (radicals, removed): (Vec<_>, Vec<_>) =
            removed.into_iter().partition(|removal| removal.reason == RemovalReason::Radical);
        let length = |removals: &[&Removal]| removals.iter().map(|r| r.text.chars().count()).sum::<usize>();
        if !marks.is_empty() {
            let length = count(length(&marks), ("character", "characters"));
            ui.note(&format!("  {length} of markup left out of paragraphs; the source keeps them"));
        }
        if !radicals.is_empty() {
            let length = count(length(&radicals), ("radical", "radicals"));
            ui.note(&format!("  {length} taken as the ideographs they stand for; the source keeps them"));
        }
        let (removed, of) = (length(&removed), removed);
        if removed > 0 {
            let mut lines: Vec<String> = of.iter().map(|r| r.line.to_string()).collect();
            lines.dedup();
            ui.note(&format!(
                "  {} left out as doubled or invisible, in source line {}",
                count(removed, ("character", "characters")),
                lines.join(", "),
            ));
        }
        if !told.doubts.is_empty() {
            let boundaries = imported.n_paragraphs.saturating_sub(1);
            ui.note(&format!("  {} of {boundaries} boundaries doubtful:", told.doubts.len()));
            for doubt in told.doubts.iter().take(DOUBTS) {
                ui.note(&format!("    {}", doubtful(doubt)));
            }
        }
        for (n, (kind, text)) in imported.paragraphs.iter().enumerate() {
            let kind = if *kind == ParagraphKind::Body { "" } else { kind.as_str() };
            ui.line(&format!("{:>4} {kind:8} {text}", n + 1))?;
        }
        Ok(())
    }
}

/// What a text is like, and how much.
fn likeness((key, resemblance): &(String, f64)) -> String {
    match (resemblance * 100.0).floor() {
        100.0.. => format!("much like `{key}`: the same words"),
        percent => format!("much like `{key}`: {percent:.0} % the same"),
    }
}

/// Where a date is known from; what a person need not look at only when `all` is asked for.
fn origin(dated: &Dated, all: bool) -> Option<String> {
    let plain = |words: &str| all.then(|| words.to_owned());
    match dated {
        Dated::Asked => plain("from --date"),
        Dated::Name => plain("from the file's name"),
        Dated::File => plain("as the file says"),
        Dated::Text(Published { date: None, words, .. }) => {
            Some(format!("`{words}` names no year; give it with --year"))
        }
        Dated::Text(Published { words, year, .. }) => {
            let year = match year {
                None => return plain(&format!("from `{words}` in the text")),
                Some(YearFrom::Asked) => return plain(&format!("from `{words}` in the text and --year")),
                Some(YearFrom::Given(date)) => format!("`{date}`"),
                Some(YearFrom::Name) => "the file's name".to_owned(),
                Some(YearFrom::Text(date)) => format!("`{date}` there"),
            };
            Some(format!("from `{words}` in the text, the year from {year}"))
        }
    }
}

fn doubtful(doubt: &Doubt) -> String {
    let word = if doubt.broken { "broken" } else { "joined" };
    format!(
        "lines {}/{} {word}: …{} ¦ {}… ({})",
        doubt.line,
        doubt.next_line,
        doubt.before,
        doubt.after,
        doubt.reasons.join(", ")
    )
}

impl Follower for Teller<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Stored(imported) if self.dry_run || self.told < TOLD => {
                self.told += 1;
                let outcome = self.tell(&imported);
                self.warn(&imported);
                self.failure = self.failure.take().or(outcome.err());
            }
            Event::Stored(imported) => {
                self.tell_alike(&imported);
                self.warn(&imported);
            }
            Event::There(..) => {}
            Event::Refused(error) => self.refused(error),
        }
    }

    fn progress(&mut self, progress: &Progress) {
        if self.shown.elapsed() >= PATIENCE {
            self.shown = Instant::now();
            let line = how_far(progress, self.began.elapsed());
            self.ctx.ui.progress(&line);
        }
    }

    fn stop(&self) -> bool {
        self.failure.is_some() || interrupt::asked()
    }
}

/// `1200 of 100000 files, 34.5 MB/s, 1 min 20 s left`.
#[expect(clippy::cast_precision_loss, reason = "a rate is shown with one decimal")]
fn how_far(progress: &Progress, since: Duration) -> String {
    let seconds = since.as_secs_f64().max(0.001);
    let rate = progress.bytes as f64 / 1e6 / seconds;
    let Progress { files, of_files, .. } = *progress;
    let mut line = format!("{files} of {of_files} files, {rate:.1} MB/s");
    if files > 0 && files < of_files {
        let left = seconds * (of_files - files) as f64 / files as f64;
        line.push_str(&format!(", {} left", time(left)));
    }
    line
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole seconds of a positive time")]
fn time(seconds: f64) -> String {
    match seconds.ceil() as u64 {
        s @ 0..60 => format!("{s} s"),
        s @ 60..3600 => format!("{} min {} s", s / 60, s % 60),
        s => format!("{} h {} min", s / 3600, s % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_how_far_how_fast_and_how_long() {
        let at = |files, bytes, seconds| {
            how_far(&Progress { files, of_files: 100, bytes }, Duration::from_secs(seconds))
        };
        assert_eq!(at(0, 0, 1), "0 of 100 files, 0.0 MB/s");
        assert_eq!(at(50, 20_000_000, 2), "50 of 100 files, 10.0 MB/s, 2 s left");
        assert_eq!(at(1, 1_000_000, 1), "1 of 100 files, 1.0 MB/s, 1 min 39 s left");
        assert_eq!(at(1, 0, 60), "1 of 100 files, 0.0 MB/s, 1 h 39 min left");
        assert_eq!(at(100, 5_000_000, 1), "100 of 100 files, 5.0 MB/s");
    }
}
