//! Prints the paragraphs restored from a file as a JSON list, for `bench/reflow.py`.
//!
//! `reflow FILE [--layout NAME] [--full] [--source]`: any format of `intake`. `--full` prints kinds,
//! sections, source lines, removals and doubts as well; `--source` only the text as it was read.

use std::io::Write;

use pizhu::intake::{ReadOptions, read};
use pizhu::text::{Layout, restore};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (mut file, mut layout, mut full, mut source) = (None, Layout::Auto, false, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--full" => full = true,
            "--source" => source = true,
            "--layout" => layout = args.next().ok_or("--layout needs a name")?.parse()?,
            _ => file = Some(arg),
        }
    }
    let file = std::path::PathBuf::from(file.ok_or("usage: reflow FILE [--layout NAME] [--full] [--source]")?);
    let mut incoming = None;
    read(&file, &std::fs::read(&file)?, &ReadOptions::default(), &mut |text| {
        incoming = text.ok();
        false
    })?;
    let incoming = incoming.ok_or("no text in it")?;
    if source {
        std::io::stdout().lock().write_all(incoming.text.as_bytes())?;
        return Ok(());
    }
    let restored = restore(&incoming.text, layout);
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
    let mut stdout = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut stdout, &out)?;
    writeln!(stdout)?;
    Ok(())
}
