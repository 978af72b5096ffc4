//! What a PDF may ask of memory and stack, held before it is read: the interpreter has no bounds of its own.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;

/// No stream of a document unpacks to more, nor all of them together: what does is a bomb.
const STREAM: u64 = 128 << 20;
const ALL: u64 = 1 << 30;
/// Nothing is nested deeper.
const DEPTH: usize = 2_000;
/// A stream is packed in a stream no more often.
const PACKED: usize = 3;

const BOMB: &str = "unpacks to more than any document; save its text";
/// Refuses what would take more memory, or a deeper stack, than any document.
pub fn guard(bytes: &[u8]) -> Result<(), String> {
    let mut left = ALL;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let (before, data) = (&rest[..at], &rest[at + 6..]);
        let end = find(data, b"endstream").unwrap_or(data.len());
        flat(before)?;
        stream(before, data[..end].trim_ascii_start(), &mut left)?;
        rest = data.get(end + 9..).unwrap_or_default();
    }
    flat(rest)
}

/// A stream whose dictionary ends what stands `before` it.
fn stream(before: &[u8], data: &[u8], left: &mut u64) -> Result<(), String> {
    let start = before.windows(4).rposition(|word| word == b" obj");
    let dictionary = &before[start.unwrap_or(0)..];
    let names = |name: &[u8]| find(dictionary, name).is_some();
    // What these unpack to cannot be told, nor what a filter is that is written elsewhere or in numbers.
    let packing = find(dictionary, b"/Filter").map(|at| dictionary[at + 7..].trim_ascii_start());
    let elsewhere = packing.is_some_and(|packing| packing.first().is_some_and(u8::is_ascii_digit));
    if names(b"LZW") || names(b"RunLength") || elsewhere || dictionary.contains(&b'#') {
        return Err("is packed in a way that no program has used for long; print it to a PDF again".into());
    }
    let data = if names(b"ASCII85Decode") {
        Cow::Owned(ascii85(data))
    } else if names(b"ASCIIHexDecode") {
        Cow::Owned(hex(data))
    } else {
        Cow::Borrowed(data)
    };
    unpack(&data, left)
}

/// Unpacks to nothing, once, then what that gives once more, for as long as it is packed itself.
fn unpack(data: &[u8], left: &mut u64) -> Result<(), String> {
    let mut head = data.get(..2).map(<[u8]>::to_vec).unwrap_or_default();
    for times in 1..=PACKED {
        // Zlib's two bytes: deflated, and a multiple of 31.
        let [method, flags] = head[..] else {
            return flat(data);
        };
        if method & 0x0f != 8 || !u16::from_be_bytes([method, flags]).is_multiple_of(31) {
            return if times == 1 { flat(data) } else { Ok(()) };
        }
        let mut reader: Box<dyn Read + '_> = Box::new(data);
        for _ in 0..times {
            reader = Box::new(ZlibDecoder::new(reader));
        }
        head = measure(reader, left)?;
    }
    Err(BOMB.into())
}

/// Reads to the end and gives the first two bytes; what breaks off is the interpreter's to judge.
fn measure(mut reader: impl Read, left: &mut u64) -> Result<Vec<u8>, String> {
    let mut buffer = vec![0; 64 * 1024];
    let mut head = Vec::new();
    let (mut bytes, mut nesting) = (0, Nesting::default());
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        let piece = &buffer[..read];
        head.extend(piece.iter().take(2 - head.len().min(2)));
        bytes += read as u64;
        nesting.add(piece)?;
        if bytes > STREAM.min(*left) {
            return Err(BOMB.into());
        }
    }
    *left -= bytes;
    Ok(head)
}

/// Refuses more lists and dictionaries that are open at once than any document has.
fn flat(bytes: &[u8]) -> Result<(), String> {
    Nesting::default().add(bytes)
}

#[derive(Default)]
struct Nesting(usize);

impl Nesting {
    fn add(&mut self, bytes: &[u8]) -> Result<(), String> {
        for byte in bytes {
            match byte {
                b'[' | b'<' | b'(' | b'{' => self.0 += 1,
                b']' | b'>' | b')' | b'}' => self.0 = self.0.saturating_sub(1),
                // A byte of a picture or a font: no list goes on through many of them.
                0 | 0x80.. => self.0 = self.0.saturating_sub(1),
                _ => (),
            }
            if self.0 > DEPTH {
                return Err("is nested like no document; save its text".into());
            }
        }
        Ok(())
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4);
    let mut group = Vec::with_capacity(5);
    let whole = |group: &[u8]| {
        let value = |sum: u64, digit: &u8| sum * 85 + u64::from(digit - b'!');
        (group.iter().fold(0, value) as u32).to_be_bytes()
    };
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(*byte),
            _ => (),
        }
        if group.len() == 5 {
            bytes.extend(whole(&group));
            group.clear();
        }
    }
    if let length @ 2.. = group.len() {
        group.resize(5, b'u');
        bytes.extend(&whole(&group)[..length - 1]);
    }
    bytes
}

fn hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0))
        .collect()
}
