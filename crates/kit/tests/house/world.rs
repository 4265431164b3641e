//! A context small enough to see through: notices that can be put up, and clients that can be looked at.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::response::Response;
use footbridge_care::ids::{ClientId, Id, OrganizationId, SiteId};
use footbridge_db::{Db, DbError, Tx};
use footbridge_kit::{
    At, Context, Detail, Failure, Faults, Fields, Form, Module, NavItem, Routes, TodayCard, Typed, needs, reach, see_done, signed_in,
    testing::TestClinic, today,
};
use footbridge_policy::{LogInquiry, ManageSite, Role, SeeClient, SeeSchedule};
use footbridge_ui::{button, form, layout::PageHead};
use maud::{Markup, html};

/// How often the act behind the form really ran to its end, in this process.
pub static ACTS: AtomicUsize = AtomicUsize::new(0);

pub fn clinic(db: &Db) -> TestClinic {
    TestClinic::new(db, vec![today::module(), module()])
}

pub fn module() -> Module {
    let routes = Routes::new()
        .get("/site-name", signed_in(), page)
        .post("/site-name", needs(ManageSite).audited(), rename)
        .post("/tall-tale", needs(ManageSite).audited(), unaudited)
        .get("/clients/{client}", needs(SeeClient).audited(), client)
        .get("/forgotten/{client}", needs(SeeClient).audited(), forgotten)
        .get("/slow", signed_in(), busy)
        .get("/broken", signed_in(), broken);
    let waiting = TodayCard::new(("waiting", 20), LogInquiry, |_, _| Ok(Some(html! { p { "Two people wait." } })));
    let schedule = TodayCard::new(("schedule", 10), SeeSchedule, |_, _| Ok(Some(html! { p { "Three groups today." } })));
    Module::new(routes)
        .today(waiting.first_for(&[Role::IntakeCoordinator]))
        .today(schedule)
        .nav(NavItem { order: 5, label: "Clients", path: "/clients", right: Some(footbridge_policy::Key::SeeClient) })
        .search("/clients", SeeClient)
}

async fn page(ctx: Context) -> Result<Markup, Failure> {
    Ok(draw(&ctx, &form::Typed::default()))
}

fn draw(ctx: &Context, typed: &form::Typed) -> Markup {
    let form = form::Form::post("/site-name", ctx.hidden()).errors(typed).field(form::Field::text("name", "Name").filled(typed));
    ctx.page(PageHead::new("Site name"), html! { (form.buttons([button::submit("Save")])) })
}

fn parse(typed: &Typed) -> Result<String, Faults> {
    let mut fields = Fields::of(typed);
    let name = fields.text("name", 20);
    fields.finish(|| name)
}

async fn rename(ctx: Context, form: Form) -> Result<Response, Failure> {
    let name = match parse(&form.typed) {
        Ok(name) => name,
        Err(faults) => return Err(Failure::Invalid(draw(&ctx, &form.redraw(&faults)))),
    };
    let nth = ctx.once(&form, move |work| rename_site(work, &name)).await?;
    Ok(see_done(&format!("/site-name?nth={nth}"), "saved"))
}

fn rename_site(work: &mut footbridge_kit::Work<'_, '_>, name: &str) -> Result<usize, Failure> {
    let site: SiteId = Id::from_parts(1, [2; 10]);
    let subject = reach::site(work.tx, work.actor(), site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(ManageSite, subject)?;
    work.tx
        .sql("UPDATE site SET name = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2")
        .bind(permit.organization())
        .bind(permit.object())
        .bind(name)
        .run()?;
    work.note(&permit, Detail::none())?;
    Ok(ACTS.fetch_add(1, Ordering::Relaxed))
}

async fn unaudited(_: Context) -> Response {
    see_done("/site-name", "saved")
}

async fn client(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    ctx.read(move |reading| {
        let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
        let permit = reading.permit(SeeClient, subject)?;
        reading.saw(&permit);
        Ok(())
    })
    .await?;
    Ok(ctx.page(PageHead::new("Client"), html! { p { "A chart." } }))
}

async fn forgotten(_: Context, At(_): At<ClientId>) -> Markup {
    html! { "a chart that was shown to nobody's knowledge" }
}

async fn busy(ctx: Context) -> Result<Markup, Failure> {
    ctx.read(|_| Err(DbError::Busy.into())).await
}

async fn broken(_: Context) -> Result<Markup, Failure> {
    panic!("Ana Example was here")
}

/// A client of the site, with an episode there.
pub fn admit(clinic: &TestClinic) -> ClientId {
    let client: ClientId = Id::from_parts(7, [7; 10]);
    clinic.db().write(|tx| insert(tx, (clinic.organization, clinic.site, client))).unwrap();
    client
}

fn insert(tx: &mut Tx<'_>, (organization, site, client): (OrganizationId, SiteId, ClientId)) -> Result<(), DbError> {
    tx.sql("INSERT INTO data_key (organization_id, owner_id, created_at) VALUES ($1, $2, 0)").bind(organization).bind(client).run()?;
    tx.sql("INSERT INTO client (organization_id, id, name, initials, created_at) VALUES ($1, $2, $3, $4, 0)")
        .bind(organization)
        .bind(client)
        .bind(b"sealed".as_slice())
        .bind(b"sealed".as_slice())
        .run()?;
    tx.sql("INSERT INTO episode (organization_id, id, client_id, site_id, opened_on) VALUES ($1, $2, $3, $4, '2026-09-01')")
        .bind(organization)
        .bind(client)
        .bind(client)
        .bind(site)
        .run()?;
    Ok(())
}

/// Enrols the client in the program `iop` at the site.
pub fn enrol(clinic: &TestClinic, client: ClientId) {
    let enrolled = clinic.db().write(|tx| {
        tx.sql(
            "INSERT INTO program_version (organization_id, id, program, version, source, sha256, status, created_at)
             VALUES ($1, 'v', 'iop', '1', '', '', 'published', 0)",
        )
        .bind(clinic.organization)
        .run()?;
        tx.sql(
            "INSERT INTO enrolment (organization_id, id, episode_id, client_id, site_id, program, program_version_id, starts_on, status)
             VALUES ($1, $2, $2, $2, $3, 'iop', 'v', '2026-09-01', 'active')",
        )
        .bind(clinic.organization)
        .bind(client)
        .bind(clinic.site)
        .run()
    });
    enrolled.map_err(|error: DbError| error).unwrap();
}

/// The name of the site.
pub fn site_name(clinic: &TestClinic) -> String {
    let name = clinic.db().read(|tx| tx.sql("SELECT name FROM site").one::<String>());
    name.map_err(|error: DbError| error).unwrap()
}

/// How many acts of renaming are in the audit.
pub fn renamings(clinic: &TestClinic) -> usize {
    clinic.audit().iter().filter(|line| *line == "write manage_site site").count()
}
