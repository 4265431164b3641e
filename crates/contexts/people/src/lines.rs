//! Lines of standing, in the order in which they are shown. What they say is decided in `care`.

use footbridge_care::line::{Line, Standing, State, Unit};
use footbridge_policy::Actor;

/// The line that a week is told by: the first obligation in minutes that has a window, the program's own before a rule set's.
pub(crate) fn hours(lines: &[Line]) -> Option<&Line> {
    let weekly =
        |prefix: &'static str| move |line: &&Line| line.code.starts_with(prefix) && line.unit == Unit::Minutes && line.window.is_some();
    lines.iter().find(weekly("owed:")).or_else(|| lines.iter().find(weekly("rule:")))
}

/// Keeps of a standing what somebody may be shown: lines, and reasons within them.
pub(crate) fn visible(actor: &Actor, standing: Standing) -> Standing {
    let lines = actor.keep_visible(standing.lines, |line| line.sensitivity);
    let reasons = |line: Line| Line { because: actor.keep_visible(line.because, |reason| reason.sensitivity), ..line };
    Standing { lines: lines.into_iter().map(reasons).collect(), ..standing }
}

/// The most pressing first; lines that ask nothing last. Within the same, as `care` ordered them.
pub(crate) fn pressing_first(lines: &mut [Line]) {
    lines.sort_by_key(|line| rank(line.state));
}

/// Whether somebody should look.
pub(crate) const fn is_pressing(state: State) -> bool {
    matches!(state, State::Missed | State::Late | State::AtRisk)
}

const fn rank(state: State) -> u8 {
    match state {
        State::AtRisk | State::Late => 0,
        State::Missed => 1,
        State::Due => 2,
        State::OnCourse => 3,
        State::Met => 4,
        State::NotApplicable => 5,
    }
}

/// Whether the make-up offers are for this line: `care` makes them for the first obligation that is short.
pub(crate) fn is_mended(line: &Line, all: &[Line]) -> bool {
    let short = |line: &&Line| {
        let owed = line.code.starts_with("owed:") || line.code.starts_with("rule:");
        owed && line.state == State::AtRisk && matches!(line.unit, Unit::Minutes | Unit::Times | Unit::Days) && line.window.is_some()
    };
    all.iter().find(short).is_some_and(|first| first.code == line.code)
}
