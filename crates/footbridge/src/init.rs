//! `footbridge init`: the first organization, its site and its administrator.

use std::io::BufRead;

use footbridge_care::ids::OrganizationId;
use footbridge_db::{DbConfig, Keyring};
use footbridge_identity::employ_staff::NewStaff;
use footbridge_identity::found_organization::{Founding, found};
use footbridge_identity::open_site::NewSite;
use footbridge_identity::{NewPassword, UserName};
use footbridge_kit::{Act, Failure, Ids, Random};
use footbridge_policy::Actor;

use crate::cli::Init;
use crate::clinic::{open, wiring};
use crate::clock;
use crate::stop::{Stop, answer};

/// `footbridge init`
pub fn run(args: &Init) -> Result<(), Stop> {
    let user: UserName = args.user.parse().map_err(|error| Stop::Usage(format!("--user: {error}")))?;
    let zone = args
        .zone
        .parse()
        .map_err(|_| Stop::Usage(format!("--zone: there is no time zone `{}`; write for example America/Chicago", args.zone)))?;
    let password = password(&args.user)?;
    let db = open::database(&DbConfig::new(&args.database).created())?;
    let path = open::key_file(&args.database, args.key.as_deref());
    let keys = Keyring::load_or_create(&path).map_err(|error| Stop::Storage(format!("the key file {}: {error}", path.display())))?;
    let random = Random::of_the_system();
    let phc = wiring::passwords()?.hash(&random, &password).map_err(|error| Stop::Storage(error.to_string()))?;
    let now = clock::now();
    let seed = random.bytes().map_err(|error| Stop::Storage(error.to_string()))?;
    let mut ids = Ids::new(now, seed);
    let organization: OrganizationId = ids.draw::<footbridge_care::ids::Organization>();
    let act = Act::new(Actor::operator_of_this_machine(organization), ids, keys.into());
    let site = NewSite { name: args.site.clone(), zone, rooms: Vec::new(), closed_days: Vec::new() };
    let administrator = NewStaff {
        user_name: user,
        email: None,
        name: args.user.clone(),
        employed_from: now.to_zoned(jiff::tz::TimeZone::UTC).date(),
        grants: Vec::new(),
        programs: Vec::new(),
        credentials: Vec::new(),
        password: Some(phc),
    };
    let founding = Founding { name: args.organization.clone(), synthetic: false, site, administrator };
    let is_founded = db.read(|tx| tx.sql("SELECT 1 FROM organization").exists()).map_err(open::storage)?;
    if is_founded {
        return Err(Stop::Storage(format!("{} has an organization already", db.place())));
    }
    act.write(&db, |work| found(work, &founding)).map_err(|failure: Failure| Stop::Storage(format!("{failure:?}")))?;
    answer(&format!(
        "founded. Sign in as {} after `footbridge serve --database {}`. Keep {} safe: without it nothing sealed can be read.",
        args.user,
        args.database,
        path.display()
    ))
}

/// The password from the environment or, one line, from standard input; never from the command line, where others could see it.
fn password(user: &str) -> Result<NewPassword, Stop> {
    let text = match std::env::var("FOOTBRIDGE_PASSWORD") {
        Ok(text) => text,
        Err(_) => {
            eprintln!("Password for {user} (one line; or set FOOTBRIDGE_PASSWORD):");
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).map_err(|error| Stop::Usage(error.to_string()))?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    NewPassword::check(&text, user).map_err(|fault| Stop::Usage(fault.to_string()))
}
