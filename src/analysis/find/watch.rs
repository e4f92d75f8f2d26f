//! The time a search may take: the engine is linear, but a large expression on many texts is long.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::store::{Result, StoreError};

/// The time a search works, without the time the caller takes over what was found.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    limit: Option<Duration>,
    started: Cell<Instant>,
}

impl Watch {
    /// A watch that runs from now on; `None` for ever.
    pub(super) fn start(limit: Option<Duration>) -> Self {
        Self { limit, started: Cell::new(Instant::now()) }
    }

    /// The most it may take.
    pub(super) const fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// Looked at before every text that is asked.
    pub(super) fn look(&self) -> Result<()> {
        match self.limit {
            Some(limit) if self.started.get().elapsed() > limit => {
                Err(StoreError::SearchTimeout(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)))
            }
            _ => Ok(()),
        }
    }

    /// Runs `other`, the time of which does not count.
    pub(super) fn outside<T>(&self, other: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let answer = other();
        self.started.set(self.started.get() + begun.elapsed());
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Watch;

    #[test]
    fn only_the_own_time_counts() {
        let pause = Duration::from_millis(30);
        let watch = Watch::start(Some(Duration::from_millis(20)));
        watch.outside(|| std::thread::sleep(pause));
        assert!(watch.look().is_ok());
        std::thread::sleep(pause);
        assert!(watch.look().is_err());
        let patient = Watch::start(None);
        std::thread::sleep(pause);
        assert!(patient.look().is_ok());
    }
}
