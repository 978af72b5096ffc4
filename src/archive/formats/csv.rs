//! CSV and TSV: one report a row, under a row that names the columns as newsrooms name them.

use ::csv::{ReaderBuilder, StringRecord};
use serde_json::{Map, Value};

use super::{Item, Items, json};

/// What may stand between two cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Whether a text is a table of reports: its first row names a text and another field of an item.
pub fn is_table(text: &str) -> bool {
    delimiter(text).is_some()
}

fn delimiter(text: &str) -> Option<u8> {
    let head = text.lines().next()?;
    DELIMITERS.into_iter().find(|delimiter| {
        let Some(Ok(head)) = reader(head, *delimiter).records().next() else {
            return false;
        };
        let names: Vec<String> = head.iter().map(column).collect();
        let text = names.iter().filter(|name| json::is_text(name)).count();
        let fields = names.iter().filter(|name| Item::default().set(name, "")).count();
        text > 0 && text + fields > 1
    })
}

pub fn read(text: &str) -> Items {
    let Some(delimiter) = delimiter(text) else {
        return Vec::new();
    };
    let mut reader = reader(text, delimiter);
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else {
        return Vec::new();
    };
    let names: Vec<String> = head.iter().map(column).collect();
    let rows = records.map(|row| match row {
        Ok(row) => {
            let line = row.position().map_or(1, |position| position.line() as u32);
            // Empty lines stand before a row, not in it.
            (Some(line), item(&names, &row, line))
        }
        Err(error) => (
            error.position().map(|position| position.line() as u32),
            Err(format!("is no row of the table ({error}); mend or delete it")),
        ),
    });
    rows.collect()
}

fn reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// "Published At" is `published_at`.
fn column(name: &str) -> String {
    name.trim()
        .trim_start_matches('\u{feff}')
        .to_lowercase()
        .replace([' ', '-'], "_")
}

/// The report of a row; each line of a cell has its own line in the file.
fn item(names: &[String], row: &StringRecord, line: u32) -> Result<Item, String> {
    let cells = names.iter().zip(row);
    let fields: Map<String, Value> = cells.map(|(name, cell)| (name.clone(), cell.into())).collect();
    let mut item = json::item(&fields, line)?;
    let mut before = line;
    for (name, cell) in names.iter().zip(row) {
        if json::is_text(name) {
            // Tags make lines of their own: then all that is known is where the cell begins.
            let begins = |text: &str| cell.lines().position(|line| line.trim() == text.trim());
            for line in &mut item.body {
                line.number = before + begins(&line.text).unwrap_or(0) as u32;
            }
            break;
        }
        before += cell.matches('\n').count() as u32;
    }
    Ok(item)
}
