//! Change a client's course: the forms for every turn that people decide. Each turn is one form, one right and one parse; sending,
//! conflicts and what is recomputed are the same for all and stand in [`turn_form`].

mod discharge;
mod hold;
mod slots;
mod stage;
mod track;
mod turn_form;
mod week;

use footbridge_care::ids::EnrolmentId;
use footbridge_kit::{At, Context, Failure, Form, Response};
use maud::Markup;

pub(crate) use turn_form::{Refused, stands, version};
pub(crate) use week::{SampleWeek, clock, draw as draw_week};

macro_rules! turns {
    ($($(#[$doc:meta])* $page:ident, $submit:ident = $turn:path;)*) => {$(
        $(#[$doc])*
        pub async fn $page(ctx: Context, At(enrolment): At<EnrolmentId>) -> Result<Markup, Failure> {
            turn_form::page(ctx, enrolment, $turn).await
        }
        /// Sends that form.
        pub async fn $submit(ctx: Context, At(enrolment): At<EnrolmentId>, form: Form) -> Result<Response, Failure> {
            turn_form::submit(ctx, enrolment, (form, $turn)).await
        }
    )*};
}

turns! {
    /// To another track.
    track_page, submit_track = track::TURN;
    /// To their own slots of the week.
    slots_page, submit_slots = slots::TURN;
    /// To another stage.
    stage_page, submit_stage = stage::TURN;
    /// Aside for a while.
    hold_page, submit_hold = hold::ASIDE;
    /// Back from aside.
    back_page, submit_back = hold::BACK;
    /// Out of the program.
    discharge_page, submit_discharge = discharge::OUT;
    /// In again.
    again_page, submit_again = discharge::AGAIN;
}

#[cfg(test)]
mod tests;
