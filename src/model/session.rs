//! Who works, when and with which identifiers: what comes in from outside, so that tests and the
//! demo can fix it and repeat every byte.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Where the time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// Always the same instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The present instant.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(at) => at,
        }
    }

    /// The present instant as it is stored: UTC, whole seconds, `2025-06-11T08:00:00Z`.
    pub fn stamp(self) -> String {
        self.now().to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// Where new `uid`s come from: version 7 UUIDs either way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Uids {
    /// From the system's randomness.
    #[default]
    Random,
    /// From a seed: the same work gives the same identifiers.
    Seeded(String),
}

impl Uids {
    /// The `n`th identifier of operation `operation`.
    pub fn uid(&self, clock: Clock, operation: i64, n: u64) -> String {
        match self {
            Self::Random => Uuid::now_v7().to_string(),
            Self::Seeded(seed) => {
                let digest = Sha256::digest(format!("{seed}/{operation}/{n}"));
                let mut random = [0; 10];
                random.copy_from_slice(&digest[..10]);
                let millis = u64::try_from(clock.now().timestamp_millis()).unwrap_or(0);
                uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
            }
        }
    }
}

/// One run of the program: what it was asked, by whom, when.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The command line as typed; kept with every operation.
    pub command: String,
    /// The coder named for this run; the project's own coder otherwise.
    pub coder: Option<String>,
    /// The time.
    pub clock: Clock,
    /// The identifiers.
    pub uids: Uids,
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
