//! What coming late and leaving early earns: minutes by block, breaks left out.

use crate::{facts::BlockCredit, schedule::Block};

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
