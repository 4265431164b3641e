//! Marks of attendance saved a second, over HTTP, each commit synced.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};

use crate::clinic::{Clinic, Engine};
use crate::commits;
use crate::http::{Person, forms, links};
use crate::report::Section;
use crate::times::Times;

/// The figures of one engine, with one person saving and with eight.
pub fn section(clinic: &Clinic, seconds: u64) -> Result<Section> {
    let rows = [1, 8].into_iter().map(|people| row(clinic, people, seconds)).collect::<Result<Vec<_>>>()?;
    Ok(Section {
        title: format!("Saving attendance on {}", clinic.engine_name()),
        columns: vec!["people", "saves a second", "a save, p50 / p99", "bare engine, commits a second", "ratio"],
        rows,
        notes: vec![
            "A save is one tap: a form with token, request id and version is read, authorized, the mark, its audit entry and the answer to a replay are committed \
             and synced, and the answer is on its way. The bare engine inserts one row of about the same size with the same settings on the same disk, in the same run."
                .to_owned(),
        ],
    })
}

fn row(clinic: &Clinic, people: usize, seconds: u64) -> Result<Vec<String>> {
    let patience = Duration::from_secs((seconds / 4).max(2));
    let bare = match &clinic.engine {
        Engine::Sqlite(directory) => bare_sqlite(directory, patience)?,
        Engine::Postgres(url, _) => commits::postgres(url, (people, patience))?,
    };
    let (times, rate) = saving(clinic, (people, Duration::from_secs(seconds)))?;
    Ok(vec![people.to_string(), format!("{rate:.0}"), times.halves(), format!("{bare:.0}"), format!("{:.4}", rate / bare)])
}

fn bare_sqlite(directory: &std::path::Path, patience: Duration) -> Result<f64> {
    let beside = directory.join("bare");
    std::fs::create_dir_all(&beside)?;
    let rate = commits::sqlite(&beside, patience);
    std::fs::remove_dir_all(&beside)?;
    rate
}

/// Everybody marks the roster of a group of their own over and over. Only the saves are timed, not the page in between.
fn saving(clinic: &Clinic, (people, patience): (usize, Duration)) -> Result<(Times, f64)> {
    let counselor = Person::signed_in(&clinic.authority, clinic.sign_in("program_director")?)?;
    let groups = groups(&counselor, people)?;
    let done: Vec<Result<Vec<Duration>>> = thread::scope(|scope| {
        let one = |group: &String| {
            let (counselor, group) = (&counselor, group.clone());
            scope.spawn(move || save(counselor.again()?, &group, patience))
        };
        let all: Vec<_> = groups.iter().map(one).collect();
        all.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a person was lost"))?).collect()
    });
    let each = done.into_iter().collect::<Result<Vec<_>>>()?;
    // Each person's own pace while saving; together, as they saved at the same time.
    let pace =
        |times: &Vec<Duration>| f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX)) / times.iter().sum::<Duration>().as_secs_f64();
    let rate = each.iter().map(pace).sum();
    Ok((Times::from(each.concat()), rate))
}

/// Groups with marks to make: one for each person, the same again where there are fewer.
fn groups(counselor: &Person, people: usize) -> Result<Vec<String>> {
    let mut person = counselor.again()?;
    let mut found = Vec::new();
    let seen = [person.get("/")?.body, person.get("/week")?.body].concat();
    for link in links(&seen, "/sessions/").into_iter().filter(|link| link.matches('/').count() == 2) {
        if !forms(&person.get(&link)?.body, "/marks/").is_empty() {
            found.push(link);
        }
        if found.len() == people {
            break;
        }
    }
    ensure!(!found.is_empty(), "no group with a roster is linked to");
    Ok(found.iter().cycle().take(people).cloned().collect())
}

fn save(mut person: Person, group: &str, patience: Duration) -> Result<Vec<Duration>> {
    let until = Instant::now() + patience;
    let mut times = Vec::new();
    for mark in ["late", "present"].into_iter().cycle() {
        let page = person.get(group)?;
        for (action, mut fields) in forms(&page.body, "/marks/") {
            fields.push(("mark".to_owned(), mark.to_owned()));
            let started = Instant::now();
            let answer = person.post(&action, &fields)?;
            // Two people at one group meet in a conflict, which is an answer, and not a save.
            match answer.status {
                303 => times.push(started.elapsed()),
                409 => {}
                status => ensure!(false, "a mark was answered with {status}"),
            }
        }
        if Instant::now() > until {
            break;
        }
    }
    Ok(times)
}
