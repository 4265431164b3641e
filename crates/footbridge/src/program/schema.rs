use crate::stop::{Stop, answer_json};

/// `footbridge program schema`
pub fn run() -> Result<(), Stop> {
    answer_json(&footbridge_definition::schema::schema())
}
