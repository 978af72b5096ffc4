//! Bytes that may be held at once: whoever wants more waits until others are done with theirs.

use std::sync::{Condvar, Mutex, PoisonError};

pub struct Budget {
    total: u64,
    spent: Mutex<u64>,
    freed: Condvar,
}

/// A part of a budget, given back when it is dropped.
pub struct Share {
    of: &'static Budget,
    bytes: u64,
}

impl Budget {
    pub const fn new(total: u64) -> Budget {
        Budget {
            total,
            spent: Mutex::new(0),
            freed: Condvar::new(),
        }
    }

    /// Waits for so many bytes. Who wants more than there are gets all of them.
    pub fn take(&'static self, bytes: u64) -> Share {
        let bytes = bytes.min(self.total);
        // Nothing that holds the lock can fail half-way.
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        while *spent + bytes > self.total {
            spent = self.freed.wait(spent).unwrap_or_else(PoisonError::into_inner);
        }
        *spent += bytes;
        Share { of: self, bytes }
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        *self.of.spent.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.of.freed.notify_all();
    }
}
