//! The decision itself.

use crate::{Actor, Key, Permit, Right, Scope, Subject, table};

/// The answer was no. It is shown as "not found", whatever the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no reach for {right}: {why}")]
pub struct Denial {
    /// The right that was asked for.
    pub right: Key,
    /// Why not, for the audit; never for the one who asked.
    pub why: Why,
}

/// Why a decision was no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The object belongs to another organization.
    #[error("another organization")]
    AnotherOrganization,
    /// No role they hold has this right.
    #[error("no role with this right")]
    NoRole,
    /// A role they hold has it, but not so far.
    #[error("out of reach")]
    OutOfReach,
}

/// May this actor use this right on this object?
///
/// # Errors
/// [`Denial`] when no role they hold reaches it.
pub fn decide<R: Right>(actor: &Actor, right: R, subject: Subject<R::Object>) -> Result<Permit<R>, Denial> {
    if actor.organization != subject.organization {
        return Err(Denial { right: R::KEY, why: Why::AnotherOrganization });
    }
    scope(actor, right)?;
    let allowed = actor.grants.iter().any(|grant| table::allows(*grant, R::KEY, subject.near, subject.site));
    if allowed { Ok(Permit::new(actor.by, subject)) } else { Err(Denial { right: R::KEY, why: Why::OutOfReach }) }
}

/// What may this actor list under this right?
///
/// # Errors
/// [`Denial`] when no role they hold has the right at all.
pub fn scope<R: Right>(actor: &Actor, _right: R) -> Result<Scope<R>, Denial> {
    if !table::has(actor, R::KEY) {
        return Err(Denial { right: R::KEY, why: Why::NoRole });
    }
    Ok(Scope::new(actor.organization, actor.by, actor.grants.clone()))
}
