//! Reports into a cluster's index: `copydesk index --to`.
//!
//! A document is named by what it says, so that loading goes on where it was broken off and loading again changes nothing.
//! What a node had no room for is sent again, more slowly.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde_json::{Value, json};
use ureq::http::Method;

use super::http::{AGAIN, Http, LONGEST_PAUSE, PAUSE, reason};
pub use super::schema::Parts;
use super::schema::{self, Document};
use super::settings::Settings;
use crate::archive::barred::Withdrawal;
use crate::archive::folder::File;
use crate::archive::intake::{self, Source};
use crate::archive::{Error, Progress, Report, Skipped, folder};

/// How much is sent at once, and by how many at a time.
const BATCH: usize = 4 << 20;
const SENDERS: usize = 2;
/// The most that one answer lists, by the engines' own limit.
const MOST: usize = 10_000;
/// Documents refused that are named.
const NAMED: usize = 1_000;

/// What became of what was loaded.
#[derive(Debug, Default)]
pub struct Loaded {
    pub new: usize,
    /// That the index had before.
    pub known: usize,
    /// What the cluster refused.
    pub refused: usize,
    /// What could not be read, and what was refused, each with its reason.
    pub skipped: Vec<Skipped>,
}

/// Loads folders of reports, or single files of them; the index is made where there is none.
pub fn load(
    settings: &Settings,
    folders: &[PathBuf],
    parts: Parts,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Loaded, Error> {
    let index = Index {
        http: Http::patient(settings)?,
        name: &settings.index,
    };
    let copies = index.make(parts)?;
    let mut loaded = Loaded::default();
    let mut files = Vec::new();
    let _ = folder::each(folders, &mut loaded.skipped, &mut |file: File| {
        files.push(file);
        std::ops::ControlFlow::Continue(())
    });
    let sources: Vec<Source> = files.iter().map(|file| Source { file, known: None }).collect();
    let mut withdrawn = Vec::new();
    let (to_senders, batches) = sync_channel::<Batch>(SENDERS);
    let batches = Mutex::new(batches);
    let sent = Sent::default();
    thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS)
            .map(|_| scope.spawn(|| index.send_all(&batches, &sent)))
            .collect();
        let mut batch = Batch::default();
        let read = intake::read(&sources, progress, |intake| {
            withdrawn.extend(intake.withdrawn);
            loaded.skipped.extend(intake.skipped);
            for reading in &intake.readings {
                batch.add(&reading.report);
                if batch.bytes >= BATCH && to_senders.send(std::mem::take(&mut batch)).is_err() {
                    return Err(index.http.failure("takes no more"));
                }
            }
            Ok(())
        });
        // An error here is that the senders gave up, which says why.
        let _ = to_senders.send(batch);
        drop(to_senders);
        for sender in senders {
            sender.join().unwrap_or_else(|_| {
                Err(index
                    .http
                    .failure("could not be sent to, by a fault of copydesk's"))
            })?;
        }
        read
    })?;
    index.withdraw(&withdrawn)?;
    index.copy(copies)?;
    loaded.new = sent.new.into_inner();
    loaded.known = sent.known.into_inner();
    loaded.refused = sent.refused.into_inner();
    loaded
        .skipped
        .extend(sent.named.into_inner().unwrap_or_else(PoisonError::into_inner));
    loaded.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(loaded)
}

/// Documents on their way, each with its name and the file that it is from.
#[derive(Default)]
struct Batch {
    documents: Vec<Outgoing>,
    bytes: usize,
}

struct Outgoing {
    key: String,
    path: PathBuf,
    json: String,
}

impl Batch {
    fn add(&mut self, report: &Report) {
        let document = Document::of(report);
        let key = document.key();
        // Strings, numbers and dates are always JSON.
        let json = serde_json::to_string(&document).unwrap_or_default();
        self.bytes += json.len();
        self.documents.push(Outgoing {
            key,
            path: report.path.clone(),
            json,
        });
    }
}

#[derive(Default)]
struct Sent {
    new: AtomicUsize,
    known: AtomicUsize,
    refused: AtomicUsize,
    named: Mutex<Vec<Skipped>>,
}

impl Sent {
    fn refuse(&self, document: &Outgoing, why: String) {
        if self.refused.fetch_add(1, Ordering::Relaxed) < NAMED {
            self.named
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(Skipped {
                    path: document.path.clone(),
                    why: format!("was refused by the cluster: {why}"),
                });
        }
    }
}

struct Index<'a> {
    http: Http,
    name: &'a str,
}

