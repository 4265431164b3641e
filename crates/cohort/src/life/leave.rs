//! Who leaves before the end, or goes aside for a while: a chance each night, by how long somebody has been there and how it
//! goes. The mix of reasons and the stays follow from these chances and from the program's rules.

use jiff::civil::Date;

use super::{Life, moves};
use crate::assumption::Assumptions;
use crate::happening::{Reason, What};
use crate::luck::shift;
use crate::site::Site;

/// Minutes a week from which care is intensive, for the chances of leaving: six hours.
pub(crate) const INTENSIVE: u32 = 360;
/// Nobody who fades is kept on the books for longer, in days.
const LONGEST_FADING: i64 = 21;

/// What a night brings.
pub(crate) fn tonight(life: &mut Life, site: &Site, assumptions: &Assumptions, on: Date) -> Option<What> {
    if let Some(until) = life.fading_until {
        return (on >= until).then(|| discharge(life, site, Reason::DroppedOut, on));
    }
    if life.is_aside() {
        return None;
    }
    if life.luck.chance(assumptions.hold) {
        return Some(aside(life, site, assumptions, on));
    }
    let reason = drawn(life, assumptions, on)?;
    if reason == Reason::DroppedOut {
        let days = (life.luck.wait(assumptions.fading_days) + 2).min(LONGEST_FADING);
        life.fading_until = Some(shift(on, days));
        return None;
    }
    Some(discharge(life, site, reason, on))
}

fn drawn(life: &mut Life, assumptions: &Assumptions, on: Date) -> Option<Reason> {
    let chances = chances(life, assumptions, on);
    let drawn = life.luck.even();
    let mut sum = 0.0;
    [Reason::DroppedOut, Reason::Transferred, Reason::EndedByProgram, Reason::Other].into_iter().zip(chances).find_map(
        |(reason, chance)| {
            sum += chance;
            (drawn < sum).then_some(reason)
        },
    )
}

fn chances(life: &Life, a: &Assumptions, on: Date) -> [f64; 4] {
    let base = match life.tenure(on) {
        ..14 => [a.drop_out_weeks_1_2, a.transfer_weeks_1_2, a.ended_by_program_weeks_1_2, a.other_end_weeks_1_2],
        14..28 => [a.drop_out_weeks_3_4, a.transfer_weeks_3_4, a.ended_by_program_weeks_3_4, a.other_end_weeks_3_4],
        28..56 => [a.drop_out_weeks_5_8, a.transfer_weeks_5_8, a.ended_by_program_weeks_5_8, a.other_end_weeks_5_8],
        _ => [a.drop_out_later, a.transfer_later, a.ended_by_program_later, a.other_end_later],
    };
    let using = if life.is_using(on) { a.drop_out_if_using } else { a.drop_out_if_not_using };
    let court = if life.person.referral == crate::person::Referral::Court { a.drop_out_if_court_referred } else { 1.0 };
    let absent = if life.recent < 0.5 { a.ended_if_absent } else { a.ended_if_attending };
    let care = if life.minutes_a_week < INTENSIVE { a.low_intensity_hazard } else { 1.0 };
    let over = if life.overdue { a.overdue_hazard } else { 1.0 };
    let [drop_out, transfer, ended, other] = base;
    [drop_out * using * court, transfer, ended * absent, other].map(|chance| chance * care * over)
}

fn discharge(life: &Life, site: &Site, reason: Reason, on: Date) -> What {
    // Who has completed treatment and drifts from aftercare has completed.
    let reason = if life.treated_on.is_some() { Reason::Completed } else { reason };
    let by = moves::by(&site.def, life.course.on(on).stage.as_deref(), reason);
    let words = match reason {
        Reason::Completed => "Treatment is completed; aftercare has ended.",
        Reason::Transferred => "Goes on at another level of care.",
        Reason::DroppedOut => "Has stopped coming and cannot be reached.",
        Reason::EndedByProgram => "The director has decided that the program cannot go on with them at present.",
        Reason::Other => "Has moved away.",
    };
    What::Discharge { reason, by, words }
}

fn aside(life: &mut Life, site: &Site, assumptions: &Assumptions, on: Date) -> What {
    life.back_on = Some(shift(on, life.luck.wait(assumptions.hold_days) + 1));
    let stage = site.def.stage.iter().find(|stage| stage.aside).map(|stage| stage.name.clone());
    let reason = life.luck.one_of(&["in hospital", "family emergency", "away for work", "in custody for some days"]).copied();
    What::Hold { stage, reason: reason.unwrap_or("away") }
}
