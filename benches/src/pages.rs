//! Today, a group and a client over HTTP, with one person working, ten, and fifty.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::clinic::Clinic;
use crate::http::{Person, links};
use crate::report::Section;
use crate::times::Times;

/// An id in an address is so long.
const ID: usize = 36;

/// Addresses of the pages that are asked for.
struct Places {
    names: Vec<&'static str>,
    of: Vec<Vec<String>>,
}

/// The figures of one engine.
pub fn section(clinic: &Clinic, seconds: u64) -> Result<Section> {
    let places = places(clinic)?;
    let mut rows: Vec<Vec<String>> =
        places.names.iter().zip(&places.of).map(|(name, of)| vec![(*name).to_owned(), of.len().to_string()]).collect();
    let (alone, _) = working(clinic, &places, (1, seconds, false))?;
    let (ten, _) = working(clinic, &places, (10, seconds, true))?;
    let (fifty, _) = working(clinic, &places, (50, seconds, true))?;
    let (flat_out, rate) = working(clinic, &places, (8, seconds, false))?;
    for (row, place) in rows.iter_mut().zip(0..) {
        row.extend([&alone, &ten, &fifty, &flat_out].map(|times| times.get(place).map_or_else(String::new, Times::halves)));
    }
    let samples: usize = [&alone, &ten, &fifty, &flat_out].into_iter().flatten().map(Times::count).sum();
    Ok(Section {
        title: format!("Pages on {}", clinic.engine_name()),
        columns: vec!["page", "addresses", "1 person", "10 people", "50 people", "8 without a pause"],
        rows,
        notes: vec![
            format!(
                "p50 / p99 from the request to the last byte, signed in, authorized, audited; {samples} requests. Ten and fifty people read for 0.5 to 1.5 s between pages; \
                 one person, and eight without a pause, do not. Eight without a pause get {rate:.0} pages a second."
            ),
            format!(
                "Building the clinic took {:.1} s; the server then holds {} MB.",
                clinic.ready_after.as_secs_f64(),
                clinic.memory().unwrap_or(0)
            ),
        ],
    })
}

/// What the director finds by following links.
fn places(clinic: &Clinic) -> Result<Places> {
    let mut director = Person::signed_in(&clinic.authority, clinic.sign_in("program_director")?)?;
    let mut counselor = Person::signed_in(&clinic.authority, clinic.sign_in("group_counselor")?)?;
    let mut groups = BTreeSet::new();
    let mut clients = BTreeSet::new();
    for path in ["/", "/week", "/clients"] {
        let seen = [director.get(path)?.body, counselor.get(path)?.body].concat();
        groups.extend(links(&seen, "/sessions/").into_iter().filter(|link| link.len() == "/sessions/".len() + ID));
        clients.extend(links(&seen, "/clients/").into_iter().filter(|link| link.len() == "/clients/".len() + ID));
    }
    for group in groups.iter().take(40) {
        let seen = director.get(group)?.body;
        clients.extend(links(&seen, "/clients/").into_iter().filter(|link| link.len() == "/clients/".len() + ID));
    }
    ensure!(!groups.is_empty() && !clients.is_empty(), "no groups or no clients are linked to");
    Ok(Places {
        names: vec!["Today", "a group", "a client"],
        of: vec![vec!["/".to_owned()], groups.into_iter().collect(), clients.into_iter().collect()],
    })
}

/// So many people work for so long, with or without pauses: the times of each kind of page, and pages a second.
fn working(clinic: &Clinic, places: &Places, (people, seconds, pauses): (usize, u64, bool)) -> Result<(Vec<Times>, f64)> {
    let director = Person::signed_in(&clinic.authority, clinic.sign_in("program_director")?)?;
    let until = Instant::now() + Duration::from_secs(seconds);
    let seen: Vec<Result<Vec<Vec<Duration>>>> = thread::scope(|scope| {
        let one = |number: usize| {
            let director = &director;
            scope.spawn(move || work(director.again()?, places, (number, until, pauses)))
        };
        let all: Vec<_> = (0..people).map(one).collect();
        all.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a person was lost"))?).collect()
    });
    let mut of: Vec<Vec<Duration>> = vec![Vec::new(); places.of.len()];
    for seen in seen {
        for (all, more) in of.iter_mut().zip(seen?) {
            all.extend(more);
        }
    }
    let count = u32::try_from(of.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX);
    let length = u32::try_from(seconds).unwrap_or(u32::MAX);
    Ok((of.into_iter().map(Times::from).collect(), f64::from(count) / f64::from(length)))
}

fn work(mut person: Person, places: &Places, (number, until, pauses): (usize, Instant, bool)) -> Result<Vec<Vec<Duration>>> {
    let mut seen: Vec<Vec<Duration>> = vec![Vec::new(); places.of.len()];
    let mut turn = number * 7919;
    while Instant::now() < until {
        let kind = turn % places.of.len();
        let of = places.of.get(kind).map_or(&[] as &[String], Vec::as_slice);
        let path = of.get((turn / places.of.len()) % of.len().max(1)).ok_or_else(|| anyhow!("no such page"))?;
        let started = Instant::now();
        let answer = person.get(path)?;
        let took = started.elapsed();
        ensure!(answer.status == 200, "{path} was answered with {}", answer.status);
        if let Some(times) = seen.get_mut(kind) {
            times.push(took);
        }
        turn += 1;
        if pauses {
            thread::sleep(Duration::from_millis(500 + u64::try_from(turn * 7919 % 1000).unwrap_or(0)));
        }
    }
    Ok(seen)
}
