//! Ledgers: what was earned and charged, as of today.

use footbridge_definition::model::{Entry, Ledger, Sensitivity};
use jiff::civil::Date;

use super::{
    tally, verdict,
    view::{Seen, View},
};
use crate::line::{Line, Reason, State, Unit};

/// A balance, and what is held back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// What there is, held amounts left out.
    pub value: i64,
    /// What is held back until a condition is true.
    pub held: i64,
    /// Why.
    pub because: Vec<Reason>,
}

/// The unit of a ledger.
pub fn unit(ledger: &Ledger) -> Unit {
    match ledger.unit.as_deref() {
        Some("cents") => Unit::Cents,
        _ => Unit::Points,
    }
}

/// A ledger's balance as of today.
pub fn of(view: &View<'_>, ledger: &Ledger) -> Balance {
    let mut balance = Balance::default();
    for entry in ledger.entries.iter().filter(|entry| verdict::applies(view, entry.only_for.as_ref())) {
        let amount = amount(view, entry);
        if entry.held_until.is_none() || verdict::applies(view, entry.held_until.as_ref()) {
            balance.value += amount;
        } else {
            balance.held += amount;
        }
        if amount != 0 {
            balance.because.push(Reason::new(format!("{}.{}", ledger.name, entry.name), "entry").arg("amount", amount));
        }
    }
    if let Some(cap) = &ledger.cap
        && cap.per.is_none()
    {
        balance.value = balance.value.min(cap.amount);
    }
    balance
}

fn amount(view: &View<'_>, entry: &Entry) -> i64 {
    let each = entry.credit.unwrap_or(0) - entry.charge.unwrap_or(0);
    if let Some(counter) = entry.by_counter.as_ref().and_then(|name| view.def.counter_named(name)) {
        return each * tally::counter(view, counter).value;
    }
    let Some(window) = entry.per else { return by_events(view, entry, each) };
    let (mut date, mut windows, today) = (view.enrolled(), 0, view.input.today);
    while date <= today {
        windows += 1;
        date = view.window(window, date).1.tomorrow().unwrap_or(Date::MAX);
        if date == Date::MAX {
            break;
        }
    }
    each * windows
}

/// Each event's amount; one that rises does so with each event since the run's last reset.
fn by_events(view: &View<'_>, entry: &Entry, each: i64) -> i64 {
    let Some(rising) = &entry.rising else {
        return each * i64::try_from(view.seen.iter().filter(|seen| raised(view, &entry.on, seen)).count()).unwrap_or(0);
    };
    let resets =
        view.def.counter_named(&rising.with).and_then(|counter| counter.run.as_ref()).map(|run| run.resets.clone()).unwrap_or_default();
    let (mut total, mut level, mut reached, mut since_reset) = (0, 0, 0, 0);
    for seen in &view.seen {
        if raised(view, &resets, seen) {
            (level, since_reset) = (0, 0);
        } else if raised(view, &entry.on, seen) {
            let value = each + level * rising.step;
            total += rising.cap.map_or(value, |cap| value.min(cap));
            (level, since_reset) = (level + 1, since_reset + 1);
            reached = reached.max(level);
            if rising.recovers_after.is_some_and(|after| since_reset == after) {
                level = reached;
            }
        }
    }
    total
}

fn raised(view: &View<'_>, names: &[String], seen: &Seen<'_>) -> bool {
    names.iter().any(|name| view.raises(seen, name))
}

/// The line of a ledger.
pub fn line(view: &View<'_>, ledger: &Ledger) -> Line {
    let balance = of(view, ledger);
    Line {
        code: format!("balance:{}", ledger.name),
        label: ledger.label.clone().unwrap_or_else(|| ledger.name.clone()),
        state: State::OnCourse,
        value: balance.value,
        target: None,
        projected: (balance.held != 0).then_some(balance.value + balance.held),
        unit: unit(ledger),
        window: None,
        due: None,
        because: balance.because,
        sensitivity: Sensitivity::Administrative,
    }
}
