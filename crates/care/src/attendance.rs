//! What coming late and leaving early earns: minutes by block, breaks left out; and which outcome it is.

use footbridge_definition::model::Kind;
use footbridge_definition::value::{Length, Unit};

use crate::{facts::BlockCredit, schedule::Block};

/// How a client who was there is recorded: by the outcome with the longest `after` that they exceeded, where the kind says from when
/// on somebody is late or counts as absent; otherwise every minute late is late.
pub fn outcome(kind: Option<&Kind>, late: u32, left: u32) -> String {
    let bounds = || kind.into_iter().flat_map(|kind| &kind.outcomes).filter_map(|(name, said)| Some((minutes(said.after?)?, name)));
    let exceeded = bounds().filter(|(after, _)| late > *after).max_by_key(|(after, _)| *after);
    let says_late = bounds().any(|(_, name)| name == "late");
    match exceeded {
        Some((_, name)) => name.clone(),
        None if late > 0 && !says_late => "late".into(),
        None if left > 0 => "left_early".into(),
        None => "present".into(),
    }
}

fn minutes(length: Length) -> Option<u32> {
    (length.unit == Unit::Minute).then_some(length.n)
}

/// Minutes earned in each block by a client who came `late` minutes after the start and left `left` minutes before the end.
///
/// Both are measured on the wall clock of the whole session, breaks included; a break missed costs nothing.
pub fn credit(blocks: &[Block], late: u32, left: u32) -> Vec<BlockCredit> {
    let whole: u32 = blocks.iter().map(|block| block.minutes).sum();
    let stays_until = whole.saturating_sub(left);
    let mut from = 0;
    let mut earned = Vec::new();
    for block in blocks {
        let until = from + block.minutes;
        let minutes = until.min(stays_until).saturating_sub(from.max(late));
        if !block.is_break {
            earned.push(BlockCredit { kind: block.kind.clone(), minutes, topic: block.topic.clone() });
        }
        from = until;
    }
    earned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session() -> Vec<Block> {
        let block = |kind: &str, minutes, is_break| Block { kind: kind.into(), minutes, is_break, topic: None };
        vec![block("education", 90, false), block("break", 15, true), block("reflection", 45, false)]
    }

    fn minutes(late: u32, left: u32) -> Vec<u32> {
        credit(&session(), late, left).iter().map(|c| c.minutes).collect()
    }

    fn kind(outcomes: &str) -> Kind {
        serde_json::from_str(&format!(r#"{{ "name": "group", "family": "session", "outcomes": {outcomes} }}"#)).unwrap()
    }

    #[test]
    fn where_the_kind_says_nothing_every_minute_late_is_late() {
        assert_eq!(outcome(None, 1, 0), "late");
        assert_eq!(outcome(None, 0, 5), "left_early");
        assert_eq!(outcome(Some(&kind("{}")), 0, 0), "present");
    }

    #[test]
    fn who_comes_later_than_the_kind_allows_is_recorded_as_it_says() {
        let kind = kind(r#"{ "late": { "after": "10 min" }, "absent": { "after": "30 min" } }"#);
        let said: Vec<String> = [10, 11, 30, 31].into_iter().map(|late| outcome(Some(&kind), late, 0)).collect();
        assert_eq!(said, ["present", "late", "late", "absent"]);
    }

    #[test]
    fn who_is_there_throughout_earns_all_but_the_break() {
        assert_eq!(minutes(0, 0), [90, 45]);
    }

    #[test]
    fn who_comes_late_loses_the_minutes_of_the_first_block() {
        assert_eq!(minutes(20, 0), [70, 45]);
        assert_eq!(minutes(100, 0), [0, 45]);
    }

    #[test]
    fn who_leaves_early_loses_the_minutes_of_the_last() {
        assert_eq!(minutes(0, 30), [90, 15]);
        assert_eq!(minutes(0, 55), [90, 0]);
    }

    #[test]
    fn nobody_earns_less_than_nothing() {
        assert_eq!(minutes(120, 120), [0, 0]);
    }
}
