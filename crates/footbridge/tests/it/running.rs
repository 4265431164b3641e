//! Running the binary and reading its answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Nothing that a test asks of the command line may take longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// The one JSON document on standard output.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The same answer, which must have been given with this exit code and without a panic.
    #[track_caller]
    pub fn with_code(self, code: i32) -> Self {
        assert!(!self.err.contains("panicked"), "{self:?}");
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}

/// The binary with these arguments.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footbridge"));
    command.args(args).current_dir(root()).stdin(Stdio::null()).env_remove("FOOTBRIDGE_PASSWORD").env("RUST_BACKTRACE", "0");
    command
}

/// Runs the binary to its end.
#[track_caller]
pub fn footbridge(args: &[&str]) -> Answer {
    finish(command(args))
}

/// Runs a command to its end.
#[track_caller]
pub fn finish(mut command: Command) -> Answer {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
    let out = reader(child.stdout.take().expect("piped"));
    let err = reader(child.stderr.take().expect("piped"));
    let status = wait(&mut child, PATIENCE);
    Answer { code: status.code(), out: out.join().expect("read"), err: err.join().expect("read") }
}

fn reader(mut from: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        String::from_utf8(bytes).expect("what it prints is UTF-8")
    })
}

#[track_caller]
fn wait(child: &mut Child, patience: Duration) -> ExitStatus {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child of ours") {
            return status;
        }
        if started.elapsed() > patience {
            let _ = child.kill();
            panic!("still running after {patience:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is where it was built")
}

/// A shipped definition's path.
pub fn program(id: &str) -> String {
    format!("programs/{id}.toml")
}

/// The ids of the shipped programs.
pub const PROGRAMS: [&str; 8] = [
    "blue-heart-bridge",
    "blue-heart-homes",
    "blue-heart-iop",
    "blue-heart-virtual-iop",
    "integrated-iop",
    "php-step-down-iop",
    "roots-iop",
    "sana-lake-iop",
];

/// A server of ours that ends with the test.
pub struct Server {
    child: Child,
    pub url: String,
    out: Option<BufReader<ChildStdout>>,
}

impl Server {
    /// Starts one that says `listening on http://…` on standard error.
    #[track_caller]
    pub fn start(args: &[&str]) -> Self {
        let mut child = command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary starts");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let mut said = String::new();
        let url = lines.by_ref().map_while(Result::ok).find_map(|line| {
            said += &line;
            line.split_once("listening on ").map(|(_, url)| url.trim().to_owned())
        });
        thread::spawn(move || lines.for_each(drop));
        let Some(url) = url else {
            let _ = child.kill();
            panic!("it did not listen: {said}");
        };
        let out = child.stdout.take().map(BufReader::new);
        Self { child, url, out }
    }

    /// Starts one that answers with one JSON document when it is ready, and goes on serving.
    #[track_caller]
    pub fn ready(args: &[&str]) -> (Self, Value) {
        let mut child = command(args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let document = serde_json::Deserializer::from_reader(&mut out).into_iter::<Value>().next();
        let Some(Ok(document)) = document else {
            let _ = child.kill();
            panic!("it printed no document: {document:?}");
        };
        let url = document["url"].as_str().expect("a url").trim_end_matches('/').to_owned();
        (Self { child, url, out: Some(out) }, document)
    }

    /// `host:port`.
    pub fn authority(&self) -> &str {
        self.url.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Asks for a page without following where it leads: the head and the body as they came.
    #[track_caller]
    pub fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.authority()).expect("the server accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.authority()).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Asks it to stop as an operator does, and gives what it had printed on standard output.
    #[cfg(unix)]
    #[track_caller]
    pub fn stop(mut self) -> (ExitStatus, String) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let status = wait(&mut self.child, Duration::from_secs(20));
        let mut out = String::new();
        if let Some(reader) = self.out.as_mut() {
            let _ = reader.read_to_string(&mut out);
        }
        (status, out)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says plainly that something was not tested; a failure where everything has to be.
#[track_caller]
pub fn skipped(what: &str, why: &str) {
    let required = std::env::var_os("FOOTBRIDGE_REQUIRE_ALL").is_some_and(|value| value == "1");
    assert!(!required, "{what} are required, and {why}");
    // past the capture of the test harness: whoever runs the tests sees it
    let _ = writeln!(std::io::stderr(), "skipped: {what} ({why})");
}
