//! Times, sorted.

use std::time::{Duration, Instant};

/// How long each of many took.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Does something over and over for so long, at least three times.
    pub fn of(patience: Duration, mut work: impl FnMut()) -> Self {
        let started = Instant::now();
        let mut times = Vec::new();
        while times.len() < 3 || started.elapsed() < patience {
            let at = Instant::now();
            work();
            times.push(at.elapsed());
        }
        Self::from(times)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which this share (0 to 100) was done.
    pub fn within(&self, percent: usize) -> Duration {
        let last = self.0.len().saturating_sub(1);
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1).min(last);
        self.0.get(at).copied().unwrap_or_default()
    }

    /// As `p50 / p99`.
    pub fn halves(&self) -> String {
        format!("{} / {}", said(self.within(50)), said(self.within(99)))
    }
}

impl From<Vec<Duration>> for Times {
    fn from(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
}

/// A time with three digits that mean something.
pub fn said(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        m if m < 1e3 => format!("{m:.0} µs"),
        m if m < 1e5 => format!("{:.1} ms", m / 1e3),
        m if m < 1e6 => format!("{:.0} ms", m / 1e3),
        m => format!("{:.2} s", m / 1e6),
    }
}
