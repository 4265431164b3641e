//! Quantities with their units. Minutes are whole numbers everywhere; a duration is never written as a decimal of hours.

use super::{count, t_args};

/// Minutes as people say them: `405` is "6 h 45 min", `540` is "9 h 00 min", `45` is "45 min", `-30` is "−30 min".
pub fn minutes(total: i64) -> String {
    let sign = if total < 0 { "−" } else { "" };
    let (hours, rest) = (total.unsigned_abs() / 60, total.unsigned_abs() % 60);
    if hours == 0 {
        t_args("amount-minutes", &[("sign", sign.into()), ("min", rest.to_string().into())])
    } else {
        let rest = format!("{rest:02}");
        t_args("amount-hours", &[("sign", sign.into()), ("h", hours.to_string().into()), ("min", rest.into())])
    }
}

/// A quantity with its unit's code (`minutes`, `percent`, `money` in cents, or a counted noun such as `sessions`).
pub fn amount(quantity: i64, unit: &str) -> String {
    match unit {
        "minutes" | "minute" | "min" => minutes(quantity),
        "percent" | "%" => percent(quantity),
        "cents" | "money" => money(quantity),
        "" | "none" => quantity.to_string(),
        noun => count(noun.strip_suffix('s').unwrap_or(noun), quantity),
    }
}

/// A whole percentage: "75 %".
pub fn percent(value: i64) -> String {
    t_args("amount-percent", &[("n", value.into())])
}

/// A value against its target: "6 h 45 min of 9 h 00 min".
pub fn of(value: &str, target: &str) -> String {
    t_args("amount-of", &[("value", value.into()), ("target", target.into())])
}

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    t_args("amount-money", &[("sign", sign.into()), ("whole", whole.to_string().into()), ("part", format!("{part:02}").into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_said_in_hours_and_minutes() {
        let said: Vec<String> = [0, 45, 60, 405, 540, -30, -90].into_iter().map(minutes).collect();
        assert_eq!(said, ["0 min", "45 min", "1 h 00 min", "6 h 45 min", "9 h 00 min", "−30 min", "−1 h 30 min"]);
        assert_eq!(minutes(i64::MIN).chars().next(), Some('−'));
    }

    #[test]
    fn every_amount_has_its_unit() {
        assert_eq!(amount(405, "minutes"), "6 h 45 min");
        assert_eq!(amount(1, "sessions"), "1 session");
        assert_eq!(amount(4, "days"), "4 days");
        assert_eq!(amount(75, "percent"), "75 %");
        assert_eq!(amount(1250, "cents"), "$12.50");
    }

    #[test]
    fn a_value_is_said_against_its_target() {
        assert_eq!(of(&minutes(405), &minutes(540)), "6 h 45 min of 9 h 00 min");
    }
}
