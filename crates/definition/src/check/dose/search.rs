//! Exact search over the sessions of a week: which of them to attend.

use std::cell::Cell;

use super::needs::{Count, Need};
use super::week::Week;

/// Which sessions may be chosen, and what they must meet.
pub(crate) struct Problem<'a> {
    week: &'a Week<'a>,
    needs: Vec<&'a Need>,
    /// For each session, those before it that it clashes with.
    clashes: Vec<u64>,
    /// For each need and session, what the rest from there on can still give at most.
    rest: Vec<Vec<u64>>,
}

/// A choice of sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// One bit for each session.
    pub mask: u64,
    /// The sum of the weights.
    pub weight: i64,
}

impl Choice {
    /// Whether it has the session of this index.
    pub const fn has(self, index: usize) -> bool {
        self.mask & (1 << index) != 0
    }
}

struct Walk<'a> {
    problem: &'a Problem<'a>,
    weights: &'a [i64],
    /// For each session, the most that the weights from there on can add.
    gain: Vec<i64>,
    best: Option<Choice>,
    budget: &'a Cell<u32>,
}

impl<'a> Problem<'a> {
    /// A week and the needs that a choice must meet together.
    pub fn new(week: &'a Week<'a>, needs: impl IntoIterator<Item = &'a Need>) -> Self {
        let needs: Vec<&Need> = needs.into_iter().collect();
        let clashes = week.slots.iter().enumerate().map(|(index, slot)| {
            let before = week.slots.iter().take(index).enumerate().filter(|(_, other)| slot.clashes(other));
            before.fold(0, |mask, (other, _)| mask | (1 << other))
        });
        let clashes = clashes.collect();
        let rest = needs.iter().map(|need| suffix(week.slots.len(), |index| u64::from(need.high(index)))).collect();
        Self { week, needs, clashes, rest }
    }

    /// The choice of the greatest weight that meets every need; `None` where there is none, or the budget ran out before one was found.
    pub fn best(&self, weights: &[i64], budget: &Cell<u32>) -> Option<Choice> {
        let gain = suffix(self.week.slots.len(), |index| u64::try_from(weights.get(index).copied().unwrap_or(0)).unwrap_or(0));
        let gain = gain.into_iter().map(|gain| i64::try_from(gain).unwrap_or(i64::MAX)).collect();
        let mut walk = Walk { problem: self, weights, gain, best: None, budget };
        walk.go(0, Choice { mask: 0, weight: 0 }, &mut vec![0; self.needs.len()]);
        walk.best
    }

    /// The choice of the fewest sessions that meets every need.
    pub fn fewest(&self, budget: &Cell<u32>) -> Option<Choice> {
        self.best(&vec![-1; self.week.slots.len()], budget)
    }
}

/// Sums from each index to the end, and nought past it.
fn suffix(length: usize, value: impl Fn(usize) -> u64) -> Vec<u64> {
    let mut sums = vec![0; length + 1];
    for index in (0..length).rev() {
        let next = sums.get(index + 1).copied().unwrap_or(0);
        if let Some(sum) = sums.get_mut(index) {
            *sum = value(index).saturating_add(next);
        }
    }
    sums
}

