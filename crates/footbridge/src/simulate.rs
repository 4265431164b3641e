use crate::cli::{Format, Simulate};
use crate::files;
use crate::stop::{Stop, answer};

/// `footbridge simulate`
pub fn run(args: &Simulate) -> Result<(), Stop> {
    let definition = files::laid_out(&args.program, args.timetable.as_deref(), true)?;
    let _ = (definition, Format::Text, args.seed);
    let _ = (answer, "json");
    Ok(())
}
