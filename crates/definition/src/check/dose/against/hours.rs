//! Minutes a week against a rule: at the least, at the most, and what there is to spare; with individual sessions and without.

use super::super::search::{Choice, Problem};
use super::super::{Study, amounts, mending, minutes, own};
use super::{Asked, counted, floor, is_group};
use crate::finding::Finding;
use crate::rules::{Rule, RuleSet};

/// A week's minutes: groups alone, and with individual sessions.
#[derive(Clone, Copy, Default)]
struct Sum {
    sessions: u32,
    without: u32,
    with: u32,
    /// How long each group is, where all are as long; nought where they differ.
    each: u32,
}

/// One rule about a week, on one spot.
struct Reading<'a> {
    study: &'a Study<'a>,
    set: &'a RuleSet,
    rule: &'a Rule,
    floor: u32,
}

pub(super) fn findings(study: &Study<'_>, set: &RuleSet, rule: &Rule) -> (Vec<Finding>, Option<Asked>) {
    let reading = Reading { study, set, rule, floor: floor(rule) };
    let slots = study.week.slots.len();
    if (0..slots).any(|index| is_group(study, index) && counted(study, rule, index).is_none()) {
        return (reading.not_said().into_iter().collect(), None);
    }
    if !(0..slots).any(|index| counted(study, rule, index).is_some_and(|(_, high)| high > 0)) {
        return (Vec::new(), None);
    }
    let offered = reading.offered();
    let needs = own::expected(study);
    let Some(asked) = own::cheapest(study, &needs, |index| counted(study, rule, index).map_or(0, |(low, _)| low)) else {
        return (Vec::new(), None);
    };
    let (low, high) = (reading.at_least(asked), reading.sum(asked, |(_, high)| high));
    let mut found = vec![reading.floor_finding(offered, (low, high))];
    found.extend(reading.ceiling());
    let asked = Asked { set: set.id.clone(), floor: reading.floor, low: reading.counts(low), high: reading.counts(high) };
    (found, Some(asked))
}