impl Walk<'_> {
    fn go(&mut self, index: usize, choice: Choice, given: &mut Vec<u64>) {
        let Some(left) = self.budget.get().checked_sub(1) else { return };
        self.budget.set(left);
        let gain = self.gain.get(index).copied().unwrap_or(0);
        if self.best.is_some_and(|best| choice.weight.saturating_add(gain) <= best.weight) || !self.reachable(index, given) {
            return;
        }
        if index >= self.problem.week.slots.len() {
            if self.problem.needs.iter().all(|need| need.is_met(self.problem.week, choice)) {
                self.best = Some(choice);
            }
            return;
        }
        if self.may_take(index, choice) {
            let taken = Choice {
                mask: choice.mask | (1 << index),
                weight: choice.weight.saturating_add(self.weights.get(index).copied().unwrap_or(0)),
            };
            let mut more = given.clone();
            for (sum, need) in more.iter_mut().zip(&self.problem.needs) {
                *sum = sum.saturating_add(u64::from(need.high(index)));
            }
            self.go(index + 1, taken, &mut more);
        }
        self.go(index + 1, choice, given);
    }

    /// Whether every need can still be met by what is left, clashes not considered.
    fn reachable(&self, index: usize, given: &[u64]) -> bool {
        let needs = self.problem.needs.iter().zip(given).zip(&self.problem.rest);
        needs.into_iter().all(|((need, given), rest)| {
            need.count == Count::Days && need.min == 0 || given.saturating_add(rest.get(index).copied().unwrap_or(0)) >= u64::from(need.min)
        })
    }

    /// No clash with what is taken; of copies the first before the second; no cap overrun.
    fn may_take(&self, index: usize, choice: Choice) -> bool {
        let slots = &self.problem.week.slots;
        let twin_skipped = match (index.checked_sub(1).and_then(|before| slots.get(before)), slots.get(index)) {
            (Some(before), Some(slot)) => slot.is_twin(before) && !choice.has(index - 1),
            _ => false,
        };
        let clash = self.problem.clashes.get(index).is_some_and(|mask| mask & choice.mask != 0);
        !twin_skipped && !clash
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::Case;
    use crate::check::dose::{own_needs, spots};
    use crate::read::read_program;
    use crate::rules::RuleBook;

    /// A week of sessions (day, hour, minutes), and what is asked of it: times, minutes, days, and days between two.
    fn program(sessions: &[(usize, u32, u32)], (times, minutes, days, gap): (u32, u32, u32, u32)) -> String {
        let mut text = String::from("[program]\nid = \"p\"\nname = \"P\"\n[[kind]]\nname = \"group\"\nfamily = \"session\"\n");
        for (index, (day, hour, minutes)) in sessions.iter().enumerate() {
            let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day % 7];
            text += &format!(
                "[[offering]]\nname = \"o{index}\"\nkind = \"group\"\nminutes = {minutes}\nwhen = {{ days = \"{day}\", at = \"{hour:02}:00\" }}\n"
            );
        }
        let owed = |name: &str, unit: &str, amount: String, rest: &str| {
            format!("[[obligation]]\nname = \"{name}\"\ndo = \"group\"\nunit = \"{unit}\"\namount = {amount}\nper = \"week\"\n{rest}")
        };
        text += &owed("times", "times", format!("{{ min = {times}, max = {} }}", times + 1), &format!("gap = \"{gap} days\"\n"));
        text += &owed("minutes", "minutes", format!("{{ min = {minutes} }}"), "");
        text + &owed("days", "days", format!("{{ min = {days} }}"), "")
    }

    /// The same by trying every set of sessions.
    fn by_trying(week: &Week<'_>, needs: &[Need], weights: &[i64]) -> Option<i64> {
        let slots = week.slots.len();
        let clash = |mask: u64| {
            (0..slots).any(|a| (0..a).any(|b| mask & (1 << a) != 0 && mask & (1 << b) != 0 && week.slots[a].clashes(&week.slots[b])))
        };
        let sets = (0..1u64 << slots).filter(|mask| !clash(*mask)).map(|mask| Choice { mask, weight: 0 });
        let met = sets.filter(|choice| needs.iter().all(|need| need.is_met(week, *choice)));
        met.map(|choice| (0..slots).filter(|index| choice.has(*index)).map(|index| weights[index]).sum()).max()
    }

    proptest! {
        #[test]
        fn the_search_finds_what_trying_every_set_finds(
            sessions in prop::collection::vec((0..7usize, 8..12u32, 30..150u32), 1..9),
            asked in (0..4u32, 0..400u32, 0..4u32, 0..3u32),
            weights in prop::collection::vec(-50..50i64, 9),
        ) {
            let (whole, lines) = read_program(program(&sessions, asked).as_bytes()).unwrap();
            let rules = RuleBook::default();
            let case = Case { whole: &whole, part: &whole, lines: &lines, rules: &rules, against: None, timetable: false };
            let spots = spots(&whole);
            let week = Week::leanest(&spots[0]);
            let needs = own_needs(&case, &spots[0], &week);
            let found = Problem::new(&week, &needs).best(&weights, &Cell::new(1_000_000));
            prop_assert_eq!(found.map(|choice| choice.weight), by_trying(&week, &needs, &weights));
        }
    }
}
