//! A shared archive: an index in an OpenSearch or Elasticsearch cluster. The cluster finds reports; what they say is read,
//! aligned and judged here, as with the index on disk.

mod ask;
mod fields;
mod http;
mod keys;
pub mod load;
mod schema;
mod settings;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use ureq::http::Method;

use self::ask::{Places, Question};
use self::http::Http;
pub use self::settings::{Settings, Written};
use super::intake::Reading;
use super::scan::Scan;
use super::{Archive, Error, Report};
use crate::story::{Story, word};

/// An archive of no more reports is fetched whole and gone through here, as one of files is.
const FEW: usize = 300;
/// When so many reports more were fetched, those before the last so many are forgotten.
const KEPT: usize = 600;

pub struct Cluster {
    http: Http,
    settings: Settings,
    places: Places,
    /// How many reports the index has, by the last answer.
    size: AtomicUsize,
    fetched: Mutex<Fetched>,
    /// Of a small index, all of it, with the documents that it was made of.
    whole: Mutex<Option<(Vec<Place>, Arc<Scan>)>>,
    /// What did not answer the last time.
    gap: Mutex<Option<String>>,
}

/// A document, and which state of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place(u64);

/// What a document is called in its cluster.
#[derive(Debug, Clone)]
struct Named {
    index: String,
    id: String,
}

/// Reports that were fetched. What one dossier is about to read outlives what another one fetches.
#[derive(Default)]
struct Fetched {
    young: Shelf,
    old: Shelf,
}

#[derive(Default)]
struct Shelf {
    /// `None` for documents that are no reports.
    by_place: FxHashMap<Place, Option<u64>>,
    by_id: FxHashMap<u64, Report>,
}

/// What the questions found, each best first, and what is asked by those names.
struct Found {
    answers: Vec<Vec<Place>>,
    names: FxHashMap<Place, Named>,
}

impl Cluster {
    /// Nothing is asked before a draft is: a cluster that is down now may be up by then.
    pub fn new(settings: &Settings) -> Result<Cluster, Error> {
        Ok(Cluster {
            http: Http::new(settings)?,
            settings: settings.clone(),
            places: Places::of(settings.fields.as_ref()),
            size: AtomicUsize::new(usize::MAX),
            fetched: Mutex::default(),
            whole: Mutex::default(),
            gap: Mutex::default(),
        })
    }

    /// Asks all questions at once, and how many reports there are.
    fn ask(&self, questions: &[Question]) -> Result<Found, Error> {
        let mut body = String::new();
        let count = json!({"size": 0, "query": self.reports(), "track_total_hits": true});
        let lines = questions.iter().map(|question| question.line(&self.places));
        for line in lines.chain([count]) {
            // The copies of a part differ in the order of equals: asked of the same one, a draft has the same reports.
            body.push_str("{\"preference\":\"copydesk\"}\n");
            body.push_str(&line.to_string());
            body.push('\n');
        }
        let path = format!("{}/_msearch", self.settings.index);
        let mut answer = self.http.get(Method::POST, &path, &body)?;
        let responses = match answer["responses"].take() {
            Value::Array(responses) if responses.len() == questions.len() + 1 => responses,
            _ => {
                return Err(self
                    .http
                    .failure("does not answer as OpenSearch or Elasticsearch do; is it one?"));
            }
        };
        let mut found = Found {
            answers: Vec::with_capacity(questions.len()),
            names: FxHashMap::default(),
        };
        let mut gap = None;
        for response in &responses {
            if !response["error"].is_null() {
                return Err(self.http.refused(response));
            }
            gap = gap.or_else(|| missing(response));
            found.answers.push(found_in(response, &mut found.names));
        }
        found.answers.pop();
        if let Some(count) = responses
            .last()
            .and_then(|last| last["hits"]["total"]["value"].as_u64())
        {
            self.size.store(count as usize, Ordering::Relaxed);
        }
        *lock(&self.gap) = gap;
        Ok(found)
    }

