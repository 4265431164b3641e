//! The calendar against other people's software: Python's `zoneinfo` for the clock, the `icalendar` package for the file.
//! Skipped, and said so, where these are missing; a failure where `FOOTBRIDGE_REQUIRE_ALL=1`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use footbridge_definition::calendar::{Options, PlannedSession, calendar, sessions};
use footbridge_definition::model::Definition;
use footbridge_definition::read::read_program;
use jiff::Timestamp;
use jiff::civil::date;

/// Zones of the states and territories of the United States.
const US_ZONES: [&str; 36] = [
    "America/New_York",
    "America/Detroit",
    "America/Kentucky/Louisville",
    "America/Kentucky/Monticello",
    "America/Indiana/Indianapolis",
    "America/Indiana/Vincennes",
    "America/Indiana/Winamac",
    "America/Indiana/Marengo",
    "America/Indiana/Petersburg",
    "America/Indiana/Vevay",
    "America/Chicago",
    "America/Indiana/Tell_City",
    "America/Indiana/Knox",
    "America/Menominee",
    "America/North_Dakota/Center",
    "America/North_Dakota/New_Salem",
    "America/North_Dakota/Beulah",
    "America/Denver",
    "America/Boise",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Juneau",
    "America/Sitka",
    "America/Metlakatla",
    "America/Yakutat",
    "America/Nome",
    "America/Adak",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "America/St_Thomas",
    "Pacific/Guam",
    "Pacific/Saipan",
    "Pacific/Pago_Pago",
    "Pacific/Wake",
    "Pacific/Midway",
];

fn definition(zone: &str) -> Definition {
    let text = format!(
        "[program]\nid = \"p\"\nname = \"Groups; here, and \\\\ there\"\nzone = \"{zone}\"\n\
         [[offering]]\nname = \"group\"\nlabel = \"Group, with a long label that has to be folded — in the middle of a “word”, maybe; or not\"\n\
         blocks = [{{ kind = \"education\", minutes = 90 }}, {{ kind = \"reflection\", minutes = 45 }}]\nplace = \"Room 2, upstairs\"\n\
         when = [{{ days = [\"mon\"], at = \"09:00\" }}, {{ days = [\"wed\"], at = \"17:15\" }}, {{ days = [\"sun\"], at = [\"01:30\", \"02:30\"] }}]\n"
    );
    read_program(text.as_bytes()).unwrap().0
}

/// Says plainly that something is missing; where everything is required, that is a failure.
fn skipped(what: &str) {
    assert!(std::env::var("FOOTBRIDGE_REQUIRE_ALL").as_deref() != Ok("1"), "{what}, and everything is required");
    eprintln!("skipped: {what}");
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second_opinion").join(name)
}

fn line(zone: &str, one: &PlannedSession) -> String {
    let stamp = |time: &jiff::Zoned| time.timestamp().display_with_offset(time.offset()).to_string();
    let clock = format!("{:02}:{:02}", one.starts / 60, one.starts % 60);
    format!("{zone} {} {clock} {} {} {}", one.date, one.minutes, stamp(&one.start), stamp(&one.end))
}

#[test]
fn weekly_sessions_keep_clock_time_and_minutes_in_every_us_zone_for_twenty_years() {
    let mut lines = String::new();
    for zone in US_ZONES {
        let made = sessions(&definition(zone), date(2016, 1, 1), date(2036, 1, 1), &Options::default()).unwrap();
        assert!(made.len() >= 4 * 1043, "{zone}: {}", made.len());
        for one in &made {
            writeln!(lines, "{}", line(zone, one)).unwrap();
        }
    }
    let python = Command::new("python3").arg(script("wall_clock.py")).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut python) = python else { return skipped("python3 is not here") };
    python.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("36 zones, 0 wrong"), "{said}");
}

/// A Python with the `icalendar` package: the one here, else one of its own under the build directory.
fn python_with_icalendar() -> Option<PathBuf> {
    let has = |python: &Path| {
        Command::new(python).args(["-c", "import icalendar"]).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    let here = PathBuf::from("python3");
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("icalendar");
    let python = own.join("bin/python");
    if has(&here) {
        return Some(here);
    }
    if !has(&python) {
        Command::new("python3").args(["-m", "venv"]).arg(&own).status().ok()?;
        let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "icalendar"];
        Command::new(&python).args(quiet).stderr(Stdio::null()).status().ok()?;
    }
    has(&python).then_some(python)
}

#[test]
fn the_ics_file_is_read_by_other_software_as_the_same_sessions() {
    let Some(python) = python_with_icalendar() else { return skipped("python3 with the icalendar package is not here") };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for zone in ["America/New_York", "America/Phoenix", "America/Adak"] {
        let made = calendar(&definition(zone), date(2026, 1, 1), date(2028, 1, 1), &Options::default()).unwrap();
        let (ics, json) = (folder.join("calendar.ics"), folder.join("calendar.json"));
        std::fs::write(&ics, made.ics(Timestamp::UNIX_EPOCH)).unwrap();
        std::fs::write(&json, made.json().to_string()).unwrap();
        let output = Command::new(&python).arg(script("icalendar_check.py")).args([&ics, &json]).output().unwrap();
        assert!(output.status.success(), "{zone}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_year_of_a_full_program_is_made_in_a_moment() {
    let mut text = String::from(
        "[program]\nid = \"p\"\nname = \"P\"\nzone = \"America/New_York\"\n[[program.closed]]\nname = \"New Year\"\nmonth = 1\nday_of_month = 1\n",
    );
    for n in 0..40 {
        write!(text, "[[offering]]\nname = \"group-{n}\"\nminutes = 60\nwhen = {{ days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"], at = \"{:02}:00\" }}\n", 8 + n % 12).unwrap();
    }
    let definition = read_program(text.as_bytes()).unwrap().0;
    let started = std::time::Instant::now();
    let made = sessions(&definition, date(2026, 1, 1), date(2027, 1, 1), &Options::default()).unwrap();
    assert!(made.len() > 10_000);
    eprintln!("{} sessions in {:?}", made.len(), started.elapsed());
}
