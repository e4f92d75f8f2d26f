//! Reading files on all cores, handing over in order.
//!
//! Each worker takes the next file when it is done with one and works ahead of whoever takes the results, as far as its
//! budget of bytes lets it: memory does not grow with the corpus. The results of one file come one by
//! one, and the files in their order, so that the same corpus always becomes the same project.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of results that one worker may have lying about.
const BUDGET: usize = 8 * 1024 * 1024;

/// Bounds the results that lie about, by what they weigh.
#[derive(Default)]
pub(super) struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
    closed: AtomicBool,
}

impl Budget {
    /// Waits until `weight` fits, or nothing else lies about; `false` when nobody wants more.
    pub(super) fn take(&self, weight: usize) -> bool {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        while *used > 0 && *used + weight > BUDGET && !self.closed.load(Ordering::Relaxed) {
            used = self.freed.wait(used).unwrap_or_else(PoisonError::into_inner);
        }
        *used += weight;
        !self.closed.load(Ordering::Relaxed)
    }

    /// Says that something of this weight is gone. Who waits is woken when half of the budget is free: waking
    /// him for each result would cost more than the results.
    pub(super) fn give(&self, weight: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *used;
        *used = before.saturating_sub(weight);
        if *used == 0 || (before > BUDGET / 2 && *used <= BUDGET / 2) {
            self.freed.notify_one();
        }
    }

    fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        // Under the lock, so that nobody is between looking and waiting.
        let _used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        self.freed.notify_all();
    }
}

/// What a worker sends.
enum Message<T> {
    One(T, usize),
    EndOfJob,
}

/// Which worker has taken which job: each takes the next when it is done with one, so that none is idle while
/// there is work.
#[derive(Default)]
struct Claims {
    workers: Mutex<Vec<usize>>,
    more: Condvar,
}

impl Claims {
    /// The next job for this worker, if there are more than have been taken.
    fn take(&self, worker: usize, jobs: usize) -> Option<usize> {
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        let job = workers.len();
        if job == jobs {
            return None;
        }
        workers.push(worker);
        drop(workers);
        self.more.notify_one();
        Some(job)
    }

