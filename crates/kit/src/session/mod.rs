//! Who is signed in: an opaque token in a cookie, its hash in storage, expiry when idle and at the latest, revocation at once.

mod cookie;
mod store;
mod token;

pub use cookie::CookieKind;
pub use store::{Limits, NewSignIn, SignInRow, end, end_all, list, open};
pub(crate) use store::{find, touch};
pub use token::Token;
