//! What checking says of the programs that are shipped, and of the example timetables.

mod published;

use footbridge_definition::check::report_text;
use published::{PROGRAMS, checked, timetable};

#[test]
fn the_findings_of_each_program_are_as_reviewed() {
    for id in PROGRAMS {
        insta::assert_snapshot!(id, report_text([(format!("{id}.toml").as_str(), checked(id).as_slice())]));
    }
}

#[test]
fn the_findings_of_each_example_timetable_are_as_reviewed() {
    for id in PROGRAMS {
        insta::assert_snapshot!(
            format!("timetable-{id}"),
            report_text([(format!("{id}-example.toml").as_str(), timetable(id).as_slice())])
        );
    }
}
