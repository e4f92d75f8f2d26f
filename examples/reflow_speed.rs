//! Measures how fast paragraphs are restored: `reflow_speed FOLDER [ROUNDS]`.
//!
//! Reads every file of the folder, restores each in turn on one core, and prints the median over the rounds
//! (5 unless told) in MB (10^6 bytes) of source per second of work.

use std::time::Instant;

use pizhu::text::{Layout, restore};

/// Nanoseconds this process has spent on a core, where the system tells it: other work does not count.
fn on_cpu() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: reflow_speed FOLDER [ROUNDS]")?;
    let rounds: usize = args.next().map_or(Ok(5), |n| n.parse())?;
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        texts.push(std::fs::read_to_string(entry?.path())?);
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut speeds = Vec::new();
    for _ in 0..rounds.max(1) {
        let (start, worked) = (Instant::now(), on_cpu());
        let mut paragraphs = 0;
        for text in &texts {
            paragraphs += std::hint::black_box(restore(std::hint::black_box(text), Layout::Wrapped)).paragraphs.len();
        }
        let seconds = match (worked, on_cpu()) {
            (Some(before), Some(after)) => (after - before) as f64 / 1e9,
            _ => start.elapsed().as_secs_f64(),
        };
        speeds.push((bytes as f64 / seconds / 1e6, paragraphs));
    }
    speeds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (median, paragraphs) = speeds[speeds.len() / 2];
    let mut out = std::io::stdout().lock();
    use std::io::Write;
    writeln!(
        out,
        "{} files, {bytes} bytes, {paragraphs} paragraphs: {median:.1} MB/s (median of {rounds})",
        texts.len()
    )?;
    Ok(())
}
