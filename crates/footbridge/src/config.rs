//! The configuration file: TOML, for what would otherwise be flags.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::stop::Stop;

/// What a configuration file may say. A flag of the command line holds before it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where storage is: `sqlite:/path/clinic.db` or `postgres://…`.
    pub database: Option<String>,
    /// The address to listen on.
    pub listen: Option<SocketAddr>,
    /// The key file.
    pub key: Option<PathBuf>,
}

/// Reads a configuration file.
pub fn load(path: &Path) -> Result<Config, Stop> {
    let bytes = crate::files::bytes(path)?;
    let name = path.display();
    let text = String::from_utf8(bytes).map_err(|_| Stop::input(format!("{name}:1: is not UTF-8 text")))?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or("").matches('\n').count() + 1);
        Stop::input(format!("{name}:{line}: {}", error.message()))
    })
}
