//! Three nodes of OpenSearch on this machine, one JVM each. `run` puts their classes where `COPYDESK_OPENSEARCH` says.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a cluster may take to start, or to mend itself.
const PATIENCE: Duration = Duration::from_secs(180);
pub const NODES: usize = 3;

pub struct Cluster {
    home: tempfile::TempDir,
    classes: PathBuf,
    ports: [(u16, u16); NODES],
    nodes: [Option<Child>; NODES],
}

impl Cluster {
    /// Starts all nodes and waits until every part of every index has its copies.
    pub fn start() -> Cluster {
        let classes =
            std::env::var_os("COPYDESK_OPENSEARCH").expect("tests/opensearch/run starts these tests");
        let mut cluster = Cluster {
            home: tempfile::tempdir().expect("a folder for the nodes"),
            classes: classes.into(),
            ports: free_ports(),
            nodes: [const { None }; NODES],
        };
        (0..NODES).for_each(|node| cluster.run(node));
        cluster.wait("green");
        cluster
    }

    pub fn url(&self, node: usize) -> String {
        format!("http://127.0.0.1:{}", self.ports[node].0)
    }

    pub fn port(&self, node: usize) -> u16 {
        self.ports[node].0
    }

    pub fn run(&mut self, node: usize) {
        let home = self.home.path().join(format!("node-{node}"));
        fs::create_dir_all(home.join("config")).expect("the node's folder");
        let log = File::create(home.join(format!("{}.log", self.ports[node].0))).expect("the node's log");
        let classpath = fs::read_to_string(self.classes.join("classpath")).expect("the classpath");
        let (http, transport) = self.ports[node];
        let seeds: Vec<String> = self
            .ports
            .iter()
            .map(|(_, port)| format!("127.0.0.1:{port}"))
            .collect();
        let child = Command::new("java")
            .args([
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.disable.jmx=true",
            ])
            .arg("-cp")
            .arg(format!("{}:{}", classpath.trim(), self.classes.display()))
            .arg("OneNode")
            .arg(&home)
            .arg("cluster.name=copydesk-test")
            .arg(format!("node.name=node-{node}"))
            .arg("network.host=127.0.0.1")
            .arg(format!("http.port={http}"))
            .arg(format!("transport.port={transport}"))
            .arg(format!("discovery.seed_hosts={}", seeds.join(",")))
            .arg("cluster.initial_master_nodes=node-0,node-1,node-2")
            .arg("cluster.routing.allocation.disk.threshold_enabled=false")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the node's log"))
            .stderr(log)
            .spawn()
            .expect("a JVM");
        self.nodes[node] = Some(child);
    }

    /// Ends a node by its process id, without a word.
    pub fn kill(&mut self, node: usize) {
        if let Some(mut child) = self.nodes[node].take() {
            child.kill().expect("the node runs");
            child.wait().expect("the node ends");
        }
    }

    /// Waits until any node says that the cluster is so.
    pub fn wait(&self, status: &str) {
        let nodes = self.nodes.iter().flatten().count();
        let until = Instant::now() + PATIENCE;
        loop {
            let health = (0..NODES).find_map(|node| get(&format!("{}/_cluster/health", self.url(node))));
            if health
                .as_ref()
                .is_some_and(|h| h["status"] == status && h["number_of_nodes"] == nodes)
            {
                return;
            }
            assert!(
                Instant::now() < until,
                "not {status} in time: {health:?}\n{}",
                self.log()
            );
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    fn log(&self) -> String {
        let log = self
            .home
            .path()
            .join("node-0")
            .join(format!("{}.log", self.ports[0].0));
        let text = fs::read_to_string(log).unwrap_or_default();
        text.chars().take(4_000).collect()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        (0..NODES).for_each(|node| self.kill(node));
    }
}

pub fn get(url: &str) -> Option<Value> {
    let mut response = ureq::get(url).call().ok()?;
    serde_json::from_str(&response.body_mut().read_to_string().ok()?).ok()
}

/// One for HTTP and one for the nodes among themselves, for each.
fn free_ports() -> [(u16, u16); NODES] {
    let sockets = [(); NODES * 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    let port = |at: usize| sockets[at].local_addr().expect("an address").port();
    [0, 1, 2].map(|node| (port(2 * node), port(2 * node + 1)))
}

/// A workspace whose archive is an index of the cluster.
pub fn workspace(urls: &[String], index: &str, rest: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a workspace");
    write(
        &folder.path().join("copydesk.toml"),
        &format!("{rest}\n[archive.opensearch]\nurl = {urls:?}\nindex = \"{index}\"\ntimeout = 20.0\n"),
    );
    folder
}

pub fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
