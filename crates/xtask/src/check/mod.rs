//! Is the house as we say it is?

mod arrows;
mod migrations;
mod sizes;
mod words;

use anyhow::{Result, ensure};

use crate::workspace::{Graph, tracked};

/// Every rule; all that is broken is said at once.
pub fn all() -> Result<()> {
    let files = tracked()?;
    let broken: Vec<String> = [arrows::broken(&Graph::load()?), words::broken(&files), migrations::broken(&files)].concat();
    for line in sizes::advice(&files) {
        println!("advice: {line}");
    }
    for line in &broken {
        eprintln!("broken: {line}");
    }
    ensure!(broken.is_empty(), "{} of the house's rules are broken", broken.len());
    println!("the house is in order: {} files", files.len());
    Ok(())
}
