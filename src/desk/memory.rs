//! Memory that was freed and that the allocator keeps for the next gathering, which may never come.

/// Gives back to the system what no one uses. Each gathering reads hundreds of reports on several threads; glibc keeps
/// for each thread what it freed there.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it touches free memory only, and takes the allocator's own locks.
    unsafe {
        libc::malloc_trim(0);
    }
}
