//! The cues of a subtitle file: when they show and the lines they have, tags and all.

/// What is shown at once. Times in milliseconds, 0 where a file gives none.
pub struct Cue {
    pub start: u32,
    pub end: u32,
    /// Each with its line in the file.
    pub lines: Vec<(String, u32)>,
}

/// Whether a text is WebVTT, SRT or TTML.
pub fn is_subtitles(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let signed = text
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.starts_with(char::is_whitespace) || rest.is_empty());
    let head = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    signed || is_timed_text(text) || head().take(2).any(|line| times(line).is_some())
}

fn is_timed_text(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2048).collect();
    head.starts_with('<')
        && head.contains("http://www.w3.org/ns/ttml")
        && ["<tt ", "<tt:tt ", "<tt\n"].iter().any(|tag| head.contains(tag))
}

pub fn cues(text: &str) -> Vec<Cue> {
    if is_timed_text(text) {
        return timed_text(text);
    }
    let mut cues: Vec<Cue> = Vec::new();
    // Whether lines belong to the cue before: neither a header's nor a comment's nor a style's.
    let mut open = false;
    let mut lines = text.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        if let Some((start, end)) = times(line) {
            cues.push(Cue {
                start,
                end,
                lines: Vec::new(),
            });
            open = true;
            continue;
        }
        let above_times = lines.peek().is_some_and(|(next, _)| times(next).is_some());
        if line.trim().is_empty() || above_times && is_name(line, open) {
            open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| open) {
            cue.lines.push((line.trim().to_owned(), number));
        }
    }
    cues
}

/// The number or the name above a cue's times: in a cue that has not ended only a number can be one.
fn is_name(line: &str, open: bool) -> bool {
    !open || line.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// "00:01:02,500 --> 00:01:04.000 align:left", hours left out or not.
fn times(line: &str) -> Option<(u32, u32)> {
    let (start, end) = line.split_once("-->")?;
    Some((time(start)?, time(end.split_whitespace().next()?)?))
}

fn time(text: &str) -> Option<u32> {
    let (clock, thousandths) = text.trim().split_once([',', '.'])?;
    let mut seconds: u32 = 0;
    for part in clock.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    seconds
        .checked_mul(1000)?
        .checked_add(thousandths.trim().parse().ok()?)
}

/// TTML's paragraphs.
fn timed_text(text: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    let (mut rest, mut number) = (text, 1);
    while let Some(at) = rest.find("<p").into_iter().chain(rest.find("<tt:p")).min() {
        number += rest[..at].matches('\n').count() as u32;
        rest = &rest[at..];
        let Some((tag, inner)) = rest.split_once('>') else {
            break;
        };
        let is_paragraph =
            matches!(tag.split_whitespace().next(), Some("<p" | "<tt:p")) && !tag.ends_with('/');
        if !is_paragraph {
            rest = &rest[2..];
            continue;
        }
        let end = inner.find("</").map(|_| {
            inner
                .find("</p>")
                .or(inner.find("</tt:p>"))
                .unwrap_or(inner.len())
        });
        let body = &inner[..end.unwrap_or(inner.len())];
        let words = super::prose::paragraphs(&format!("<p>{body}")).join(" ");
        cues.push(Cue {
            start: 0,
            end: 0,
            lines: vec![(words, number)],
        });
        number += rest[..tag.len() + 1 + body.len()].matches('\n').count() as u32;
        rest = &inner[body.len()..];
    }
    cues
}
