//! Work on what others wrote: on a thread of its own, whose stack is known, whose panic is caught, and which is left
//! behind when it does not end in time.
//!
//! A thread cannot be stopped from outside. What is known to take long is refused by its size, depth or number before
//! it is begun, in the formats; this is for what nobody knew of. A thread left behind ends with its work, and what it
//! found is thrown away. When several have been left behind and still run, no further work is begun until one ends: a
//! folder full of such files costs a minute or two, never a machine.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// As much as the main thread of most systems has: what is read of the deepest files the formats let through takes a
/// tenth of it.
const STACK: usize = 8 << 20;
/// What the largest file takes, many times over, on a slow machine with other work.
const PATIENCE: Duration = Duration::from_secs(30);
/// Threads that may be left behind at once.
const LEFT_BEHIND: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    Panicked,
    TookTooLong,
    /// Not begun: too many before it took too long.
    NotBegun,
}

type Work<T> = Box<dyn FnOnce() -> T + Send>;

/// Runs work, one piece after another.
pub struct Guard<T> {
    patience: Duration,
    /// How many threads run that nobody waits for any more.
    left_behind: &'static AtomicUsize,
    thread: Option<Thread<T>>,
}

struct Thread<T> {
    to: Sender<Work<T>>,
    from: Receiver<Option<T>>,
    is_left: Arc<AtomicBool>,
}

impl<T: Send + 'static> Guard<T> {
    pub fn new() -> Guard<T> {
        static LEFT: AtomicUsize = AtomicUsize::new(0);
        Guard {
            patience: PATIENCE,
            left_behind: &LEFT,
            thread: None,
        }
    }

    pub fn run(&mut self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
        if self.left_behind.load(Ordering::Acquire) >= LEFT_BEHIND {
            return Err(Failed::NotBegun);
        }
        let left_behind = self.left_behind;
        let thread = self.thread.get_or_insert_with(|| Thread::start(left_behind));
        // Where the system has no thread left nobody takes the work, and the answer is that nobody is there.
        let _ = thread.to.send(Box::new(work));
        match thread.from.recv_timeout(self.patience) {
            Ok(done) => done.ok_or(Failed::Panicked),
            Err(RecvTimeoutError::Disconnected) => {
                self.thread = None;
                Err(Failed::Panicked)
            }
            Err(RecvTimeoutError::Timeout) => {
                // Counted before the channels close, which is what ends the thread.
                left_behind.fetch_add(1, Ordering::AcqRel);
                thread.is_left.store(true, Ordering::Release);
                self.thread = None;
                Err(Failed::TookTooLong)
            }
        }
    }
}

impl<T: Send + 'static> Thread<T> {
    fn start(left_behind: &'static AtomicUsize) -> Thread<T> {
        let (to, inbox) = mpsc::channel::<Work<T>>();
        let (outbox, from) = mpsc::channel();
        let is_left = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&is_left);
        let _ = thread::Builder::new().stack_size(STACK).spawn(move || {
            for work in inbox {
                if outbox.send(catch_unwind(AssertUnwindSafe(work)).ok()).is_err() {
                    break;
                }
            }
            if left.load(Ordering::Acquire) {
                left_behind.fetch_sub(1, Ordering::AcqRel);
            }
        });
        Thread { to, from, is_left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A guard of little patience with a count of its own.
    fn guard() -> Guard<u32> {
        Guard {
            patience: Duration::from_millis(50),
            left_behind: Box::leak(Box::default()),
            thread: None,
        }
    }

    #[test]
    fn work_that_panics_harms_nothing() {
        let mut guard = guard();
        guard.patience = PATIENCE;
        assert_eq!(guard.run(|| 1), Ok(1));
        assert_eq!(guard.run(|| panic!("as a test does")), Err(Failed::Panicked));
        assert_eq!(guard.run(|| 2), Ok(2));
    }

    #[test]
    fn work_that_never_ends_is_left_behind_and_the_next_is_done() {
        let mut guard = guard();
        let (end, ended) = mpsc::channel::<()>();
        let hang = move || ended.recv().map_or(7, |()| 8);
        assert_eq!(guard.run(hang), Err(Failed::TookTooLong));
        guard.patience = PATIENCE;
        assert_eq!(guard.run(|| 2), Ok(2));
        assert_eq!(guard.left_behind.load(Ordering::Acquire), 1);
        // A thread that ends after all is counted no more.
        drop(end);
        while guard.left_behind.load(Ordering::Acquire) > 0 {
            thread::yield_now();
        }
    }

    #[test]
    fn no_more_than_a_few_threads_are_left_behind() {
        let mut guard = guard();
        let ends: Vec<_> = (0..LEFT_BEHIND)
            .map(|_| {
                let (end, ended) = mpsc::channel::<()>();
                let hang = move || ended.recv().map_or(7, |()| 8);
                assert_eq!(guard.run(hang), Err(Failed::TookTooLong));
                end
            })
            .collect();
        assert_eq!(guard.run(|| 2), Err(Failed::NotBegun));
        drop(ends);
        guard.patience = PATIENCE;
        while guard.run(|| 2) != Ok(2) {
            thread::yield_now();
        }
    }
}
