//! A living demo on one engine.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use crate::Args;

/// Where the demos' files are; gone when it is dropped.
pub struct Directory(pub PathBuf);

impl Directory {
    /// Makes one on the disk of the build, because a file system in memory has nothing to sync.
    pub fn new() -> Result<Self> {
        let path = PathBuf::from(format!("target/bench-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Where a demo is built.
pub enum Engine {
    /// In a file of this directory.
    Sqlite(PathBuf),
    /// In this database; its key in this directory.
    Postgres(String, PathBuf),
}

/// The engines that are measured.
pub fn engines(args: &Args, directory: &Directory) -> Vec<Engine> {
    let sqlite = Engine::Sqlite(directory.0.join("sqlite"));
    let postgres = args.postgres.clone().map(|url| Engine::Postgres(url, directory.0.join("postgres")));
    std::iter::once(sqlite).chain(postgres).collect()
}

/// A demo that serves.
pub struct Clinic {
    child: Child,
    /// Its engine.
    pub engine: Engine,
    /// `host:port`.
    pub authority: String,
    /// Role, user, password.
    pub sign_ins: Vec<(String, String, String)>,
    /// How long it took from the start of the process until it could be signed in to.
    pub ready_after: Duration,
}

impl Clinic {
    /// Builds a demo and waits until it is ready.
    pub fn open(args: &Args, engine: Engine) -> Result<Self> {
        let started = Instant::now();
        let mut command = Command::new(&args.binary);
        command.args(["demo", "--format", "json", "--listen", "127.0.0.1:0"]);
        command.args(["--clients", &args.clients.to_string(), "--weeks", &args.weeks.to_string()]);
        match &engine {
            Engine::Sqlite(directory) => command.arg("--data").arg(directory),
            Engine::Postgres(url, directory) => command.arg("--data").arg(directory).args(["--database", url]),
        };
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("{} does not start", args.binary.display()))?;
        let out = BufReader::new(child.stdout.take().context("piped")?);
        let document: Value = serde_json::Deserializer::from_reader(out).into_iter().next().context("the demo said nothing")??;
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let sign_ins = document["sign_ins"].as_array().context("no sign-ins")?;
        Ok(Self {
            child,
            engine,
            authority: text(&document["url"]).trim_start_matches("http://").trim_end_matches('/').to_owned(),
            sign_ins: sign_ins.iter().map(|one| (text(&one["role"]), text(&one["user"]), text(&one["password"]))).collect(),
            ready_after: started.elapsed(),
        })
    }

    /// Whether it is on SQLite.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// The engine's name.
    pub fn engine_name(&self) -> &'static str {
        if self.is_sqlite() { "SQLite" } else { "PostgreSQL" }
    }

    /// Name and password of a role.
    pub fn sign_in(&self, role: &str) -> Result<(&str, &str)> {
        let found = self.sign_ins.iter().find(|(named, ..)| named == role);
        found.map(|(_, user, password)| (user.as_str(), password.as_str())).ok_or_else(|| anyhow!("the demo has no {role}"))
    }

    /// Its memory in MB, where the system says it.
    pub fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(Path::new("/proc").join(self.child.id().to_string()).join("status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok().map(|kb| kb / 1024)
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
