//! Randomness, seeded: the same seed gives the same course of things. Each client has a stream of their own, so that what
//! befalls one does not move the others.

use jiff::{ToSpan, civil::Date};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A stream of chance.
#[derive(Clone, Debug)]
pub(crate) struct Luck(ChaCha8Rng);

impl Luck {
    /// The stream of that number.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// Evenly from 0 up to, not including, 1.
    pub fn even(&mut self) -> f64 {
        // `as`: 53 bits fit a double exactly.
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with this chance.
    pub fn chance(&mut self, chance: f64) -> bool {
        self.even() < chance
    }

    /// Evenly from 0 up to, not including, `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        usize::try_from(self.0.next_u64().checked_rem(n).unwrap_or(0)).unwrap_or(0)
    }

    /// Evenly from `low` to `high`, both inside.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let width = usize::try_from(high.saturating_sub(low)).unwrap_or(0) + 1;
        low + u32::try_from(self.below(width)).unwrap_or(0)
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    /// Which of these weights is drawn.
    pub fn weighed(&mut self, weights: &[f64]) -> usize {
        let mut left = self.even() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// Around 0 with standard deviation 1: the sum of twelve even draws.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }

    /// Whole days with this mean, at least one, most of them short.
    pub fn wait(&mut self, mean: f64) -> i64 {
        let drawn = -(1.0 - self.even()).ln() * mean;
        whole(drawn).max(1)
    }

    /// So many times, with this mean: its whole part, and one more with the chance of the rest.
    pub fn about(&mut self, mean: f64) -> u32 {
        let base = whole(mean);
        // `as`: counts are small.
        let rest = mean - base as f64;
        u32::try_from(base).unwrap_or(0) + u32::from(self.chance(rest))
    }
}

/// The whole part, between nothing and a million.
pub(crate) fn whole(value: f64) -> i64 {
    // `as`: clamped before.
    value.clamp(0.0, 1e6) as i64
}

/// A count as a number to reckon with.
pub(crate) fn number(count: usize) -> f64 {
    // `as`: counts are far below 2^53.
    count as f64
}

/// So many days later, or earlier where negative.
pub(crate) fn shift(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}
