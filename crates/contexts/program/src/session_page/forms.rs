//! From forms to commands. Each form has one question, so each has one answer or none.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{Form, Typed};

use crate::{
    attendance::Tap,
    choose_topic::Choose,
    definitions::Refresh,
    join_roster::{Join, Leave},
    mark_attendance::Mark,
};

/// A reason has at most so many characters.
const LONGEST: usize = 200;

/// One tap, with the minutes and the reason that stand in the row.
pub fn mark(form: &Form, (session, enrolment): (SessionId, EnrolmentId)) -> Option<Mark> {
    let tap = tap(&form.typed)?;
    Some(Mark { session, enrolment, tap, seen: form.version, refresh: Refresh::Now })
}

fn tap(typed: &Typed) -> Option<Tap> {
    let minutes = typed.get("minutes").trim().parse().ok();
    let tap = match typed.get("mark") {
        "present" => Tap::Here,
        "late" => Tap::Late(minutes),
        "left_early" => Tap::LeftEarly(minutes),
        "excused" => Tap::Excused(reason(typed)),
        "absent" => Tap::Absent,
        "video" => Tap::Video,
        _ => return None,
    };
    Some(tap)
}

fn reason(typed: &Typed) -> Option<String> {
    let reason: String = typed.get("reason").trim().chars().take(LONGEST).collect();
    (!reason.is_empty()).then_some(reason)
}

/// Who is put on the roster, and, where it is confirmed already, how they took part.
pub fn join(form: &Form, session: SessionId) -> Option<Join> {
    let enrolment = form.typed.get("enrolment").parse().ok()?;
    let minutes = form.typed.get("minutes").trim().parse().ok().filter(|minutes| *minutes > 0);
    let tap = minutes.map(|minutes| Tap::Late(Some(minutes)));
    Some(Join { session, enrolment, tap, refresh: Refresh::Now })
}

/// Who is taken off, and why.
pub fn leave(form: &Form, (session, enrolment): (SessionId, EnrolmentId)) -> Option<Leave> {
    let reason = reason(&form.typed).unwrap_or_else(|| crate::words::WRONG_CLIENT.to_owned());
    Some(Leave { session, enrolment, reason, refresh: Refresh::Now })
}

/// What a block teaches.
pub fn topic(form: &Form, session: SessionId) -> Option<Choose> {
    let block = form.typed.get("block").parse().ok()?;
    let topic = Some(form.typed.get("topic").to_owned()).filter(|topic| !topic.is_empty());
    Some(Choose { session, block, topic, refresh: Refresh::Now })
}
