//! Prints the paragraphs restored from a file as a JSON list, for `bench/reflow.py`.
//!
//! `reflow FILE [--layout NAME] [--full|--boundaries] [--source|--places]`: any format of `intake`. `--full` prints kinds,
//! sections, source lines, removals and doubts as well; `--source` only the text as it was read, `--places`
//! with page, edges, base line and size of each line; `--boundaries` every gap between two lines, its score and
//! the reasons.

use std::io::Write;

use pizhu::intake::{Incoming, ReadOptions, read};
use pizhu::text::{Layout, boundaries, source_lines};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (mut file, mut layout) = (None, None::<Layout>);
    let (mut full, mut gaps, mut source, mut places) = (false, false, false, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--full" => full = true,
            "--boundaries" => gaps = true,
            "--source" => source = true,
            "--places" => (source, places) = (true, true),
            "--layout" => layout = Some(args.next().ok_or("--layout needs a name")?.parse()?),
            _ => file = Some(arg),
        }
    }
    let file = std::path::PathBuf::from(file.ok_or("usage: reflow FILE [--layout NAME] [--full] [--source|--places]")?);
    let mut incoming = None;
    read(&file, &std::fs::read(&file)?, &ReadOptions::default(), &mut |text| {
        incoming = text.ok();
        false
    })?;
    let mut incoming: Incoming = incoming.ok_or("no text in it")?;
    incoming.guide.layout = layout.unwrap_or(incoming.guide.layout);
    let mut stdout = std::io::stdout().lock();
    if source {
        for (line, hint) in source_lines(&incoming.text)
            .iter()
            .zip(incoming.guide.lines.iter().map(Some).chain(std::iter::repeat(None)))
        {
            match hint.and_then(|hint| hint.place) {
                Some(at) if places => writeln!(
                    stdout,
                    "p{} {:6.1}-{:6.1} y{:6.1} {:4.1}{} {line}",
                    at.page,
                    at.left,
                    at.right,
                    at.base,
                    at.size,
                    if at.bold { "b" } else { " " }
                )?,
                _ => writeln!(stdout, "{line}")?,
            }
        }
        return Ok(());
    }
    if gaps {
        let mut stdout = std::io::stdout().lock();
        for gap in boundaries(&incoming.text, incoming.guide.layout) {
            let mark = if gap.broken { '|' } else { ' ' };
            let (before, after) = (gap.before, gap.after);
            writeln!(stdout, "{:5} {:5.1} {before} {mark} {after}\t{}", gap.line, gap.score, gap.reasons.join("; "))?;
        }
        return Ok(());
    }
    let mut stdout = std::io::stdout().lock();
    let restored = incoming.guide.restore(&incoming.text);
    let out = if full {
        json!({
            "layout": restored.layout.as_str(),
            "n_lines": restored.n_lines,
            "paragraphs": restored.paragraphs.iter().map(|p| json!({
                "kind": p.kind.as_str(), "section": p.section, "text": p.text,
                "lines": [p.first_line, p.last_line],
            })).collect::<Vec<_>>(),
            "removed": restored.removed.iter().map(|r| json!({
                "line": r.line, "text": r.text, "reason": r.reason.as_str(),
            })).collect::<Vec<_>>(),
            "doubts": restored.doubts.iter().map(|d| json!({
                "line": d.line, "next_line": d.next_line, "broken": d.broken,
                "score": d.score, "reasons": d.reasons, "before": d.before, "after": d.after,
            })).collect::<Vec<_>>(),
        })
    } else {
        json!(restored.paragraphs.iter().map(|p| &p.text).collect::<Vec<_>>())
    };
    serde_json::to_writer_pretty(&mut stdout, &out)?;
    writeln!(stdout)?;
    Ok(())
}
