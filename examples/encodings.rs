//! Says which encoding each file is in, what is worth telling of it, and how fast it was decoded:
//! `cargo run --release --example encodings -- FILE...`
#![allow(clippy::print_stdout, reason = "an example talks")]

use std::path::Path;
use std::time::Instant;

use pizhu::intake::{Format, ReadOptions, decode};

fn main() -> std::io::Result<()> {
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let begun = Instant::now();
        let read = Format::of(Path::new(&file), &bytes).and_then(|_| decode(&bytes, &ReadOptions::default()));
        let speed = bytes.len() as f64 / 1e6 / begun.elapsed().as_secs_f64();
        match read {
            Ok(decoded) => {
                let (chars, notes) = (decoded.text.chars().count(), decoded.notes().join("; "));
                println!("{file}: {}, {chars} characters, {speed:.0} MB/s; {notes}", decoded.encoding);
            }
            Err(problem) => println!("{file}: refused: {problem} ({speed:.0} MB/s)"),
        }
    }
    Ok(())
}
