//! `cargo run -p footbridge-cohort --example simulate -- FILE [TIMETABLE] [CLIENTS] [WEEKS] [SEED]`

use footbridge_cohort::{Assumptions, Options, simulate};
use footbridge_definition::{read, resolve};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let bytes = |at: usize| args.get(at).filter(|path| path.ends_with(".toml")).and_then(|path| std::fs::read(path).ok());
    let Some(Ok((mut definition, _))) = bytes(0).map(|bytes| read::read_program(&bytes)) else { return eprintln!("no such program") };
    if let Some(Ok((timetable, _))) = bytes(1).map(|bytes| read::read_timetable(&bytes)) {
        match resolve::merge(&definition, &timetable) {
            Ok(merged) => definition = merged,
            Err(findings) => return eprintln!("{findings:?}"),
        }
    }
    let numbers: Vec<u32> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    let number = |at: usize, usual: u32| numbers.get(at).copied().unwrap_or(usual);
    let options = Options {
        clients: number(0, 60),
        weeks: number(1, 26),
        seed: u64::from(number(2, 1)),
        start: jiff::civil::date(2026, 1, 5),
        assumptions: Assumptions::default(),
    };
    match simulate(&definition, &options, &mut |_, _| {}) {
        Ok(report) => println!("{}", report.text()),
        Err(findings) => eprintln!("{findings:?}"),
    }
}
