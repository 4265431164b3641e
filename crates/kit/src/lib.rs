//! Kit: the glue between a browser and the contexts. It knows requests, sign-ins, forms and transactions; it knows nothing about care.
//!
//! # How to add a page
//!
//! In `contexts/people`, the use case `rename_client` (`GET` and `POST /clients/{client}/name`):
//!
//! ```ignore
//! // rename_client/mod.rs: parse, call one action, render
//! pub async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
//!     let view = ctx.read(move |reading| queries::name(reading, client)).await?;      // one hop, one unchanging view
//!     Ok(ctx.page(PageHead::new(words::RENAME), page::draw(&view, ctx.hidden_at(view.version), &form.redraw(&Faults::default()))))
//! }
//! pub async fn submit(ctx: Context, At(client): At<ClientId>, form: Form) -> Result<Response, Failure> {
//!     let command = match form::parse(&form) {                                         // `Fields`: all faults at once
//!         Ok(command) => command,
//!         Err(faults) => return again(&ctx, client, form.redraw(&faults)).await,       // Failure::Invalid(page as typed)
//!     };
//!     ctx.once(&form, move |work| action::rename(work, client, &command)).await?;      // sent twice = done once
//!     Ok(see_done(&format!("/clients/{client}"), "client-renamed"))
//! }
//!
//! // rename_client/action.rs: load → authorize → decide → record → audit, in ONE transaction; may run more than once
//! pub fn rename(work: &mut Work, client: ClientId, command: &Rename) -> Result<(), Failure> {
//!     let subject = reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
//!     let permit = work.permit(EditClient, subject)?;                                  // Denial → Hidden, same bytes as "not found"
//!     store::rename(work, &permit, command)?;                                          // the id comes from the permit
//!     Ok(work.note(&permit, Detail::none())?)
//! }
//!
//! // queries.rs: scoped reads; say what of the record was seen
//! pub fn name(reading: &mut Reading, client: ClientId) -> Result<NameView, Failure> {
//!     let permit = reading.permit(SeeClient, reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?)?;
//!     reading.saw(&permit);                                                            // committed before the page leaves
//!     …
//! }
//!
//! // lib.rs: the table of contents; `Routes::table()` is compared with `routes.txt` in a test
//! pub fn module() -> Module {
//!     Module::new(Routes::new()
//!         .get("/clients/{client}/name", needs(EditClient).audited(), rename_client::page)
//!         .post("/clients/{client}/name", needs(EditClient).audited(), rename_client::submit))
//!     .today(TodayCard::new(("waiting", 10), LogInquiry, cards::waiting).first_for(&[Role::IntakeCoordinator]))
//! }
//! ```
//!
//! Each use case has its own error enum where a person can act on a refusal; `From<DbError>` and `Into<Failure>` do the rest. A list takes a
//! [`footbridge_policy::Scope`] (`reading.scope(SeeClient)?`) and joins the view `reach` (see [`reach`]). Tests use [`testing::TestClinic`].
//!
//! What holds without anybody remembering it: no handler runs before its gate; a form from elsewhere is refused; an audited page does not
//! leave without its entry; "not found" and "not yours" are the same bytes.

mod assets;
mod at;
pub mod audit;
mod chart;
mod clock;
mod context;
mod failure;
mod form;
mod gate;
mod headers;
mod kit;
mod module;
mod next_path;
mod page;
pub mod reach;
mod replay;
mod request_log;
mod routes;
mod same_origin;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;
pub mod today;
mod typed;
mod version;
pub mod words;
mod work;

pub use at::At;
pub use audit::{AuditTrail, Detail};
pub use axum::{Extension, response::Response};
pub use clock::{Clock, Ids, NoRandomness, Random};
pub use context::{Context, SignedIn, Visitor};
pub use failure::Failure;
pub use form::Form;
pub use kit::{Kit, LoadPerson, Person, Settings, Whose, Wiring};
pub use module::{ClientPanel, Module, NavItem, TimelineEntry, TimelineSource, TimelineWindow, TodayCard, route_table};
pub use next_path::{escape, local};
pub use page::{see_done, see_other};
pub use replay::forget_requests;
pub use routes::{Gate, Routes, Rule, needs, public, signed_in};
pub use typed::{Fault, Faults, Fields, Typed};
pub use version::{Stale, Version};
pub use work::{Act, Reaction, Reading, Work};