impl Reading<'_> {
    fn counts(&self, sum: Sum) -> u32 {
        if self.rule.counts.individual { sum.with } else { sum.without }
    }

    fn sum(&self, choice: Choice, of: impl Fn((u32, u32)) -> u32) -> Sum {
        let mut sum = Sum::default();
        for index in (0..self.study.week.slots.len()).filter(|index| choice.has(*index)) {
            let Some(earned) = counted(self.study, self.rule, index).map(&of).filter(|earned| *earned > 0) else { continue };
            sum.with = sum.with.saturating_add(earned);
            if is_group(self.study, index) {
                sum.each = if sum.sessions == 0 || sum.each == earned { earned } else { 0 };
                sum.sessions += 1;
                sum.without = sum.without.saturating_add(earned);
            }
        }
        sum
    }

    /// The least that what is asked earns; hours that the program itself asks for are reached within the sessions' ranges.
    fn at_least(&self, choice: Choice) -> Sum {
        let sum = self.sum(choice, |(low, _)| low);
        let own = self.study.needs.iter().filter(|need| need.binds() && need.count == super::super::needs::Count::Minutes);
        let reached = own.filter(|need| need.is_met(self.study.week, choice)).map(|need| need.min).max().unwrap_or(0);
        Sum { without: sum.without.max(reached), with: sum.with.max(reached), ..sum }
    }

    /// Everything that the week offers.
    fn offered(&self) -> Sum {
        let weights: Vec<i64> = (0..self.study.week.slots.len())
            .map(|index| counted(self.study, self.rule, index).map_or(0, |(_, high)| i64::from(high)))
            .collect();
        let all = Problem::new(self.study.week, []).best(&weights, self.study.budget);
        all.map(|choice| self.sum(choice, |(_, high)| high)).unwrap_or_default()
    }

    fn finding(&self, finding: Finding, value: u32) -> Finding {
        self.study.about(finding.rule(&self.set.id).figures(i64::from(value), i64::from(self.floor), "minutes"))
    }

    /// `4 × 135 = 540 min (9 h)`.
    fn product(&self, sum: Sum) -> String {
        match sum.sessions {
            2.. if sum.each.saturating_mul(sum.sessions) == sum.without => {
                format!("{} × {} = {}", sum.sessions, sum.each, minutes(sum.without))
            }
            2.. => format!("{} in {} sessions", minutes(sum.without), sum.sessions),
            _ => minutes(sum.without),
        }
    }

    /// What individual sessions add.
    fn individual(&self, sum: Sum) -> String {
        let open = |index: &usize| {
            !is_group(self.study, *index)
                && counted(self.study, self.rule, *index).is_none()
                && !self.study.week.slots.get(*index).is_some_and(|slot| slot.offering.optional)
        };
        let unsaid = (0..self.study.week.slots.len()).any(|index| open(&index));
        match (sum.with > sum.without, unsaid) {
            (true, false) => format!(" ({} with individual sessions)", minutes(sum.with)),
            (true, true) => format!(" ({} with individual sessions, and more with those whose length is not said)", minutes(sum.with)),
            (false, true) => " (individual sessions come on top; their length is not said)".into(),
            (false, false) => String::new(),
        }
    }

    fn floor_finding(&self, offered: Sum, (low, high): (Sum, Sum)) -> Finding {
        let (line, floor) = (self.study.line(), minutes(self.floor));
        if self.counts(offered) < self.floor {
            let lacking = minutes(self.floor - self.counts(offered));
            let message = format!(
                "the week offers {} of the {floor} that `{}` asks{}: {lacking} are missing",
                self.product(offered),
                self.set.id,
                self.individual(offered)
            );
            let mend = mending::for_minutes(self.study, self.counts(offered), self.floor);
            return self.finding(Finding::warning("week-short", line, message).mend(mend), self.counts(offered));
        }
        if self.counts(low) < self.floor {
            return self.least_short(low, high);
        }
        let spare = self.spare(offered, low);
        if low.without == self.floor {
            let left = low.without.saturating_sub(self.longest());
            let message = format!(
                "what is asked makes {}{}, exactly the {floor} of `{}`: nothing to spare without individual sessions. One missed session leaves {}; {spare}",
                self.product(low),
                self.individual(low),
                self.set.id,
                minutes(left)
            );
            return self.finding(
                Finding::warning("week-no-slack", line, message)
                    .mend("ask for one session more, make each a little longer, or count the individual session"),
                low.without,
            );
        }
        let message = format!(
            "what is asked makes {}{}, {} over the {floor} of `{}`; {spare}",
            self.product(low),
            self.individual(low),
            minutes(self.counts(low) - self.floor),
            self.set.id
        );
        self.finding(Finding::note("week-fits", line, message), self.counts(low))
    }

    fn longest(&self) -> u32 {
        let groups = (0..self.study.week.slots.len()).filter(|index| is_group(self.study, *index));
        groups.filter_map(|index| counted(self.study, self.rule, index)).map(|(_, high)| high).max().unwrap_or(0)
    }

    fn spare(&self, offered: Sum, low: Sum) -> String {
        let extra = offered.sessions.saturating_sub(low.sessions);
        match extra {
            0 => "the week offers no more than these".into(),
            1 => format!("the week offers {}, so one session is spare", self.product(offered)),
            _ => format!("the week offers {}, so {extra} sessions are spare", self.product(offered)),
        }
    }

    fn least_short(&self, low: Sum, high: Sum) -> Finding {
        let (floor, longest) = (minutes(self.floor), self.longest().max(1));
        let enough = self.floor.div_ceil(longest);
        let reaches = self.counts(high) >= self.floor;
        if low.without == 0 && reaches {
            let each = self.floor.div_ceil(high.sessions.max(1));
            let message = format!(
                "what is asked makes at most {}, and no least length is said: the {floor} of `{}` need {each} min in each{}",
                self.product(high),
                self.set.id,
                self.individual(low)
            );
            return self.finding(
                Finding::note("length-not-said", self.study.line(), message).mend("say the least `minutes`, breaks left out"),
                self.counts(high),
            );
        }
        let reach = match (low.without == high.without, low.without, reaches) {
            (true, ..) => String::new(),
            (false, 0, _) => " (at its longest; no least is said)".into(),
            (false, _, true) => format!(" (at its longest {})", self.product(high)),
            (false, _, false) => format!(" (even at its longest {})", self.product(high)),
        };
        let sum = if low.without == 0 { high } else { low };
        let message = format!(
            "the least that is asked makes {}{}, under the {floor} of `{}`{reach}",
            self.product(sum),
            self.individual(sum),
            self.set.id
        );
        let mend = format!(
            "ask for {enough} sessions ({enough} × {longest} = {}), or say that this is another level of care",
            minutes(enough.saturating_mul(longest))
        );
        self.finding(Finding::warning("week-least-short", self.study.line(), message).mend(mend), self.counts(sum))
    }

    /// Where what is asked at the top reaches the next level of care, or runs over the rule's most.
    fn ceiling(&self) -> Option<Finding> {
        let (sessions, most) = amounts::at_the_top(self.study, |index| counted(self.study, self.rule, index).map_or(0, |(_, high)| high))?;
        let top = self.rule.owes.amount.as_ref().and_then(|amount| amount.max)?;
        let product = self.product(Sum { sessions, without: most, with: most, each: most.checked_div(sessions).unwrap_or(0) });
        let next = self.rule.next.as_ref().filter(|next| most >= next.at);
        let message = match next {
            Some(next) => format!("at the top the week makes {product}: {} is the next level, {}", minutes(next.at), next.level),
            None if most > top => format!("at the top the week makes {product}, over the {} of `{}`", minutes(top), self.set.id),
            None => return None,
        };
        let code = if next.is_some() { "next-level" } else { "week-over" };
        let finding = Finding::warning(code, self.study.line(), message).mend("narrow the ranges at the top");
        Some(self.study.about(finding.rule(&self.set.id).figures(i64::from(most), i64::from(next.map_or(top, |next| next.at)), "minutes")))
    }

    /// A group does not say how long it is: how long it would have to be.
    fn not_said(&self) -> Option<Finding> {
        let open = self
            .study
            .week
            .slots
            .iter()
            .enumerate()
            .find(|(index, _)| is_group(self.study, *index) && counted(self.study, self.rule, *index).is_none())?;
        let needs = own::expected(self.study);
        let few = own::cheapest(self.study, &needs, |_| 1).map_or(0, |choice| {
            (0..self.study.week.slots.len()).filter(|index| choice.has(*index) && is_group(self.study, *index)).fold(0, |sum, _| sum + 1)
        });
        let (many, _) = amounts::at_the_top(self.study, |_| 1)?;
        let each = |sessions: u32| self.floor.checked_div(sessions).map_or(0, |_| self.floor.div_ceil(sessions));
        let name = &open.1.offering.name;
        let message = format!(
            "`{name}` does not say how long it is: {} of `{}` are {} min in each of {few} sessions, {} min in each of {many}",
            minutes(self.floor),
            self.set.id,
            each(few),
            each(many)
        );
        let line = self.study.case.line("offering", name, "name");
        Some(self.study.about(
            Finding::note("length-not-said", line, message).rule(&self.set.id).mend("say `minutes` here or in the site's timetable"),
        ))
    }
}
