//! The envelope that telex wires keep in plain text: "ZCZC", the agency, lines of a header each with a mark of what it
//! is, the text, "NNNN".

use super::{Item, Line, Status, dateline, envelope, plain, status};

const MARKS: [char; 12] = ['%', '#', '$', ':', '&', '*', '@', '~', '=', '^', '+', '!'];

pub fn is_message(text: &str) -> bool {
    text.trim_start().starts_with("ZCZC")
}

pub fn read(text: &str) -> Item {
    // Some end lines with CR alone.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut item = Item::default();
    let mut headlines: [Option<(String, u32)>; 4] = Default::default();
    let mut lines = text
        .lines()
        .zip(1..)
        .skip_while(|(line, _)| line.trim().is_empty())
        .peekable();
    if let Some((first, _)) = lines.next() {
        let agency = first.trim().trim_start_matches("ZCZC").trim();
        if agency.chars().all(char::is_alphabetic) {
            agency.clone_into(&mut item.outlet);
        }
    }
    while let Some((line, number)) = lines.next_if(|(line, _)| is_header(line)) {
        let (mark, value) = (
            line.trim_start().chars().next(),
            line.trim().trim_start_matches(MARKS),
        );
        let value = value.trim_end_matches(['<', '!', '=']).trim();
        let rank = match mark {
            Some('^') => 0,
            Some('$') => 1,
            Some('#') => 2,
            Some(':') => 3,
            _ => continue,
        };
        if let Some(place) = value.strip_prefix('(').and_then(|value| value.strip_suffix(')')) {
            item.dateline = dateline::place(place);
        } else if value.len() > 2 && value.contains(char::is_alphabetic) {
            headlines[rank].get_or_insert((value.to_owned(), number));
        }
    }
    if let Some((headline, number)) = headlines.into_iter().flatten().next() {
        (item.headline, item.headline_line) = (headline, number);
    }
    if status::is_kill(&item.headline) {
        item.status = Status::Withdrawn;
    }
    let first = lines.peek().map_or(1, |(_, number)| *number);
    let rest: Vec<&str> = lines
        .map(|(line, _)| line)
        .take_while(|line| line.trim() != "NNNN")
        .collect();
    item.take_body(envelope::trimmed(unmarked(envelope::lines(
        &rest.join("\n"),
        first,
    ))));
    if let (true, [first, second, ..]) = (item.headline.is_empty(), &item.body[..])
        && second.text.is_empty()
        && plain::is_headline(&first.text)
    {
        (item.headline, item.headline_line) = (first.text.clone(), first.number);
        item.body.drain(..2);
    }
    item.with_head()
}

/// A marked line, an empty one, or the routing of two letters and codes ("YY TDR").
fn is_header(line: &str) -> bool {
    let line = line.trim();
    let routed = line.split_once(' ').is_some_and(|(first, rest)| {
        first.len() == 2
            && first.bytes().all(|byte| byte.is_ascii_uppercase())
            && rest.len() < 40
            && rest.starts_with(|c: char| c.is_ascii_uppercase())
    });
    line.is_empty() || line.starts_with(MARKS) || routed
}

/// Lines without the typesetting codes at their ends.
fn unmarked(mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        let kept = line
            .text
            .trim_end_matches("<!")
            .trim_end_matches("=!")
            .trim_end()
            .len();
        line.text.truncate(kept);
    }
    lines
}
