//! A PostgreSQL cluster of this process's own: started once, on a socket in a directory nobody else uses, ended with the process.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use footbridge_db::{Db, DbConfig};

use crate::engines::fast_directory;

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A database of one test.
pub(crate) struct Own {
    pub(crate) url: String,
    name: String,
}

impl Own {
    /// Makes room for the next. A test that failed leaves its database to be looked at while the process lives.
    pub(crate) fn remove(self) {
        let admin = server().ok().and_then(|server| postgres::Client::connect(&server.url("postgres"), postgres::NoTls).ok());
        if let Some(mut admin) = admin {
            let _ = admin.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        }
    }
}

/// A new database, migrated or empty; or why there is none.
pub(crate) fn database(migrated: bool) -> Result<Own, String> {
    let server = server()?;
    let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let template = if migrated { server.template.as_str() } else { "template0" };
    let mut admin = postgres::Client::connect(&server.url("postgres"), postgres::NoTls).map_err(|error| error.to_string())?;
    admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).map_err(|error| error.to_string())?;
    Ok(Own { url: server.url(&name), name })
}

struct Server {
    base: String,
    template: String,
    _keeper: Option<Child>,
}

impl Server {
    fn url(&self, name: &str) -> String {
        let (front, options) = self.base.split_once('?').unwrap_or((&self.base, ""));
        format!("{}/{name}?{options}", front.trim_end_matches('/'))
    }
}

fn server() -> Result<&'static Server, String> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref().map_err(Clone::clone)
}

fn start() -> Result<Server, String> {
    let template = format!("template_{}", std::process::id());
    let server = match env::var("FOOTBRIDGE_TEST_POSTGRES") {
        Ok(base) => Server { base, template, _keeper: None },
        Err(_) => start_own(template)?,
    };
    let mut admin = postgres::Client::connect(&server.url("postgres"), postgres::NoTls).map_err(|error| error.to_string())?;
    admin.batch_execute(&format!("CREATE DATABASE {} TEMPLATE template0", server.template)).map_err(|error| error.to_string())?;
    let db = Db::open(&DbConfig::new(server.url(&server.template))).map_err(|error| error.to_string())?;
    db.migrate().expect("the migrations apply to PostgreSQL");
    drop(db);
    wait_until_unused(&mut admin, &server.template);
    Ok(server)
}

/// A template cannot be copied while anybody is connected to it, and connections close a moment after they are dropped.
fn wait_until_unused(admin: &mut postgres::Client, name: &str) {
    for _ in 0..500 {
        let users = admin.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", &[&name]).unwrap_or_default();
        if users.is_empty() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// What the keeper does: make the cluster, run it, and when its standard input closes (this process has ended, however it
/// ended) stop that one server and remove its directory.
const KEEPER: &str = r#"
set -u
cd "$DIR" || exit 1
"$BIN/initdb" -D "$DIR/data" -U footbridge -A trust -E UTF8 --locale=C --no-sync --no-instructions >"$DIR/log" 2>&1 || { echo failed; exit 1; }
"$BIN/postgres" -D "$DIR/data" -c listen_addresses= -c unix_socket_directories="$DIR" -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c shared_buffers=64MB -c max_connections=200 -c autovacuum=off >>"$DIR/log" 2>&1 </dev/null &
server=$!
echo started
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$DIR"
"#;

fn start_own(template: String) -> Result<Server, String> {
    let bin = find_programs().ok_or("its programs initdb and postgres are not on this machine")?;
    let directory = fast_directory().join(format!("footbridge-pg-{}", std::process::id()));
    fs::create_dir_all(&directory).map_err(|error| error.to_string())?;
    let mut keeper = keeper(&bin, &directory)?;
    let socket = directory.display().to_string().replace('/', "%2F");
    let server = Server { base: format!("postgres://footbridge@{socket}"), template, _keeper: None };
    for _ in 0..1200 {
        if postgres::Client::connect(&server.url("postgres"), postgres::NoTls).is_ok() {
            return Ok(Server { _keeper: Some(keeper), ..server });
        }
        if keeper.try_wait().is_ok_and(|ended| ended.is_some()) {
            break;
        }
        thread::sleep(Duration::from_millis(25));
    }
    let log = fs::read_to_string(directory.join("log")).unwrap_or_default();
    let _ = fs::remove_dir_all(&directory);
    Err(format!("its cluster did not start: {log}"))
}

/// The shell that owns the server. PostgreSQL refuses to run as root, so root hands it to the user `postgres`.
fn keeper(bin: &Path, directory: &Path) -> Result<Child, String> {
    let mut command = if is_root(directory) {
        run(Command::new("chown").arg("postgres").arg(directory))?;
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh", "-c", KEEPER]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", KEEPER]);
        command
    };
    command.env("DIR", directory).env("BIN", bin).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    if let Some(input) = child.stdin.as_mut() {
        input.flush().map_err(|error| error.to_string())?;
    }
    Ok(child)
}

#[cfg(unix)]
fn is_root(directory: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(directory).is_ok_and(|meta| meta.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("chown ended with {status}")),
        Err(error) => Err(error.to_string()),
    }
}

fn find_programs() -> Option<PathBuf> {
    let has_both = |directory: &PathBuf| directory.join("initdb").is_file() && directory.join("postgres").is_file();
    let mut debian: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort();
    let path = env::var_os("PATH").unwrap_or_default();
    debian.into_iter().rev().chain(env::split_paths(&path)).find(has_both)
}
