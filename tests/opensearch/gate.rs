//! What stands between a newsroom's desks and its cluster: it lets through, wants credentials, is slow, or has too much to do.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone)]
pub enum Manner {
    Open,
    /// This and nothing else in the header `Authorization`.
    Wants(String),
    Slow(Duration),
    /// So many requests are told to come back later.
    Busy(u32),
}

pub struct Gate {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
}

impl Gate {
    pub fn before(port: u16) -> Gate {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let manner = Arc::new(Mutex::new(Manner::Open));
        let shared = Arc::clone(&manner);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let manner = Arc::clone(&shared);
                thread::spawn(move || pass(&stream, port, &manner));
            }
        });
        Gate { url, manner }
    }

    pub fn is(&self, manner: Manner) {
        *self.manner.lock().expect("the gate") = manner;
    }
}

/// One request after the other, and the node's answer to it.
fn pass(desk: &TcpStream, port: u16, manner: &Mutex<Manner>) -> Option<()> {
    let (mut from, mut to) = (BufReader::new(desk), desk);
    let mut node: Option<BufReader<TcpStream>> = None;
    while let Some(request) = Message::read(&mut from) {
        let (refusal, pause) = {
            let mut manner = manner.lock().expect("the gate");
            match &mut *manner {
                Manner::Wants(key) if request.header("authorization") != Some(&**key) => {
                    (Some("401 Unauthorized"), Duration::ZERO)
                }
                Manner::Busy(left @ 1..) => {
                    *left -= 1;
                    (Some("429 Too Many Requests"), Duration::ZERO)
                }
                Manner::Slow(pause) => (None, *pause),
                _ => (None, Duration::ZERO),
            }
        };
        thread::sleep(pause);
        if let Some(status) = refusal {
            let head =
                format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n");
            to.write_all((head + "{}").as_bytes()).ok()?;
            continue;
        }
        let node = match &mut node {
            Some(node) => node,
            none => none.insert(BufReader::new(TcpStream::connect(("127.0.0.1", port)).ok()?)),
        };
        request.write(node.get_mut())?;
        Message::read(node)?.write(&mut to)?;
    }
    None
}

/// A head and as much behind it as it says.
struct Message {
    head: String,
    body: Vec<u8>,
}

impl Message {
    fn read(from: &mut impl BufRead) -> Option<Message> {
        let mut message = Message {
            head: String::new(),
            body: Vec::new(),
        };
        while !message.head.ends_with("\r\n\r\n") {
            if from.read_line(&mut message.head).ok()? == 0 {
                return None;
            }
        }
        let length = message.header("content-length").and_then(|n| n.parse().ok());
        message.body.resize(length.unwrap_or(0), 0);
        from.read_exact(&mut message.body).ok()?;
        Some(message)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    fn write(&self, to: &mut impl Write) -> Option<()> {
        to.write_all(self.head.as_bytes()).ok()?;
        to.write_all(&self.body).ok()
    }
}
