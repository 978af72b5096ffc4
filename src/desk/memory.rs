//! Memory that was freed and that the allocator keeps for the next gathering, which may never come.

/// What is larger comes from the system each time, and goes back there.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 256 << 10;

/// Lets all threads share one heap: in one of its own each would keep what the last gathering left between what is
/// still held, a third of all.
pub fn share() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it sets two numbers of the allocator's, under its own locks.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
    }
}

/// Gives back to the system what no one uses. Each gathering reads hundreds of reports, and glibc keeps what is
/// freed of them.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it touches free memory only, and takes the allocator's own locks.
    unsafe {
        libc::malloc_trim(0);
    }
}
