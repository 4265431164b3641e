//! The act of employing.

use footbridge_care::ids::StaffId;
use footbridge_kit::{Detail, Work};
use footbridge_policy::{ManageStaff, Subject};

use super::{EmployError, NewStaff, store};
use crate::set_password;

/// Employs somebody and says under which id.
///
/// # Errors
/// [`EmployError`]: the name is taken, whoever asks may not, or storage says no.
pub fn employ(work: &mut Work<'_, '_>, new: &NewStaff) -> Result<StaffId, EmployError> {
    let staff: StaffId = work.id();
    let permit = work.permit(ManageStaff, Subject::new(work.organization(), staff))?;
    if !store::insert(work, &permit, new)? {
        let by_name = store::is_user_name_taken(work.tx, &new.user_name)?;
        return Err(if by_name { EmployError::UserNameTaken } else { EmployError::EmailTaken });
    }
    for grant in &new.grants {
        store::grant(work, &permit, *grant)?;
    }
    for (site, program) in &new.programs {
        store::program(work, &permit, (*site, program))?;
    }
    for credential in &new.credentials {
        store::credential(work, &permit, credential)?;
    }
    if let Some(phc) = &new.password {
        set_password::store(work, &permit, phc)?;
    }
    work.note(&permit, Detail::says(format!("employed roles={} credentials={}", new.grants.len(), new.credentials.len())))?;
    Ok(staff)
}
