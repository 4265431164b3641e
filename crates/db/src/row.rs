//! What comes out of a statement.

use footbridge_care::ids::Id;
use jiff::{Timestamp, civil};
use serde::de::DeserializeOwned;

use crate::{DbError, Json, Word, pg, sqlite};

/// One value on its way out of a row, borrowed from the driver.
#[derive(Clone, Copy)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A real number.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// What can be read from one column. The error names what was expected, never what was found.
pub trait Read: Sized {
    /// Reads itself.
    fn read(cell: Cell<'_>) -> Result<Self, &'static str>;
}

macro_rules! read_int {
    ($($whole:ty),*) => {$(
        impl Read for $whole {
            fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
                match cell {
                    Cell::Int(number) => Self::try_from(number).map_err(|_| "a number in range"),
                    _ => Err("a whole number"),
                }
            }
        }
    )*};
}
read_int!(i64, i32, i16, i8, u64, u32, u16, u8, usize);

impl Read for bool {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Int(number) => Ok(number != 0),
            _ => Err("a yes or no"),
        }
    }
}
impl Read for f64 {
    #[expect(clippy::cast_precision_loss, reason = "a sum that happens to be whole is still a real number")]
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Real(number) => Ok(number),
            Cell::Int(number) => Ok(number as Self),
            _ => Err("a real number"),
        }
    }
}
impl Read for String {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        text(cell).map(str::to_owned)
    }
}
impl Read for Vec<u8> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Blob(bytes) => Ok(bytes.to_vec()),
            _ => Err("bytes"),
        }
    }
}
impl<T: Read> Read for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        match cell {
            Cell::Null => Ok(None),
            cell => T::read(cell).map(Some),
        }
    }
}
impl<K> Read for Id<K> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        text(cell)?.parse().map_err(|_| "an id")
    }
}
impl Read for Timestamp {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        Self::from_microsecond(i64::read(cell)?).map_err(|_| "a point in time")
    }
}
impl Read for civil::Date {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        text(cell)?.parse().map_err(|_| "a date")
    }
}
impl Read for civil::Time {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        text(cell)?.parse().map_err(|_| "a time of day")
    }
}
impl<T: DeserializeOwned> Read for Json<T> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        serde_json::from_str(text(cell)?).map(Self).map_err(|_| "JSON of the promised shape")
    }
}

impl<T: DeserializeOwned> Read for Word<T> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        let word = text(cell)?.to_owned();
        serde_json::from_value(serde_json::Value::String(word)).map(Self).map_err(|_| "one of the words it may be")
    }
}

fn text(cell: Cell<'_>) -> Result<&str, &'static str> {
    match cell {
        Cell::Text(text) => Ok(text),
        _ => Err("text"),
    }
}

/// One row, borrowed from either driver.
pub struct Row<'r>(pub(crate) Driver<'r>);

pub(crate) enum Driver<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// The value of a column, counted from 0.
    pub fn get<T: Read>(&self, column: usize) -> Result<T, DbError> {
        let read = match &self.0 {
            Driver::Sqlite(row) => sqlite::cell(row, column).and_then(T::read),
            Driver::Postgres(row) => pg::cell(row, column).and_then(T::read),
        };
        read.map_err(|wanted| DbError::internal(format!("column {column} is not {wanted}")))
    }

    /// The names of its columns.
    pub fn names(&self) -> Vec<String> {
        match &self.0 {
            Driver::Sqlite(row) => row.as_ref().column_names().map(str::to_owned).collect(),
            Driver::Postgres(row) => row.columns().iter().map(|column| column.name().to_owned()).collect(),
        }
    }
}

/// What can be made from a row: one readable value, a tuple of them, or a struct made with [`crate::row!`].
pub trait FromRow: Sized {
    /// The names that the columns must have, in order; `None` when any will do.
    const NAMES: Option<&'static [&'static str]> = None;

    /// Makes itself.
    fn from_row(row: &Row<'_>) -> Result<Self, DbError>;
}

impl<T: Read> FromRow for T {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get(0)
    }
}

macro_rules! from_tuple {
    ($($name:ident $column:literal),*) => {
        impl<$($name: Read),*> FromRow for ($($name,)*) {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                Ok(($(row.get::<$name>($column)?,)*))
            }
        }
    };
}
from_tuple!(A 0, B 1);
from_tuple!(A 0, B 1, C 2);
from_tuple!(A 0, B 1, C 2, D 3);
from_tuple!(A 0, B 1, C 2, D 3, E 4);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
from_tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

/// A struct whose fields are the columns of a statement, in order and by name.
///
/// ```ignore
/// row! {
///     /// A room as the week shows it.
///     pub struct RoomRow { pub id: RoomId, pub name: String, pub seats: Option<u32> }
/// }
/// let rooms: Vec<RoomRow> = tx.sql("SELECT id, name, seats FROM room WHERE site_id = $1").bind(site).all()?;
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),* }

        impl $crate::FromRow for $name {
            const NAMES: Option<&'static [&'static str]> = Some(&[$(stringify!($field)),*]);

            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::DbError> {
                let mut column = 0_usize..;
                Ok(Self { $($field: row.get::<$type>(column.next().unwrap_or_default())?),* })
            }
        }
    };
}
