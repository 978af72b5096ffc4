//! Questions to a cluster over HTTP: the calls that Elasticsearch from 7.10 on and OpenSearch share.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Method;
use ureq::http::Request;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use url::Url;

use super::keys;
use super::settings::Settings;
use crate::archive::Error;

/// Nobody needs a longer answer: reports of one dossier have a hundredth of it.
const LONGEST: u64 = 256 << 20;
/// How long the address of a node may take to answer to a connection: longer, and the next node is asked.
const CONNECT: Duration = Duration::from_millis(1_000);

/// How long what loads reports waits for one answer, how often it asks again, and how long it waits before that.
const PATIENCE: Duration = Duration::from_secs(120);
pub const AGAIN: u32 = 10;
pub const PAUSE: Duration = Duration::from_millis(250);
pub const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// The nodes of a cluster.
pub struct Http {
    agent: Agent,
    nodes: Vec<Node>,
    /// The node that answered last.
    good: AtomicUsize,
    name: String,
    /// How often it is asked again when it has no time or no node.
    again: u32,
}

struct Node {
    url: Url,
    authorization: Option<String>,
}

/// What a cluster said.
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Http {
    pub fn new(settings: &Settings) -> Result<Http, Error> {
        let name = settings.name();
        let failed = |why: String| Error::Cluster {
            name: name.clone(),
            why,
        };
        let nodes = settings.urls.iter().map(|url| {
            let authorization = keys::authorization(url).map_err(|why| Error::Cluster {
                name: url.to_string(),
                why,
            })?;
            Ok(Node {
                url: url.clone(),
                authorization,
            })
        });
        let nodes = nodes.collect::<Result<_, Error>>()?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT.min(settings.timeout)))
            .timeout_global(Some(settings.timeout))
            // A cluster stands in the newsroom's own network.
            .proxy(None)
            .tls_config(tls(settings).map_err(failed)?)
            .build();
        Ok(Http {
            agent: agent.into(),
            nodes,
            good: AtomicUsize::new(0),
            name,
            again: 0,
        })
    }

    pub fn failure(&self, why: impl Into<String>) -> Error {
        Error::Cluster {
            name: self.name.clone(),
            why: why.into(),
        }
    }

    /// The same for what may take long, and is asked again while the cluster has no time or no node.
    pub fn patient(settings: &Settings) -> Result<Http, Error> {
        let patient = Settings {
            timeout: settings.timeout.max(PATIENCE),
            ..settings.clone()
        };
        Ok(Http {
            again: AGAIN,
            ..Http::new(&patient)?
        })
    }

    /// Asks one node after the other, the one that answered last first, until one answers for itself. `body` is JSON, or
    /// lines of it. An answer of any status is one, but for those of a node that cannot serve.
    pub fn ask(&self, method: Method, path: &str, body: &str) -> Result<Answer, Error> {
        let mut pause = PAUSE;
        for _ in 0..self.again {
            match self.ask_nodes(&method, path, body) {
                Ok(answer) if answer.status != 429 => return Ok(answer),
                Ok(_) | Err(_) => thread::sleep(pause),
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        self.ask_nodes(&method, path, body)
    }

    fn ask_nodes(&self, method: &Method, path: &str, body: &str) -> Result<Answer, Error> {
        let good = self.good.load(Ordering::Relaxed);
        let mut why = String::new();
        for turn in 0..self.nodes.len() {
            let at = (good + turn) % self.nodes.len();
            match self.ask_node(&self.nodes[at], method.clone(), path, body) {
                Ok(answer) if matches!(answer.status, 502..=504) => {
                    why = format!("answers {}: {}", answer.status, reason(&answer.body));
                }
                Ok(answer) => {
                    self.good.store(at, Ordering::Relaxed);
                    return Ok(answer);
                }
                Err(error) => why = advice(&error),
            }
        }
        Err(self.failure(why))
    }

    /// The same for what has to succeed.
    pub fn get(&self, method: Method, path: &str, body: &str) -> Result<Value, Error> {
        let answer = self.ask(method, path, body)?;
        match answer.status {
            200..=299 => Ok(answer.body),
            _ => Err(self.refusal(&answer)),
        }
    }

    pub fn refusal(&self, answer: &Answer) -> Error {
        self.failure(refusal(answer.status, &answer.body))
    }

    /// Of one question among several.
    pub fn refused(&self, response: &Value) -> Error {
        let status = response["status"].as_u64().unwrap_or(500);
        self.failure(refusal(status as u16, response))
    }

    fn ask_node(&self, node: &Node, method: Method, path: &str, body: &str) -> Result<Answer, ureq::Error> {
        let url = format!("{}{path}", node.url);
        let mut request = Request::builder().method(method).uri(url);
        if let Some(authorization) = &node.authorization {
            request = request.header("authorization", authorization);
        }
        let kind = match body.ends_with('\n') {
            true => "application/x-ndjson",
            false => "application/json",
        };
        let mut response = match *request.method_ref().unwrap_or(&Method::GET) {
            Method::GET => self.agent.run(request.body(())?),
            // With its length, though that be 0: some proxies wait for what is sent in chunks.
            _ => self.agent.run(request.header("content-type", kind).body(body)?),
        }?;
        let status = response.status().as_u16();
        let bytes = response.body_mut().with_config().limit(LONGEST).read_to_vec()?;
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { status, body })
    }
}

fn tls(settings: &Settings) -> Result<TlsConfig, String> {
    let roots = match &settings.ca {
        None => RootCerts::PlatformVerifier,
        Some(file) => {
            let shown = file.display();
            let pem = fs::read(file).map_err(|error| format!("{shown}: cannot be read: {error}"))?;
            let certificates: Vec<_> = parse_pem(&pem)
                .filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                })
                .collect();
            if certificates.is_empty() {
                return Err(format!("{shown}: holds no certificate in PEM"));
            }
            RootCerts::Specific(Arc::new(certificates))
        }
    };
    Ok(TlsConfig::builder()
        .root_certs(roots)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build())
}

/// Why nothing came back, and what to do.
fn advice(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => {
            "takes too long to answer; is it overloaded, or `timeout` too short?".into()
        }
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            "refuses connections; does it run?".into()
        }
        ureq::Error::HostNotFound => "is not known by this name; is the network there?".into(),
        ureq::Error::Rustls(error) => {
            format!("shows a certificate that is not trusted ({error}); `ca` names the one it is signed with")
        }
        error => format!("does not answer: {error}"),
    }
}

/// Why a question was refused, and what to do.
fn refusal(status: u16, body: &Value) -> String {
    let reason = reason(body);
    match status {
        401 => format!("wants other credentials: see “Shared archives” in the README ({reason})"),
        403 => format!("does not let these credentials read the index ({reason})"),
        404 => format!("has no such index: `copydesk index --to` makes one ({reason})"),
        429 => "has too much to do".into(),
        _ => format!("answers {status}: {reason}"),
    }
}

/// What an engine says of an error.
pub fn reason(body: &Value) -> String {
    let error = &body["error"];
    let causes = [
        &error["root_cause"][0]["reason"],
        &error["caused_by"]["reason"],
        &error["reason"],
        error,
    ];
    let reason = causes
        .iter()
        .find_map(|cause| cause.as_str())
        .unwrap_or("no reason given");
    reason.chars().take(200).collect()
}
