//! Counts steps while tests run, so that they can tell how the work grows without a clock. Nothing otherwise.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Some steps were made.
#[cfg(test)]
pub(super) fn steps(count: usize) {
    STEPS.with(|steps| steps.set(steps.get() + count));
}

/// Some steps were made.
#[cfg(not(test))]
#[inline(always)]
pub(super) const fn steps(_count: usize) {}

/// How many steps `run` makes.
#[cfg(test)]
pub(super) fn counted(run: impl FnOnce()) -> usize {
    let before = STEPS.with(std::cell::Cell::get);
    run();
    STEPS.with(std::cell::Cell::get) - before
}
