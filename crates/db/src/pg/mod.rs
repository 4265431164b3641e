//! The server engine: connecting, running statements, and what its errors mean.

mod values;

use std::{collections::HashMap, sync::Arc, thread, time::Duration};

use postgres::{Client, Config, NoTls, Statement, config::Host, error::SqlState, types::ToSql};

use crate::{
    Cause, DbError, Row, Value,
    conn::Visit,
    dialect::{self, Engine, Mode},
    row::Driver,
};

pub(crate) use values::cell;

/// More statements than a release has; beyond it something makes them up, and the cache starts again.
const CACHED: usize = 2000;

/// How to reach a server, as often as connections are needed.
#[derive(Clone)]
pub(crate) struct Server {
    config: Config,
    pub(crate) place: Arc<str>,
    /// Whether commits wait for the disk.
    pub(crate) synced: Arc<std::sync::atomic::AtomicBool>,
}

impl Server {
    pub(crate) fn new(url: &str, deadline: Duration) -> Result<Self, DbError> {
        let parsed: Result<Config, _> = url.parse();
        let Ok(mut config) = parsed else {
            return Err(DbError::unavailable("the PostgreSQL URL", Cause::CannotOpen("it is not postgres://user@host/name".into())));
        };
        config.connect_timeout(deadline).application_name("footbridge");
        let ms = deadline.as_millis();
        let old = config.get_options().unwrap_or_default().to_owned();
        config.options(&format!("{old} -c lock_timeout={ms} -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"));
        let place = place(&config).into();
        Ok(Self { config, place, synced: Arc::default() })
    }

    pub(crate) fn connect(&self) -> Result<Pg, DbError> {
        let client = self.config.connect(NoTls).map_err(|error| cannot_connect(&self.place, &error))?;
        Ok(Pg { client: Some(client), prepared: HashMap::new(), server: self.clone() })
    }
}

/// The server and database in words; never the user or the password.
fn place(config: &Config) -> String {
    let hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        })
        .collect();
    let name = config.get_dbname().unwrap_or("(default)");
    format!("PostgreSQL database {name} at {}", hosts.join(", "))
}

fn cannot_connect(place: &str, error: &postgres::Error) -> DbError {
    let cause = match error.as_db_error() {
        Some(said) if said.code() == &SqlState::INVALID_CATALOG_NAME => Cause::Missing,
        Some(said) => Cause::CannotOpen(format!("the server refused ({})", said.code().code())),
        None => {
            let source = std::error::Error::source(error);
            Cause::CannotOpen(source.map_or_else(|| error.to_string(), ToString::to_string))
        }
    };
    DbError::unavailable(place, cause)
}

/// One connection to the server.
pub(crate) struct Pg {
    client: Option<Client>,
    prepared: HashMap<String, Statement>,
    server: Server,
}

impl Drop for Pg {
    /// The driver must not be dropped on a thread of an asynchronous runtime, and we cannot know on which we are.
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = thread::Builder::new().name("pg-close".into()).spawn(move || drop(client));
        }
    }
}

impl Pg {
    pub(crate) fn is_alive(&self) -> bool {
        self.client.as_ref().is_some_and(|client| !client.is_closed())
    }

    pub(crate) fn begin(&mut self, mode: Mode) -> Result<(), DbError> {
        let begun = self.batch(dialect::begin(Engine::Postgres, mode));
        if begun.is_err() && !self.is_alive() {
            // The server closed a resting connection; nothing was begun, so nothing can be done twice.
            *self = self.server.connect()?;
            self.batch(dialect::begin(Engine::Postgres, mode))?;
        } else {
            begun?;
        }
        if self.server.synced.load(std::sync::atomic::Ordering::Relaxed) || mode == Mode::Read {
            return Ok(());
        }
        self.batch("SET LOCAL synchronous_commit TO OFF")
    }

    pub(crate) fn commit(&mut self) -> Result<(), DbError> {
        self.batch("COMMIT")
    }

    pub(crate) fn rollback(&mut self) -> Result<(), DbError> {
        self.batch("ROLLBACK")
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), DbError> {
        self.run(text, |client| client.batch_execute(text))
    }

    pub(crate) fn prepare(&mut self, text: &str) -> Result<(), DbError> {
        self.run(text, |client| client.prepare(&dialect::for_postgres(text)).map(drop))
    }

    pub(crate) fn execute(&mut self, text: &str, values: &[Value]) -> Result<u64, DbError> {
        let statement = self.prepared(text, values)?;
        self.run(text, |client| client.execute(&statement, &dynamic(values)))
    }

    pub(crate) fn query(&mut self, text: &str, values: &[Value], visit: Visit<'_>) -> Result<(), DbError> {
        let statement = self.prepared(text, values)?;
        let rows = self.run(text, |client| client.query(&statement, &dynamic(values)))?;
        rows.iter().try_for_each(|row| visit(&Row(Driver::Postgres(row))))
    }

    fn prepared(&mut self, text: &str, values: &[Value]) -> Result<Statement, DbError> {
        let statement = match self.prepared.get(text) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.run(text, |client| client.prepare(&dialect::for_postgres(text)))?;
                if self.prepared.len() >= CACHED {
                    self.prepared.clear();
                }
                self.prepared.insert(text.to_owned(), statement.clone());
                statement
            }
        };
        let wanted = statement.params().len();
        if wanted == values.len() {
            return Ok(statement);
        }
        Err(DbError::internal(format!("{wanted} values wanted, {} given, in: {text}", values.len())))
    }

    fn run<T>(&mut self, text: &str, act: impl FnOnce(&mut Client) -> Result<T, postgres::Error>) -> Result<T, DbError> {
        let place = &self.server.place;
        let lost = || DbError::unavailable(place, Cause::Lost("the connection ended".into()));
        let client = self.client.as_mut().ok_or_else(lost)?;
        act(client).map_err(|error| failure(place, text, &error))
    }
}

fn dynamic(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// What an error of PostgreSQL means to us. Its messages may quote values, so only codes and names are kept.
fn failure(place: &str, text: &str, error: &postgres::Error) -> DbError {
    let unavailable = |cause| DbError::unavailable(place, cause);
    let Some(said) = error.as_db_error() else {
        return if error.is_closed() {
            unavailable(Cause::Lost("the connection ended".into()))
        } else {
            DbError::internal(format!("{error} in: {text}"))
        };
    };
    let code = said.code().code();
    match code {
        "40001" | "40P01" => DbError::Again,
        "55P03" | "57014" | "53300" => DbError::Busy,
        "53100" => unavailable(Cause::Full),
        "25006" => unavailable(Cause::ReadOnly),
        "23503" => DbError::Conflict { constraint: "foreign_key".into() },
        "23502" => DbError::Conflict { constraint: column_of(said) },
        _ if code.starts_with("23") => DbError::Conflict { constraint: said.constraint().unwrap_or("unnamed").to_owned() },
        _ if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") || code.starts_with("58") => {
            unavailable(Cause::Lost(format!("the server reported {code}")))
        }
        _ if code.starts_with("42") => DbError::internal(format!("{code} {} in: {text}", said.message())),
        _ => DbError::internal(format!("{code} in: {text}")),
    }
}

fn column_of(said: &postgres::error::DbError) -> String {
    format!("{}.{}", said.table().unwrap_or_default(), said.column().unwrap_or_default())
}
