//! From forms to commands.

use footbridge_care::ids::{RoomId, SessionId, StaffId};
use footbridge_kit::{Fault, Faults, Fields, Form};
use jiff::civil::{Date, Time};

use crate::{
    assign_facilitator::{Assign, For},
    cancel_session::Cancel,
    definitions::Refresh,
    move_session::Move,
};

/// Where a session is to move.
pub fn to(form: &Form, session: SessionId) -> Result<Move, Faults> {
    let mut fields = Fields::of(&form.typed);
    let date = fields.parse::<Date>("date", Fault::NotADate);
    let starts = fields.parse::<Time>("starts", Fault::NotATime);
    let room = fields.parse_optional::<RoomId>("room", Fault::NotAChoice);
    let seen = form.version;
    fields.finish(|| Some(Move { session, date: date?, starts: starts?, room: room?, seen, refresh: Refresh::Now }))
}

/// Why a session is cancelled.
pub fn cancel(form: &Form, session: SessionId) -> Result<Cancel, Faults> {
    let mut fields = Fields::of(&form.typed);
    let reason = fields.text("reason", 120);
    let seen = form.version;
    fields.finish(|| Some(Cancel { session, reason: reason?, seen, refresh: Refresh::Now }))
}

/// Who leads it.
pub fn assign(form: &Form, session: SessionId) -> Result<Assign, Faults> {
    let mut fields = Fields::of(&form.typed);
    let staff = fields.parse_optional::<StaffId>("staff", Fault::NotAChoice);
    let until = if form.typed.get("until") == "onwards" { For::Onwards } else { For::Once };
    let seen = form.version;
    fields.finish(|| Some(Assign { session, staff: staff?, until, seen }))
}
