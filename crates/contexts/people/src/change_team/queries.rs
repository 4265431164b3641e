//! Who is on a team, and who works where the client is in care.

use footbridge_care::ids::{ClientId, StaffId};
use footbridge_db::row;
use footbridge_kit::{Failure, Reading, reach};
use footbridge_policy::EditClient;

use crate::{Names, names, staff_names};

row! {
    struct MemberRow {
        staff_id: StaffId,
        capacity: String,
    }
}

/// One of the team.
pub(super) struct Member {
    pub staff: StaffId,
    pub name: String,
    pub primary: bool,
}

/// The team of a client, who answers for the course first.
pub(super) fn team(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<Vec<Member>, Failure> {
    let organization = reading.organization();
    let rows: Vec<MemberRow> = reading
        .tx
        .sql(
            "SELECT staff_id, capacity FROM care_team WHERE organization_id = $1 AND client_id = $2
             ORDER BY CASE capacity WHEN 'primary' THEN 0 ELSE 1 END, since, staff_id",
        )
        .bind(organization)
        .bind(client)
        .all()?;
    let ids: Vec<StaffId> = rows.iter().map(|row| row.staff_id).collect();
    let mut names = staff_names::of(reading, &ids)?;
    let member =
        |row: MemberRow| Some(Member { staff: row.staff_id, name: names.remove(&row.staff_id)?, primary: row.capacity == "primary" });
    Ok(rows.into_iter().filter_map(member).collect())
}

/// The page's view.
pub(super) struct View {
    pub client: ClientId,
    pub names: Names,
    pub team: Vec<Member>,
    pub colleagues: Vec<(StaffId, String)>,
}

/// For somebody who may change the team.
pub(super) fn view(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<View, Failure> {
    let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(EditClient, subject)?;
    reading.saw(&permit);
    let names = names::of(reading.tx, reading.keys(), (permit.organization(), client))?.ok_or(Failure::Hidden)?;
    let team = team(reading, client)?;
    let colleagues = colleagues(reading, client)?;
    Ok(View { client, names, team, colleagues })
}

/// Whoever holds a clinical role where the client is in care, by name.
fn colleagues(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<Vec<(StaffId, String)>, Failure> {
    let organization = reading.organization();
    let ids: Vec<StaffId> = reading
        .tx
        .sql(
            "SELECT DISTINCT r.staff_id FROM staff_role AS r
             JOIN staff AS f ON f.organization_id = r.organization_id AND f.id = r.staff_id AND f.employed_until IS NULL
             JOIN episode AS p ON p.organization_id = r.organization_id AND p.client_id = $2 AND p.closed_on IS NULL
             WHERE r.organization_id = $1 AND (r.site_id IS NULL OR r.site_id = p.site_id)
               AND r.role IN ('group_counselor', 'therapist', 'case_manager', 'nurse', 'program_director')",
        )
        .bind(organization)
        .bind(client)
        .all()?;
    let mut names: Vec<(StaffId, String)> = staff_names::of(reading, &ids)?.into_iter().collect();
    names.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(names)
}
