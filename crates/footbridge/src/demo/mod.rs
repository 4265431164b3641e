//! `footbridge demo`: a clinic with a made-up past, built by the simulator and the real actions, ready to sign in to.

mod founding;
mod past;
mod staff;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use footbridge_db::{DbConfig, Keyring};
use footbridge_kit::Settings;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::cli::{Demo, Format};
use crate::clinic::{open, server, wiring};
use crate::files;
use crate::stop::{Stop, answer, answer_json};
use staff::{PASSWORD, SignIn};

/// `footbridge demo`
pub fn run(args: &Demo) -> Result<(), Stop> {
    let program = program(args)?;
    let listener = if args.build_only { None } else { Some(server::listen(args.listen)?) };
    let home = Home::at(args.data.as_deref())?;
    let url = args.database.clone().unwrap_or_else(|| format!("sqlite:{}", home.path.join("clinic.db").display()));
    let keys = home.keys()?;
    let db = open::database(&DbConfig::new(&url).created().in_bulk())?;
    if is_founded(&db)? {
        return Err(Stop::Storage(format!("{} holds a clinic already: name another directory with `--data DIR`", home.path.display())));
    }
    let bar = bar(args.weeks);
    let passwords = wiring::passwords()?;
    let founded = founding::found(&db, &keys, (&program, &passwords))?;
    past::live(&db, &founded, (&program, args, &bar))?;
    db.finish_bulk().map_err(open::storage)?;
    bar.finish_and_clear();
    let Some(listener) = listener else { return Ok(()) };
    let address = listener.local_addr().unwrap_or(args.listen);
    let organization = open::Organization { id: founded.organization, name: founding::NAME.to_owned(), synthetic: true };
    let clinic = open::Clinic { db, keys, organization, anchors: home.path.join("clinic.anchors") };
    let settings = Settings { demo: true, ..Settings::LOOPBACK };
    let (kit, router) = wiring::router(&clinic, passwords, settings);
    let log = server::Log { kit, organization: clinic.organization.id, anchors: clinic.anchors };
    server::serve(listener, (router, log), || announce(args.format, &format!("http://{address}/"), &founded.sign_ins))
}

/// A shipped program with its example timetable, as texts and merged.
pub struct Shown {
    /// The program's id.
    pub id: String,
    /// Its definition, as written.
    pub source: String,
    /// The example timetable, as written.
    pub timetable: Option<String>,
    /// The two laid over each other.
    pub merged: footbridge_definition::model::Definition,
    /// The site's time zone.
    pub zone: TimeZone,
    /// Its name.
    pub zone_name: String,
}

fn program(args: &Demo) -> Result<Shown, Stop> {
    shown(&args.program)
}

/// A shipped program by its id.
pub fn shown(id: &str) -> Result<Shown, Stop> {
    let merged = files::laid_out(id, None, true)?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|_| Stop::input(format!("{id}:1: is not UTF-8 text")));
    let source = text(files::shipped(id).ok_or_else(|| Stop::input(format!("{id}:1: is not a shipped program")))?)?;
    let timetable = files::shipped_timetable(id).map(text).transpose()?;
    let zone_name = merged.program.zone.clone().unwrap_or_else(|| "America/New_York".to_owned());
    let zone = TimeZone::get(&zone_name).map_err(|_| Stop::input(format!("{id}:1: there is no time zone `{zone_name}`")))?;
    Ok(Shown { id: id.to_owned(), source, timetable, merged, zone, zone_name })
}

/// Where the demo's files are: a directory that is kept, or one that goes with the process.
struct Home {
    path: PathBuf,
    is_kept: bool,
}

impl Home {
    fn at(data: Option<&Path>) -> Result<Self, Stop> {
        let (path, is_kept) = match data {
            Some(path) => (path.to_path_buf(), true),
            None => (std::env::temp_dir().join(format!("footbridge-demo-{}", std::process::id())), false),
        };
        let made = std::fs::create_dir_all(&path);
        made.map_err(|error| Stop::Storage(format!("{}: {error}", path.display())))?;
        Ok(Self { path, is_kept })
    }

    fn keys(&self) -> Result<Arc<Keyring>, Stop> {
        let path = self.path.join("clinic.db.key");
        Keyring::load_or_create(&path).map(Arc::new).map_err(|error| Stop::Storage(format!("{}: {error}", path.display())))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

fn is_founded(db: &footbridge_db::Db) -> Result<bool, Stop> {
    db.read(|tx| tx.sql("SELECT 1 FROM organization").exists()).map_err(open::storage)
}

fn bar(weeks: u32) -> ProgressBar {
    let bar = ProgressBar::new(u64::from(weeks) * 7);
    let style = ProgressStyle::with_template("a clinic lives {wide_bar} day {pos} of {len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn announce(format: Format, url: &str, sign_ins: &[SignIn]) -> Result<(), Stop> {
    if format == Format::Json {
        let entry = |sign_in: &SignIn| json!({ "role": sign_in.role.code(), "user": sign_in.user, "password": PASSWORD });
        return answer_json(&json!({ "url": url, "sign_ins": sign_ins.iter().map(entry).collect::<Vec<_>>() }));
    }
    let mut text = format!(
        "\nA clinic is open at {url}\nEverybody in it is made up. Sign in with any of these; the password of all is: {PASSWORD}\n\n"
    );
    for sign_in in sign_ins {
        text += &format!("  {:<14} {}\n", sign_in.user, footbridge_ui::words::label("role", sign_in.role.code()));
    }
    answer(&(text + "\nPress Ctrl-C to end it. Nothing is kept unless you name a directory with --data.\n"))
}
