//! Prints the paragraphs restored from a file as a JSON list, for `bench/reflow.py`.
//!
//! `reflow FILE [--layout NAME] [--full|--boundaries]`: `--full` prints kinds, sections, source lines,
//! removals and doubts as well; `--boundaries` every gap between two lines, its score and the reasons, as lines.

use std::io::Write;

use pizhu::text::{Layout, boundaries, restore};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (mut file, mut layout, mut full, mut gaps) = (None, Layout::Auto, false, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--full" => full = true,
            "--boundaries" => gaps = true,
            "--layout" => layout = args.next().ok_or("--layout needs a name")?.parse()?,
            _ => file = Some(arg),
        }
    }
    let text = std::fs::read_to_string(file.ok_or("usage: reflow FILE [--layout NAME] [--full]")?)?;
    let mut stdout = std::io::stdout().lock();
    if gaps {
        for gap in boundaries(&text, layout) {
            let mark = if gap.broken { '|' } else { ' ' };
            let (before, after) = (gap.before, gap.after);
            writeln!(stdout, "{:5} {:5.1} {before} {mark} {after}\t{}", gap.line, gap.score, gap.reasons.join("; "))?;
        }
        return Ok(());
    }
    let restored = restore(&text, layout);
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
