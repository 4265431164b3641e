use footbridge_definition::calendar::{Options, calendar};
use jiff::ToSpan;

use crate::cli::{Calendar, CalendarFormat};
use crate::stop::{Stop, answer, answer_json};
use crate::{clock, files};

/// `footbridge program calendar`
pub fn run(args: &Calendar) -> Result<(), Stop> {
    let definition = files::laid_out(&args.program, args.timetable.as_deref(), false)?;
    let until =
        args.from.checked_add(i64::from(args.weeks).weeks()).map_err(|_| Stop::Usage("the last week lies beyond the calendar".into()))?;
    let options = Options { track: args.track.clone(), ..Options::default() };
    let made = calendar(&definition, args.from, until, &options).map_err(|found| Stop::Input(files::lines(&args.program, &found)))?;
    match args.format {
        CalendarFormat::Text => answer(&made.text()),
        CalendarFormat::Json => answer_json(&made.json()),
        CalendarFormat::Ics => answer(&made.ics(clock::now())),
    }
}
