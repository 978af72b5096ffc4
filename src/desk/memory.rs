//! Memory that was freed and that the allocator keeps for the next gathering, which may never come.

/// What is larger comes from the system each time, and goes back there.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 256 << 10;

/// At most so many heaps. In one for all threads the desk's own small blocks lie scattered between what gatherings left,
/// which costs a fifth of each key; in one for each processor's thread every one keeps such gaps of its own.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAPS: libc::c_int = 6;

/// Bounds what the allocator keeps.
pub fn bound() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it sets two numbers of the allocator's, under its own locks.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, HEAPS);
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
