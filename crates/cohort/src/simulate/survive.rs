//! How long people stay, where some are still there: the product-limit estimate of Kaplan and Meier.

use crate::luck::number;

/// One stay: so many days, and whether it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stayed {
    pub days: i64,
    pub ended: bool,
}

/// The share still in care after each length of stay at which somebody left, in order.
pub(crate) fn curve(stays: &[Stayed]) -> Vec<(i64, f64)> {
    let mut stays = stays.to_vec();
    stays.sort_by_key(|stay| (stay.days, !stay.ended));
    let (mut there, mut share, mut curve) = (stays.len(), 1.0, Vec::new());
    for stay in stays {
        if stay.ended {
            share *= 1.0 - 1.0 / number(there);
            curve.push((stay.days, share));
        }
        there -= 1;
    }
    curve
}

/// The share still in care on a day of their stay.
pub(crate) fn share_at(curve: &[(i64, f64)], day: i64) -> f64 {
    let after = curve.partition_point(|(days, _)| *days <= day);
    after.checked_sub(1).and_then(|at| curve.get(at)).map_or(1.0, |(_, share)| *share)
}

/// The day by which half have left; none where more than half are still there.
pub(crate) fn median(curve: &[(i64, f64)]) -> Option<i64> {
    curve.iter().find(|(_, share)| *share <= 0.5).map(|(days, _)| *days)
}

/// The middle of some figures.
pub(crate) fn middle<T: Copy + Ord>(values: &[T]) -> Option<T> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_still_there_counts_as_long_as_they_were_seen() {
        let stays = [(10, true), (20, false), (30, true), (40, false)].map(|(days, ended)| Stayed { days, ended });
        let curve = curve(&stays);
        assert!((share_at(&curve, 10) - 0.75).abs() < 1e-9);
        assert!((share_at(&curve, 35) - 0.375).abs() < 1e-9, "of the two still seen on day 30 one left");
        assert_eq!(median(&curve), Some(30));
    }

    #[test]
    fn nobody_left_means_everybody_stayed() {
        assert!((share_at(&curve(&[Stayed { days: 9, ended: false }]), 50) - 1.0).abs() < 1e-9);
    }
}
