//! The server engine: connecting, running statements, and what its errors mean.

use std::{collections::HashMap, sync::Arc, thread, time::Duration};

use postgres::{
    Client, Config, NoTls, Statement,
    config::Host,
    error::SqlState,
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};

use crate::{
    Cause, Cell, DbError, Row, Value,
    conn::Visit,
    dialect::{self, Engine, Mode},
    row::Driver,
};

/// More statements than a release has; beyond it something makes them up, and the cache starts again.
const CACHED: usize = 2000;

type Error = Box<dyn std::error::Error + Sync + Send>;

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

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut bytes::BytesMut) -> Result<IsNull, Error> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Self::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Self::Int(number), &Type::INT2) => i16::try_from(*number)?.to_sql(ty, out),
            (Self::Int(number), &Type::BOOL) => (*number != 0).to_sql(ty, out),
            #[expect(clippy::cast_precision_loss, reason = "a whole number bound where a real one is wanted")]
            (Self::Int(number), &Type::FLOAT8) => (*number as f64).to_sql(ty, out),
            (Self::Real(number), &Type::FLOAT8) => number.to_sql(ty, out),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::BPCHAR | &Type::NAME | &Type::UNKNOWN) => text.to_sql(ty, out),
            (Self::Text(text), &Type::JSON) => {
                out.extend_from_slice(text.as_bytes());
                Ok(IsNull::No)
            }
            (Self::Blob(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (value, ty) => Err(format!("{value:?} bound where {ty} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct Any<'a>(Cell<'a>);

impl<'a> FromSql<'a> for Any<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Error> {
        Ok(Self(match *ty {
            Type::BOOL => Cell::Int(i64::from(bool::from_sql(ty, raw)?)),
            Type::INT2 => Cell::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::INT4 => Cell::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT8 => Cell::Int(i64::from_sql(ty, raw)?),
            Type::FLOAT4 => Cell::Real(f64::from(f32::from_sql(ty, raw)?)),
            Type::FLOAT8 => Cell::Real(f64::from_sql(ty, raw)?),
            Type::NUMERIC => numeric(raw)?,
            Type::BYTEA => Cell::Blob(raw),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON | Type::UNKNOWN => Cell::Text(std::str::from_utf8(raw)?),
            _ => {
                return Err(format!("a column of type {ty}, which the engines do not share").into());
            }
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Error> {
        Ok(Self(Cell::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

pub(crate) fn cell(row: &postgres::Row, column: usize) -> Result<Cell<'_>, &'static str> {
    row.try_get::<_, Any<'_>>(column).map(|any| any.0).map_err(|_| "a column of a shared type")
}

/// `sum` of whole numbers is `NUMERIC` on PostgreSQL; here it is a whole number again, and an average a real one.
fn numeric<'a>(raw: &[u8]) -> Result<Cell<'a>, Error> {
    let words: Vec<i16> = raw.chunks_exact(2).map(|pair| pair.try_into().map(i16::from_be_bytes)).collect::<Result<_, _>>()?;
    let [_, weight, sign, scale, digits @ ..] = words.as_slice() else {
        return Err("a number cut short".into());
    };
    let negative = *sign == 0x4000;
    if *scale == 0 {
        let mut whole = 0_i64;
        for place in 0..=i64::from(*weight) {
            let digit = digits.get(usize::try_from(place)?).copied().unwrap_or(0);
            whole = whole.checked_mul(10_000).and_then(|sum| sum.checked_add(i64::from(digit))).ok_or("a sum too large")?;
        }
        return Ok(Cell::Int(if negative { -whole } else { whole }));
    }
    let mut real = 0.0;
    for (digit, place) in digits.iter().zip(0_i32..) {
        real += f64::from(*digit) * 10_000_f64.powi(i32::from(*weight) - place);
    }
    Ok(Cell::Real(if negative { -real } else { real }))
}
