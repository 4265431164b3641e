//! Checkpoints kept outside the database: one line each, in a file that only grows. Copied off the machine, they show when the whole
//! database was replaced by an older one.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use jiff::Timestamp;

use super::Checkpoint;

/// Adds a checkpoint to the file, which is made when it is not there, and brings it to the disk.
pub fn append_anchor(path: &Path, checkpoint: &Checkpoint) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path)?;
    let (hash, signature) = (hex(&checkpoint.hash), hex(&checkpoint.signature));
    let at = checkpoint.at.as_microsecond();
    writeln!(file, "{} {} {at} {hash} {signature}", checkpoint.organization, checkpoint.position)?;
    file.sync_data()
}

/// The checkpoints in the file. A line that was cut short, as by a crash, is passed over.
pub fn load_anchors(path: &Path) -> io::Result<Vec<Checkpoint>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text.lines().filter_map(parse).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn parse(line: &str) -> Option<Checkpoint> {
    let mut words = line.split(' ');
    let checkpoint = Checkpoint {
        organization: words.next()?.parse().ok()?,
        position: words.next()?.parse().ok()?,
        at: Timestamp::from_microsecond(words.next()?.parse().ok()?).ok()?,
        hash: unhex(words.next()?)?,
        signature: unhex(words.next()?)?,
    };
    words.next().is_none().then_some(checkpoint)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let whole = text.len().is_multiple_of(2) && text.is_ascii();
    let pairs = || (0..text.len()).step_by(2).map(|start| text.get(start..start + 2));
    whole.then(|| pairs().map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<Vec<u8>>>()).flatten()
}
