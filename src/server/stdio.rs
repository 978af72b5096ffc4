//! Standard input and output. What an editor opens for a server is a pipe or a socket, which the one thread that asks
//! and answers reads and writes itself; of anything else the runtime's own threads do.

use tokio::io::{AsyncRead, AsyncWrite};

type Input = Box<dyn AsyncRead + Send + Unpin>;
type Output = Box<dyn AsyncWrite + Send + Unpin>;

/// Called within a runtime.
pub fn input() -> Input {
    #[cfg(unix)]
    if let Ok(input) = ready::input() {
        return input;
    }
    Box::new(tokio::io::stdin())
}

pub fn output() -> Output {
    #[cfg(unix)]
    if let Ok(output) = ready::output() {
        return output;
    }
    Box::new(tokio::io::stdout())
}

#[cfg(unix)]
mod ready {
    use std::io::{Result, stdin, stdout};
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::net;

    use tokio::net::UnixStream;
    use tokio::net::unix::pipe::{Receiver, Sender};

    use super::{Input, Output};

    pub fn input() -> Result<Input> {
        let pipe = Receiver::from_owned_fd(duplicate(stdin())?);
        Ok(match pipe {
            Ok(pipe) => Box::new(pipe),
            Err(_) => Box::new(socket(duplicate(stdin())?)?),
        })
    }

    pub fn output() -> Result<Output> {
        let pipe = Sender::from_owned_fd(duplicate(stdout())?);
        Ok(match pipe {
            Ok(pipe) => Box::new(pipe),
            Err(_) => Box::new(socket(duplicate(stdout())?)?),
        })
    }

    fn duplicate(end: impl AsFd) -> Result<OwnedFd> {
        end.as_fd().try_clone_to_owned()
    }

    /// An error where it is no socket.
    fn socket(end: OwnedFd) -> Result<UnixStream> {
        let socket = net::UnixStream::from(end);
        socket.local_addr()?;
        socket.set_nonblocking(true)?;
        UnixStream::from_std(socket)
    }
}
