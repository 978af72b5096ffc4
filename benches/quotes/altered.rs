//! Newspaper quotations against the transcripts of what was said: `quotes altered FILE TRANSCRIPTS`.
//!
//! Each line is `{"kind": "real" | "synthetic", "class", "hand", "severity", "quote", "speaker", "source_id"}`, each transcript
//! `{"id", "text"}`, what one speaker said on one occasion. A draft is the quotation and its speaker; it is checked
//! against its transcript alone, and against all of them for whether that one is found. A flag is a warning or worse.
//! Of the real ones those that were reworded or silently cut are to be flagged; of the synthetic ones the severity may
//! be off by one step.

use std::collections::BTreeMap;

use copydesk::archive::Archive;
use copydesk::check::{ClaimKind, Finding, Memo, Severity, check};
use copydesk::desk;
use copydesk::dossier::{Clippings, Dossier};
use copydesk::story::Story;
use serde_json::Value;

use crate::{share, string};

pub fn measure(file: &str, transcripts: &str, verbose: bool) {
    let transcripts = crate::lines(transcripts);
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let archive = crate::archive_of(folder.path(), transcripts.iter().map(report));
    let clippings = Clippings::new();
    let mut sources: BTreeMap<&str, (String, Dossier)> = BTreeMap::new();
    for (n, transcript) in transcripts.iter().enumerate() {
        let name = format!("{n}.txt");
        let own = dossier(&*archive, &clippings, &name, string(transcript, "text"));
        sources.insert(string(transcript, "id"), (name, own));
    }
    let (mut flags, mut right, mut wanted) = (0, 0, 0);
    let (mut near, mut found, mut all) = (0, 0, 0);
    let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let items = crate::lines(file);
    for item in &items {
        let draft = format!("{} {} said.\n", string(item, "quote"), string(item, "speaker"));
        let story = Story::of(&draft);
        let (name, source) = &sources[string(item, "source_id")];
        let findings = check(&story, source, &mut Memo::default());
        let worst = quotes(&findings).max_by_key(|f| f.severity);
        let severity = worst.map_or(Severity::Silent, |f| f.severity);
        all += 1;
        let everywhere = desk::check_once(&story, &*archive, &clippings, None, &Memo::default());
        let everywhere = everywhere.unwrap_or_else(|e| panic!("{e}")).findings;
        let there = quotes(&everywhere).any(|f| cites(f, name));
        found += usize::from(there);
        let told = |what: &str| {
            if verbose {
                let (hand, class) = (string(item, "hand"), string(item, "class"));
                println!("{what} [{class} {hand} {}] {draft}", string(item, "severity"));
                println!("    has: {}", string(item, "source"));
                for finding in quotes(&findings) {
                    println!(
                        "    {} {:?}: {}",
                        finding.code(),
                        finding.severity,
                        finding.message
                    );
                }
            }
        };
        if !there {
            told("not found");
            for finding in quotes(&everywhere).filter(|_| verbose) {
                println!(
                    "    everywhere, not {name}: {} {}",
                    finding.code(),
                    finding.message
                );
            }
        }
        if string(item, "kind") == "real" {
            let flag = severity >= Severity::Warning;
            let wrong = matches!(string(item, "hand"), "reworded" | "silent-omission");
            flags += usize::from(flag);
            wanted += usize::from(wrong);
            right += usize::from(flag && wrong);
            if flag != wrong {
                told(if wrong { "missed" } else { "false alarm" });
            }
        } else {
            let (close, count) = classes.entry(string(item, "class")).or_default();
            let within = step(severity).abs_diff(gold(item)) <= 1;
            *close += usize::from(within);
            *count += 1;
            near += usize::from(within);
            if !within {
                told("severity");
            }
        }
    }
    println!(
        "real: flag precision {}, recall {}",
        share(right, flags),
        share(right, wanted)
    );
    let synthetic = classes.values().map(|(_, count)| count).sum();
    println!("synthetic: severity within one step {}", share(near, synthetic));
    for (class, &(close, count)) in &classes {
        println!("  {class}: {}", share(close, count));
    }
    println!("source found among all transcripts: {}", share(found, all));
}

/// A transcript names who speaks in capitals before each turn; one turn alone would be no transcript.
fn report(transcript: &Value) -> String {
    let (occasion, speaker) = occasion(string(transcript, "id"));
    let mut text = format!("Headline: {occasion}\n\nMODERATOR: The floor is yours.\n");
    for turn in string(transcript, "text")
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        text.push_str(&format!("\n{speaker}: {}\n", turn.trim()));
    }
    text
}

/// "debate:August 6, 2015:TRUMP", "trump-speech:3"
fn occasion(id: &str) -> (String, String) {
    let parts: Vec<&str> = id.split(':').collect();
    match parts[..] {
        [_, date, speaker] if !speaker.is_empty() => (format!("Debate of {date}"), speaker.to_uppercase()),
        [kind, last] if last.chars().all(char::is_alphabetic) => (kind.to_owned(), last.to_uppercase()),
        [kind, ..] => {
            let speaker = kind.split('-').next().unwrap_or_default();
            (id.replace(':', " "), speaker.to_uppercase())
        }
        [] => (id.to_owned(), "SPEAKER".to_owned()),
    }
}

/// The transcript alone.
fn dossier(archive: &dyn Archive, clippings: &Clippings, name: &str, text: &str) -> Dossier {
    let gathered = Dossier::gather(archive, &Story::of(text), clippings, None);
    let mut gathered = gathered.unwrap_or_else(|e| panic!("{e}")).clippings;
    gathered.retain(|clipping| clipping.report.name == name);
    assert_eq!(gathered.len(), 1, "{name} has its own words");
    Dossier::new(gathered, 1)
}

fn quotes(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.kind == ClaimKind::Quote)
}

fn cites(finding: &Finding, name: &str) -> bool {
    let sources = finding.attested.iter().flat_map(|a| &a.sources);
    sources.into_iter().any(|s| s.report == name)
}

fn step(severity: Severity) -> usize {
    match severity {
        Severity::Silent | Severity::Hint => 0,
        Severity::Information => 1,
        Severity::Warning => 2,
        Severity::Error => 3,
    }
}

fn gold(item: &Value) -> usize {
    match string(item, "severity") {
        "error" => 3,
        "warn" => 2,
        "info" => 1,
        _ => 0,
    }
}
