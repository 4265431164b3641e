//! Values on their way to and from the server.

use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::{Cell, Value};

type Error = Box<dyn std::error::Error + Sync + Send>;

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