    /// What counts as a report: all but the withdrawals that an index of ours keeps.
    fn reports(&self) -> Value {
        match self.settings.fields {
            Some(_) => json!({"match_all": {}}),
            None => json!({"bool": {"must_not": {"exists": {"field": "withdrawn"}}}}),
        }
    }

    /// The ids of the reports at these places, in order. What is not in memory is fetched at once.
    fn fetch(&self, places: &[Place], names: &FxHashMap<Place, Named>) -> Result<Vec<u64>, Error> {
        let unknown: Vec<(Place, &Named)> = {
            let mut fetched = lock(&self.fetched);
            fetched.forget();
            let unknown = places.iter().filter(|place| !fetched.has(**place));
            unknown
                .filter_map(|place| Some((*place, names.get(place)?)))
                .collect()
        };
        let fresh = match unknown.is_empty() {
            true => Vec::new(),
            false => self.documents(&unknown)?,
        };
        let mut fetched = lock(&self.fetched);
        for ((place, _), document) in unknown.iter().zip(fresh) {
            match document {
                Ok(report) => fetched.young.put(*place, report),
                Err(why) => *lock(&self.gap) = Some(why),
            }
        }
        let mut seen = FxHashSet::default();
        let ids = places.iter().filter_map(|place| fetched.id(*place));
        Ok(ids.filter(|id| seen.insert(*id)).collect())
    }

    /// The reports that documents are; `None` for one that is none, an error for one that its part of the index did not
    /// give.
    fn documents(&self, wanted: &[(Place, &Named)]) -> Result<Vec<Result<Option<Report>, String>>, Error> {
        let sources = self.settings.fields.as_ref().map(fields::Fields::sources);
        let docs: Vec<Value> = wanted
            .iter()
            .map(|(_, named)| match &sources {
                None => json!({"_index": named.index, "_id": named.id}),
                Some(sources) => json!({"_index": named.index, "_id": named.id, "_source": sources}),
            })
            .collect();
        let mut answer = self
            .http
            .get(Method::POST, "_mget", &json!({"docs": docs}).to_string())?;
        let docs = match answer["docs"].take() {
            Value::Array(docs) if docs.len() == wanted.len() => docs,
            _ => return Err(self.http.failure("does not give the documents that it found")),
        };
        let document = |(mut doc, (_, named)): (Value, &(Place, &Named))| match doc["error"].is_null() {
            true => Ok(self.report_of(named, doc["_source"].take())),
            false => Err(format!(
                "parts of the shared archive do not answer: {}",
                http::reason(&doc)
            )),
        };
        Ok(docs.into_iter().zip(wanted).map(document).collect())
    }

    fn report_of(&self, named: &Named, source: Value) -> Option<Report> {
        let place = format!("{}/{}", named.index, named.id);
        if let Some(fields) = &self.settings.fields {
            return fields.report(&place, &source);
        }
        let mut report = serde_json::from_value::<schema::Document>(source).ok()?.report();
        // What was loaded on another machine has no file here that could be opened.
        if !report.path.exists() {
            report.path = place.into();
        }
        Some(report)
    }

    /// All of a small index.
    fn whole(&self) -> Result<Option<Arc<Scan>>, Error> {
        let size = self.size.load(Ordering::Relaxed);
        if size != usize::MAX && size > FEW {
            return Ok(None);
        }
        // Withdrawals are found with the reports, and are none.
        let found = self.ask(&[Question::all(2 * FEW)])?;
        if self.size.load(Ordering::Relaxed) > FEW {
            return Ok(None);
        }
        let mut places = found.answers.concat();
        places.sort_unstable();
        let mut whole = lock(&self.whole);
        if let Some((before, scan)) = &*whole
            && *before == places
        {
            return Ok(Some(Arc::clone(scan)));
        }
        let ids = self.fetch(&places, &found.names)?;
        let fetched = lock(&self.fetched);
        let reports = ids.iter().filter_map(|id| fetched.report(*id));
        let scan = Arc::new(Scan::new(reports.cloned().map(Reading::new).collect(), &[]));
        *whole = Some((places, Arc::clone(&scan)));
        Ok(Some(scan))
    }

