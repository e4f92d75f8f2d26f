//! `mutate SECONDS SEED FILE…`: changes the files at random and reads them, for so long: nothing may panic, and no
//! character may be lost or invented between what was read and what was restored.
//!
//! Prints how many trials there were and the slowest; ends with the trial that failed. The same seed gives the same
//! trials.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pizhu::intake::{self, Incoming, ReadOptions};

/// Numbers that look random (G. Marsaglia, Xorshift RNGs, 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(n.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: mutate SECONDS SEED FILE…";
    let seconds: u64 = args.next().ok_or(usage)?.parse()?;
    let mut dice = Dice(args.next().ok_or(usage)?.parse::<u64>()? | 1);
    let files: Vec<(PathBuf, Vec<u8>)> =
        args.map(|name| std::fs::read(&name).map(|bytes| (PathBuf::from(name), bytes))).collect::<Result<_, _>>()?;
    if files.is_empty() {
        return Err(usage.into());
    }
    let (end, mut trials, mut texts) = (Instant::now() + Duration::from_secs(seconds), 0_u64, 0_u64);
    let mut slowest = (Duration::ZERO, String::new());
    while Instant::now() < end {
        let (name, bytes) = &files[dice.below(files.len())];
        let other = &files[dice.below(files.len())].1;
        let seed = dice.0;
        let changed = change(bytes, other, &mut dice);
        let began = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| trial(name, &changed))) {
            Ok(Ok(found)) => texts += found,
            Ok(Err(why)) => return Err(format!("{}, dice {seed}: {why}", name.display()).into()),
            Err(_) => return Err(format!("{}, dice {seed}: it panicked", name.display()).into()),
        }
        trials += 1;
        if began.elapsed() > slowest.0 {
            slowest = (began.elapsed(), format!("{}, dice {seed}", name.display()));
        }
    }
    use std::io::Write;
    writeln!(std::io::stdout(), "{trials} trials, {texts} texts, slowest {:?} ({})", slowest.0, slowest.1)?;
    Ok(())
}

/// The bytes with a few of them turned, cut, doubled or taken from another file.
fn change(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(64)).min(bytes.len());
        match dice.below(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            1 if !bytes.is_empty() => bytes[at] = u8::try_from(dice.below(256)).unwrap_or(0),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, piece);
            }
            4 => drop(bytes.drain(at.min(end)..end)),
            _ => {
                let from = dice.below(other.len());
                let to = (from + dice.below(64)).min(other.len());
                bytes.splice(at..at, other[from.min(to)..to].iter().copied());
            }
        }
    }
    bytes
}

fn trial(name: &Path, bytes: &[u8]) -> Result<u64, String> {
    let (mut texts, mut wrong) = (0, None);
    let refused = intake::read(name, bytes, &ReadOptions::default(), &mut |text| {
        if let Ok(incoming) = text {
            texts += 1;
            let Incoming { text, guide, .. } = incoming;
            wrong = wrong.take().or_else(|| guide.restore(&text).check(&text).err());
        }
        wrong.is_none()
    });
    // Refusing is an answer.
    drop(refused);
    wrong.map_or(Ok(texts), Err)
}
