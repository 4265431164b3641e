//! Time and randomness, as values. The binary makes the real ones; a test makes its own.

use std::{fmt, sync::Arc};

use footbridge_care::ids::Id;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Where `now` comes from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks this function.
    pub fn of(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// A clock that stands still.
    pub fn fixed(now: Timestamp) -> Self {
        Self::of(move || now)
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// The source of random bytes refused.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("no random bytes to be had")]
pub struct NoRandomness;

type Fill = dyn Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync;

/// Where random bytes come from.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

impl Random {
    /// Random bytes from this function.
    pub fn of(fill: impl Fn(&mut [u8]) -> Result<(), NoRandomness> + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// The operating system's generator, fit for secrets. Only the binary's wiring asks for it.
    pub fn of_the_system() -> Self {
        Self::of(|bytes| getrandom::fill(bytes).map_err(|_| NoRandomness))
    }

    /// So many fresh bytes.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source refuses.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        (self.0)(&mut bytes)?;
        Ok(bytes)
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

/// The ids an act will need, fixed before it starts: an act that is tried again names the same things again.
#[derive(Debug, Clone)]
pub struct Ids {
    now: Timestamp,
    seed: [u8; 32],
    drawn: u32,
}

impl Ids {
    /// Ids made at this time from this seed.
    pub const fn new(now: Timestamp, seed: [u8; 32]) -> Self {
        Self { now, seed, drawn: 0 }
    }

    /// The next one. Those of one act sort in the order they were drawn.
    pub fn draw<K>(&mut self) -> Id<K> {
        let digest: [u8; 32] = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_be_bytes()).finalize().into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        let [_, _, high, low] = self.drawn.to_be_bytes();
        self.drawn = self.drawn.wrapping_add(1);
        Id::from_parts(u64::try_from(self.now.as_millisecond()).unwrap_or(0), [high, low, a, b, c, d, e, f, g, h])
    }

    /// The moment they were fixed at.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// A seed for something else the same act draws; different from every id.
    pub fn seed(&mut self) -> [u8; 32] {
        let digest = Sha256::new().chain_update(b"seed").chain_update(self.seed).chain_update(self.drawn.to_be_bytes());
        self.drawn = self.drawn.wrapping_add(1);
        digest.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use footbridge_care::ids::{Client, Session};

    use super::*;

    fn moment(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(ms).unwrap()
    }

    #[test]
    fn an_act_tried_again_draws_the_same_ids() {
        let start = Ids::new(moment(1_700_000_000_000), [7; 32]);
        let (mut first, mut again) = (start.clone(), start);
        assert_eq!(first.draw::<Client>(), again.draw::<Client>());
        assert_eq!(first.draw::<Session>(), again.draw::<Session>());
    }

    #[test]
    fn ids_of_one_act_differ_and_sort_as_drawn() {
        let mut ids = Ids::new(moment(1_700_000_000_000), [7; 32]);
        let drawn: Vec<_> = (0..300).map(|_| ids.draw::<Client>()).collect();
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn another_seed_gives_other_ids() {
        let (mut one, mut two) = (Ids::new(moment(5), [1; 32]), Ids::new(moment(5), [2; 32]));
        assert_ne!(one.draw::<Client>(), two.draw::<Client>());
        assert_ne!(one.seed(), two.seed());
    }
}
