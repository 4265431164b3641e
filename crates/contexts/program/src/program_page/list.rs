//! The programs of the organization.

use footbridge_care::ids::ProgramVersionId;
use footbridge_db::row;
use footbridge_definition::read;
use footbridge_kit::{Context, Failure, Reading};
use footbridge_policy::{Key, SeeProgram, table};
use footbridge_ui::{
    empty::Empty,
    icon::Icon,
    layout::PageHead,
    table::{Column, Row, Table},
    tag::Status,
    words::count,
};
use maud::{Markup, html};

use crate::words;

row! {
    /// A stored version.
    #[derive(Debug)]
    pub struct Listed {
        /// Its id.
        pub id: ProgramVersionId,
        /// The program's id.
        pub program: String,
        /// What the version is called.
        pub version: String,
        /// `draft` or `published`.
        pub status: String,
        /// Its text.
        pub source: String,
        /// How many are enrolled under it now.
        pub clients: i64,
    }
}

/// Every version, newest first within its program.
pub fn load(reading: &mut Reading<'_, '_>) -> Result<Vec<Listed>, Failure> {
    let scope = reading.scope(SeeProgram)?;
    let rows = reading
        .tx
        .sql(
            "SELECT v.id, v.program, v.version, v.status, v.source,
                    (SELECT count(*) FROM enrolment e WHERE e.organization_id = $1 AND e.program_version_id = v.id AND e.ended_on IS NULL) AS clients
             FROM program_version v WHERE v.organization_id = $1 ORDER BY v.program, coalesce(v.published_at, v.created_at) DESC, v.id DESC",
        )
        .bind(scope.organization())
        .all()?;
    Ok(rows)
}

/// The page.
pub fn draw(ctx: &Context, versions: &[Listed]) -> Markup {
    let may_edit = table::has(ctx.actor(), Key::EditProgramDraft);
    let visible = versions.iter().filter(|version| version.status == "published" || may_edit);
    let rows = visible.map(|version| {
        let draft = version.status == "draft";
        let (href, status) = if draft {
            (format!("/drafts/{}", version.id), Status::Draft)
        } else {
            (format!("/programs/{}", version.program), Status::Published)
        };
        let named = if draft { words::DRAFT.to_owned() } else { version.version.clone() };
        Row::new([
            html! { a href=(href) { (name(version)) } },
            html! { (named) },
            html! { (status) },
            html! { (count("client", version.clients)) },
        ])
    });
    let columns =
        [Column::text(words::PROGRAM), Column::text(words::VERSION), Column::text(words::STANDS), Column::number(words::CLIENTS_NOW)];
    let empty = Empty::new(words::NO_PROGRAMS).hint(words::NO_PROGRAMS_HINT).icon(Icon::Sheet);
    let head = PageHead::new(words::PROGRAMS).lede(words::PROGRAMS_LEDE);
    ctx.page(head, html! { (Table::new(words::PROGRAMS, columns).quiet_caption().rows(rows).empty(empty)) })
}

fn name(version: &Listed) -> String {
    read::read_program(version.source.as_bytes()).map_or_else(|_| version.program.clone(), |(definition, _)| definition.program.name)
}