    fn best(&self, found: &Found, limit: usize) -> Result<Vec<u64>, Error> {
        self.fetch(&ask::fused(&found.answers, limit), &found.names)
    }
}

impl Archive for Cluster {
    fn bearing_on(&self, story: &Story, limit: usize) -> Result<Vec<u64>, Error> {
        if let Some(whole) = self.whole()? {
            return whole.bearing_on(story, limit);
        }
        let found = self.ask(&ask::of_story(story, &self.places))?;
        self.best(&found, limit)
    }

    fn search_each(&self, texts: &[&str], limit: usize) -> Result<Vec<Vec<u64>>, Error> {
        if let Some(whole) = self.whole()? {
            return whole.search_each(texts, limit);
        }
        let asked: Vec<Vec<Question>> = texts
            .iter()
            .map(|text| ask::of_words(text, &self.places, limit))
            .collect();
        let counts: Vec<usize> = asked.iter().map(Vec::len).collect();
        let found = self.ask(&asked.into_iter().flatten().collect::<Vec<_>>())?;
        let mut answers = found.answers.into_iter();
        let best: Vec<Vec<Place>> = counts
            .into_iter()
            .map(|count| ask::fused(&answers.by_ref().take(count).collect::<Vec<_>>(), limit))
            .collect();
        self.fetch(&best.concat(), &found.names)?;
        best.iter()
            .map(|places| self.fetch(places, &found.names))
            .collect()
    }

    fn report(&self, id: u64) -> Result<Option<Report>, Error> {
        Ok(lock(&self.fetched).report(id).cloned())
    }

    fn size(&self) -> usize {
        match self.size.load(Ordering::Relaxed) {
            usize::MAX => 0,
            size => size,
        }
    }

    fn edition(&self) -> u64 {
        word::hash(&self.settings.name())
    }

    fn gap(&self) -> Option<String> {
        lock(&self.gap).clone()
    }
}

impl Fetched {
    fn has(&self, place: Place) -> bool {
        self.young.by_place.contains_key(&place) || self.old.by_place.contains_key(&place)
    }

    fn id(&self, place: Place) -> Option<u64> {
        let known = self
            .young
            .by_place
            .get(&place)
            .or_else(|| self.old.by_place.get(&place));
        known.copied().flatten()
    }

    fn report(&self, id: u64) -> Option<&Report> {
        self.young.by_id.get(&id).or_else(|| self.old.by_id.get(&id))
    }

    fn forget(&mut self) {
        if self.young.by_id.len() > KEPT {
            self.old = std::mem::take(&mut self.young);
        }
    }
}

impl Shelf {
    fn put(&mut self, place: Place, report: Option<Report>) {
        self.by_place
            .insert(place, report.as_ref().map(|report| report.id));
        self.by_id.extend(report.map(|report| (report.id, report)));
    }
}

/// What of an index did not answer, in words.
fn missing(response: &Value) -> Option<String> {
    let count = |name: &str| response["_shards"][name].as_u64().unwrap_or(0);
    let (total, failed) = (
        count("total"),
        count("failed").max(count("total").saturating_sub(count("successful"))),
    );
    match response["timed_out"].as_bool() {
        _ if failed > 0 => Some(format!(
            "{failed} of {total} parts of the shared archive do not answer"
        )),
        Some(true) => Some("the shared archive answers in part only, for want of time".into()),
        _ => None,
    }
}

/// The documents of an answer, best first.
fn found_in(response: &Value, names: &mut FxHashMap<Place, Named>) -> Vec<Place> {
    let hits = response["hits"]["hits"].as_array().map_or(&[][..], Vec::as_slice);
    let hit = |hit: &Value| {
        let (index, id) = (hit["_index"].as_str()?, hit["_id"].as_str()?);
        let place = Place(word::hash(&format!("{index}\n{id}\n{}", hit["_version"])));
        names.entry(place).or_insert_with(|| Named {
            index: index.to_owned(),
            id: id.to_owned(),
        });
        Some(place)
    };
    hits.iter().filter_map(hit).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
