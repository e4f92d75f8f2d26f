//! The time a search may take: the engine is linear, but a large expression on many texts is long.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::store::{Result, StoreError};

/// The time a search works, without the time the caller takes over what was found.
#[derive(Debug, Clone)]
pub(super) struct Watch {
    limit: Option<Duration>,
    /// What it reads the time from.
    now: fn() -> Instant,
    started: Cell<Instant>,
}

impl Watch {
    /// A watch that runs from now on; `None` for ever.
    pub(super) fn start(limit: Option<Duration>) -> Self {
        Self::by(Instant::now, limit)
    }

    fn by(now: fn() -> Instant, limit: Option<Duration>) -> Self {
        Self { limit, now, started: Cell::new(now()) }
    }

    /// How long it has run.
    fn elapsed(&self) -> Duration {
        (self.now)().saturating_duration_since(self.started.get())
    }

    /// The most it may take.
    pub(super) const fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// Looked at before every text that is asked.
    pub(super) fn look(&self) -> Result<()> {
        match self.limit {
            Some(limit) if self.elapsed() > limit => {
                Err(StoreError::SearchTimeout(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)))
            }
            _ => Ok(()),
        }
    }

    /// Runs `other`, the time of which does not count.
    pub(super) fn outside<T>(&self, other: impl FnOnce() -> T) -> T {
        let begun = (self.now)();
        let answer = other();
        self.started.set(self.started.get() + (self.now)().saturating_duration_since(begun));
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::{Duration, Instant};

    use super::Watch;

    thread_local!(static NOW: Cell<Instant> = Cell::new(Instant::now()));

    /// Time that passes only when it is told to.
    fn now() -> Instant {
        NOW.get()
    }

    fn pass(time: Duration) {
        NOW.set(NOW.get() + time);
    }

    #[test]
    fn only_the_own_time_counts() {
        let pause = Duration::from_millis(30);
        let watch = Watch::by(now, Some(Duration::from_millis(20)));
        watch.outside(|| pass(pause));
        assert!(watch.look().is_ok());
        pass(pause);
        assert!(watch.look().is_err());
        let patient = Watch::by(now, None);
        pass(pause);
        assert!(patient.look().is_ok());
    }
}