impl Index<'_> {
    /// Makes the index unless there is one by this name. How many copies are to be made of it when it is filled; `None`
    /// of one that was filled before.
    fn make(&self, parts: Parts) -> Result<Option<u64>, Error> {
        let answer = self
            .http
            .ask(Method::PUT, self.name, &schema::index(parts).to_string())?;
        match answer.status {
            200..=299 => Ok(Some(parts.replicas.into())),
            _ if reason(&answer.body).contains("already exists") => self.found_here(),
            _ => Err(self.http.refusal(&answer)),
        }
    }

    /// The same of an index that is there. A newsroom's own is read, never written.
    fn found_here(&self) -> Result<Option<u64>, Error> {
        let mapping = self
            .http
            .get(Method::GET, &format!("{}/_mapping", self.name), "")?;
        let indices = mapping.as_object().into_iter().flatten();
        let mappings: Vec<&Value> = indices.map(|(_, about)| &about["mappings"]).collect();
        match mappings.iter().all(|m| !m["properties"]["said"].is_null()) {
            true => Ok(mappings.iter().find_map(|m| m["_meta"][schema::COPIES].as_u64())),
            false => Err(self
                .http
                .failure("is an index that copydesk did not make: name another one, or a new one")),
        }
    }

    /// Lets the cluster make the copies that a new index is to have.
    fn copy(&self, copies: Option<u64>) -> Result<(), Error> {
        let Some(copies) = copies else { return Ok(()) };
        let settings = json!({"index": {"number_of_replicas": copies}});
        let of_index = |about: &str| format!("{}/{about}", self.name);
        self.http
            .get(Method::PUT, &of_index("_settings"), &settings.to_string())?;
        let filled = json!({"_meta": {}});
        self.http
            .get(Method::PUT, &of_index("_mapping"), &filled.to_string())?;
        Ok(())
    }

    fn send_all(&self, batches: &Mutex<Receiver<Batch>>, sent: &Sent) -> Result<(), Error> {
        loop {
            let batch = batches.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(batch) = batch else { return Ok(()) };
            if !batch.documents.is_empty() {
                self.send(batch.documents, sent)?;
            }
        }
    }

    /// Sends documents until each is there or refused for good.
    fn send(&self, mut documents: Vec<Outgoing>, sent: &Sent) -> Result<(), Error> {
        let mut pause = PAUSE;
        for _ in 0..=AGAIN {
            let Value::Array(items) = self.bulk(&documents)? else {
                return Err(self.http.failure("does not say what became of what it was sent"));
            };
            let pairs = documents.into_iter().zip(items);
            documents = pairs
                .filter_map(|(document, item)| settle(document, &item, sent))
                .collect();
            if documents.is_empty() {
                return Ok(());
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        let full = "had no room for it, however often it was sent";
        documents
            .iter()
            .for_each(|document| sent.refuse(document, full.into()));
        Ok(())
    }

    /// What became of each document.
    fn bulk(&self, documents: &[Outgoing]) -> Result<Value, Error> {
        let mut body = String::with_capacity(documents.iter().map(|d| d.json.len() + 80).sum());
        for document in documents {
            body.push_str(&json!({"create": {"_id": document.key}}).to_string());
            body.push('\n');
            body.push_str(&document.json);
            body.push('\n');
        }
        let mut answer = self
            .http
            .get(Method::POST, &format!("{}/_bulk", self.name), &body)?;
        Ok(answer["items"].take())
    }

    /// Takes back what its senders withdrew, now or at an earlier loading.
    fn withdraw(&self, withdrawn: &[Withdrawal]) -> Result<(), Error> {
        for withdrawal in withdrawn {
            let (name, document) = schema::withdrawal(withdrawal);
            let path = format!("{}/_doc/{name}", self.name);
            self.http.get(Method::PUT, &path, &document.to_string())?;
        }
        self.refresh()?;
        for withdrawal in self.found(&json!({"exists": {"field": "withdrawn"}}))? {
            let source = &withdrawal["_source"];
            let (Some(item), Some(version)) = (source["withdrawn"].as_str(), source["version"].as_u64())
            else {
                continue;
            };
            self.remove(&self.found(&schema::barred(item, version))?)?;
        }
        Ok(())
    }

    fn found(&self, query: &Value) -> Result<Vec<Value>, Error> {
        let query = json!({"size": MOST, "_source": ["withdrawn", "version"], "query": query});
        let path = format!("{}/_search", self.name);
        let mut answer = self.http.get(Method::POST, &path, &query.to_string())?;
        match answer["hits"]["hits"].take() {
            Value::Array(hits) => Ok(hits),
            _ => Ok(Vec::new()),
        }
    }

    fn remove(&self, hits: &[Value]) -> Result<(), Error> {
        let line = |hit: &Value| {
            format!(
                "{}\n",
                json!({"delete": {"_index": hit["_index"], "_id": hit["_id"]}})
            )
        };
        let body: String = hits.iter().map(line).collect();
        if !body.is_empty() {
            self.http.get(Method::POST, "_bulk", &body)?;
            self.refresh()?;
        }
        Ok(())
    }

    /// What was written is found from now on.
    fn refresh(&self) -> Result<(), Error> {
        let path = format!("{}/_refresh", self.name);
        self.http.get(Method::POST, &path, "").map(drop)
    }
}

/// Counts a document that is there or refused for good; gives back one that is to be sent again.
fn settle(document: Outgoing, item: &Value, sent: &Sent) -> Option<Outgoing> {
    let item = &item["create"];
    match item["status"].as_u64().unwrap_or(0) {
        200..=299 => sent.new.fetch_add(1, Ordering::Relaxed),
        409 => sent.known.fetch_add(1, Ordering::Relaxed),
        // Too much at once, or a node that is gone for now.
        429 | 500.. => return Some(document),
        _ => {
            sent.refuse(&document, reason(item));
            0
        }
    };
    None
}
