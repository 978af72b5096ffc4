//! The process that started the server: without it nobody is left to serve.

use std::time::Duration;

const PERIOD: Duration = Duration::from_secs(2);

/// Returns when the process is gone. Where processes cannot be asked after, the end of the input has to do.
pub async fn gone(process: i32) {
    while is_alive(process) {
        tokio::time::sleep(PERIOD).await;
    }
}

#[cfg(unix)]
fn is_alive(process: i32) -> bool {
    // SAFETY: signal 0 is not sent; the call only asks whether it could be.
    let asked = unsafe { libc::kill(process, 0) };
    asked == 0 || std::io::Error::last_os_error().raw_os_error() == Some(libc::EPERM)
}

#[cfg(not(unix))]
fn is_alive(_process: i32) -> bool {
    true
}