    /// Who has taken a job. Waits until somebody has, but not beyond `end`.
    fn worker(&self, job: usize, end: Option<Instant>) -> Option<usize> {
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(worker) = workers.get(job) {
                return Some(*worker);
            }
            workers = match end {
                None => self.more.wait(workers).unwrap_or_else(PoisonError::into_inner),
                Some(end) => {
                    let left = end.checked_duration_since(Instant::now())?;
                    self.more.wait_timeout(workers, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

/// The results, in the order of the jobs.
pub(super) struct Results<'a, T> {
    receivers: Vec<Receiver<Message<T>>>,
    budgets: &'a [Budget],
    claims: &'a Claims,
    job: usize,
    jobs: usize,
}

impl<T> Results<'_, T> {
    /// How many jobs have been finished.
    pub(super) const fn finished(&self) -> usize {
        self.job
    }

    /// The next result, if it comes within so much time.
    pub(super) fn next_within(&mut self, time: Duration) -> Option<T> {
        self.wait(Some(Instant::now() + time))
    }

    fn wait(&mut self, end: Option<Instant>) -> Option<T> {
        while self.job < self.jobs {
            let worker = self.claims.worker(self.job, end)?;
            let receiver = &self.receivers[worker];
            let message = match end {
                None => receiver.recv().ok(),
                Some(end) => receiver.recv_timeout(end.saturating_duration_since(Instant::now())).ok(),
            };
            // Without a message it is too late, or the worker is gone with its panic, which the scope hands on.
            match message? {
                Message::One(result, weight) => {
                    self.budgets[worker].give(weight);
                    return Some(result);
                }
                Message::EndOfJob => self.job += 1,
            }
        }
        None
    }
}

impl<T> Iterator for Results<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.wait(None)
    }
}

/// Runs `work` on every job, on `workers` threads, and `take` on this one with the results as they
/// come, in the order of the jobs. Each thread makes itself a tool with `equip`. `work` hands each
/// result over with its weight in bytes and stops when it hears `false`. When `take` ends early, so do
/// the workers.
pub(super) fn in_order<J: Sync, T: Send, S, R>(
    jobs: &[J],
    workers: usize,
    equip: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &J, &mut dyn FnMut(T, usize) -> bool) + Sync,
    take: impl FnOnce(&mut Results<'_, T>) -> R,
) -> R {
    let workers = workers.clamp(1, jobs.len().max(1));
    let budgets: Vec<Budget> = (0..workers).map(|_| Budget::default()).collect();
    let claims = Claims::default();
    thread::scope(|scope| {
        let mut receivers = Vec::with_capacity(workers);
        for (n, budget) in budgets.iter().enumerate() {
            let (sender, receiver) = channel();
            receivers.push(receiver);
            let (equip, work, claims) = (&equip, &work, &claims);
            scope.spawn(move || {
                let mut tool = equip();
                let taken = std::iter::from_fn(|| claims.take(n, jobs.len()).map(|job| &jobs[job]));
                run(taken, |job, give| work(&mut tool, job, give), budget, &sender);
            });
        }
        // Also when `take` panics: the workers must not wait for a reader who is gone.
        let _closing = Closing(&budgets);
        take(&mut Results { receivers, budgets: &budgets, claims: &claims, job: 0, jobs: jobs.len() })
    })
}

fn run<'a, J: 'a, T>(
    jobs: impl Iterator<Item = &'a J>,
    mut work: impl FnMut(&J, &mut dyn FnMut(T, usize) -> bool),
    budget: &Budget,
    sender: &Sender<Message<T>>,
) {
    for job in jobs {
        let mut wanted = true;
        work(job, &mut |result, weight| {
            wanted = budget.take(weight) && sender.send(Message::One(result, weight)).is_ok();
            wanted
        });
        if !wanted || sender.send(Message::EndOfJob).is_err() {
            return;
        }
    }
}

/// Lets go whoever waits for these budgets when it is dropped.
pub(super) struct Closing<'a>(pub(super) &'a [Budget]);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.iter().for_each(Budget::close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count_to(jobs: &[u32], workers: usize, weight: usize) -> Vec<u32> {
        let work = |(): &mut (), job: &u32, give: &mut dyn FnMut(u32, usize) -> bool| {
            for n in 0..*job {
                if !give(job * 100 + n, weight) {
                    return;
                }
            }
        };
        in_order(jobs, workers, || (), work, |results| results.collect())
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs_on_any_number_of_threads() {
        let jobs = [3, 0, 1, 7, 2, 0, 5];
        let expected = count_to(&jobs, 1, 1);
        assert_eq!(expected.len(), 18);
        assert_eq!(expected[..4], [300, 301, 302, 100]);
        for workers in 2..6 {
            assert_eq!(count_to(&jobs, workers, 1), expected);
            // Heavier than the budget each: one lies about at a time.
            assert_eq!(count_to(&jobs, workers, 2 * BUDGET), expected);
        }
        assert_eq!(count_to(&[], 2, 1), Vec::<u32>::new());
    }

    #[test]
    fn a_result_that_is_not_there_is_not_waited_for() {
        let (open, gate) = channel::<()>();
        let gate = Mutex::new(gate);
        let work = |(): &mut (), job: &u32, give: &mut dyn FnMut(u32, usize) -> bool| {
            if *job > 1 {
                let _ = gate.lock().map(|gate| gate.recv());
            }
            give(*job, 1);
        };
        let told = in_order(
            &[1, 2],
            1,
            || (),
            work,
            |results| {
                let first = results.next();
                let none = results.next_within(Duration::ZERO);
                open.send(()).expect("somebody waits");
                (first, none, results.next(), results.next_within(Duration::MAX / 4))
            },
        );
        assert_eq!(told, (Some(1), None, Some(2), None));
    }

    #[test]
    fn workers_end_when_nobody_takes_more() {
        let work = |(): &mut (), job: &u32, give: &mut dyn FnMut(u32, usize) -> bool| while give(*job, BUDGET / 2) {};
        let first = in_order(&[1, 2, 3], 2, || (), work, |results| results.take(5).collect::<Vec<u32>>());
        assert_eq!(first, [1; 5]);
    }
}
