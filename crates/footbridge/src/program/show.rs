use footbridge_definition::explain;

use crate::cli::{Format, Show};
use crate::files;
use crate::stop::{Stop, answer, answer_json};

/// `footbridge program show`
pub fn run(args: &Show) -> Result<(), Stop> {
    let definition = files::laid_out(&args.program, args.timetable.as_deref(), false)?;
    let explained = explain::program(&definition);
    match args.format {
        Format::Text => answer(&explained.text()),
        Format::Json => answer_json(&explained),
    }
}
