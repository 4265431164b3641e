//! What goes into a statement.

use std::fmt;

use footbridge_care::ids::Id;
use jiff::{Timestamp, civil};
use serde::Serialize;

/// One value on its way into a statement: the types that both engines share.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// `BIGINT`: whole numbers, microseconds since 1970 in UTC, booleans as 0 and 1.
    Int(i64),
    /// `DOUBLE PRECISION`.
    Real(f64),
    /// `TEXT`: words, ids, ISO dates, JSON.
    Text(String),
    /// `BYTEA`, `BLOB`: sealed values and hashes.
    Blob(Vec<u8>),
    /// A value that could not be written down; running the statement fails with these words.
    Unfit(&'static str),
}

/// Shows the type only: values are people's data.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Int(_) => "‹int›",
            Self::Real(_) => "‹real›",
            Self::Text(_) => "‹text›",
            Self::Blob(_) => "‹bytes›",
            Self::Unfit(_) => "‹unfit›",
        })
    }
}

/// What can be bound to a `$1` of a statement.
pub trait Bind {
    /// Itself as one of the shared types.
    fn value(self) -> Value;
}

macro_rules! bind_int {
    ($($whole:ty),*) => {$(
        impl Bind for $whole {
            fn value(self) -> Value {
                Value::Int(i64::from(self))
            }
        }
    )*};
}
bind_int!(i64, i32, i16, i8, u32, u16, u8, bool);

impl Bind for Value {
    fn value(self) -> Value {
        self
    }
}
impl Bind for f64 {
    fn value(self) -> Value {
        Value::Real(self)
    }
}
impl Bind for &str {
    fn value(self) -> Value {
        Value::Text(self.to_owned())
    }
}
impl Bind for String {
    fn value(self) -> Value {
        Value::Text(self)
    }
}
impl Bind for &String {
    fn value(self) -> Value {
        Value::Text(self.clone())
    }
}
impl Bind for Vec<u8> {
    fn value(self) -> Value {
        Value::Blob(self)
    }
}
impl Bind for &[u8] {
    fn value(self) -> Value {
        Value::Blob(self.to_vec())
    }
}
impl<T: Bind> Bind for Option<T> {
    fn value(self) -> Value {
        self.map_or(Value::Null, Bind::value)
    }
}
impl<K> Bind for Id<K> {
    fn value(self) -> Value {
        Value::Text(self.to_string())
    }
}
impl Bind for Timestamp {
    fn value(self) -> Value {
        Value::Int(self.as_microsecond())
    }
}
impl Bind for civil::Date {
    fn value(self) -> Value {
        Value::Text(self.to_string())
    }
}
/// As `HH:MM:SS`, so that text sorts as time does.
impl Bind for civil::Time {
    fn value(self) -> Value {
        Value::Text(self.strftime("%H:%M:%S").to_string())
    }
}

/// A value kept as JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Serialize> Bind for Json<T> {
    fn value(self) -> Value {
        serde_json::to_string(&self.0).map_or(Value::Unfit("a value that is not JSON"), Value::Text)
    }
}

/// A state or kind kept as its one word: an enum without data whose names serde knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: Serialize> Bind for Word<T> {
    fn value(self) -> Value {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(word)) => Value::Text(word),
            _ => Value::Unfit("a value that is not one word"),
        }
    }
}

/// Many texts in one `$1`: `WHERE id IN (SELECT value FROM json_each($1))`. See [`crate::dialect`].
pub struct Each<I>(pub I);

impl<I> Bind for Each<I>
where
    I: IntoIterator,
    I::Item: fmt::Display,
{
    fn value(self) -> Value {
        let texts: Vec<String> = self.0.into_iter().map(|item| item.to_string()).collect();
        Json(texts).value()
    }
}
