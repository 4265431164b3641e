//! The names people sign in with.

use std::{fmt, str::FromStr};

/// A user name: 2 to 40 small letters, digits, dots, dashes and underscores, beginning with a letter. Capital letters are made small.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserName(String);

/// An e-mail address, as far as can be told without writing to it. Kept as typed; letters' case does not tell two apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no user name, or no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotAName(&'static str);

impl FromStr for UserName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let name = text.trim().to_ascii_lowercase();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
        let fits = (2..=40).contains(&name.len()) && name.starts_with(|first: char| first.is_ascii_lowercase());
        if fits && name.bytes().all(plain) {
            Ok(Self(name))
        } else {
            Err(NotAName("a user name has 2 to 40 letters, digits, dots, dashes or underscores and begins with a letter"))
        }
    }
}

impl FromStr for Email {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let text = text.trim();
        let fits = text.len() <= 254 && !text.chars().any(|each| each.is_whitespace() || each.is_control());
        let parts = text.split_once('@').filter(|(local, host)| !local.is_empty() && host.contains('.') && !host.contains('@'));
        match parts {
            Some((_, host)) if fits && !host.starts_with('.') && !host.ends_with('.') => Ok(Self(text.to_owned())),
            _ => Err(NotAName("an e-mail address looks like name@example.org")),
        }
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_are_plain_and_small() {
        assert_eq!("  M.Lopez ".parse::<UserName>().unwrap().to_string(), "m.lopez");
        for wrong in ["", "a", "1ana", "ana lopez", "ana@x.org", "añа", &"a".repeat(41)] {
            assert!(wrong.parse::<UserName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn e_mail_addresses_have_a_name_and_a_host() {
        assert!("Ana.Lopez@clinic.example.org".parse::<Email>().is_ok());
        for wrong in ["", "ana", "@x.org", "ana@org", "a b@x.org", "a@b@x.org", "a@.org", "a@org."] {
            assert!(wrong.parse::<Email>().is_err(), "{wrong}");
        }
    }
}
