//! A queue for connections: first come, first served, not too long, and nobody waits for ever.

use std::{
    collections::VecDeque,
    ops::{Deref, DerefMut},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::DbError;

/// What a pool needs to know about its connections.
pub(crate) trait Pooled {
    /// Makes the connection fit for the next user; `false` when it has to be thrown away.
    fn tidy(&mut self) -> bool;
}

/// Up to `size` connections for any number of threads.
pub(crate) struct Pool<C: Pooled> {
    state: Mutex<State<C>>,
    changed: Condvar,
    size: usize,
    queue: usize,
    deadline: Duration,
    make: Box<dyn Fn() -> Result<C, DbError> + Send + Sync>,
}

struct State<C> {
    idle: Vec<C>,
    made: usize,
    line: VecDeque<u64>,
    next: u64,
}

impl<C> State<C> {
    fn may_enter(&self, size: usize) -> bool {
        !self.idle.is_empty() || self.made < size
    }
}

impl<C: Pooled> Pool<C> {
    pub(crate) fn new(limits: (usize, usize, Duration), make: impl Fn() -> Result<C, DbError> + Send + Sync + 'static) -> Self {
        let (size, queue, deadline) = limits;
        let state = State { idle: Vec::new(), made: 0, line: VecDeque::new(), next: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new(), size, queue, deadline, make: Box::new(make) }
    }

    /// A connection to oneself, or [`DbError::Busy`] when the line is too long or the deadline passes.
    pub(crate) fn take(&self) -> Result<Lease<'_, C>, DbError> {
        let mut state = self.wait_for_turn(self.lock())?;
        if let Some(connection) = state.idle.pop() {
            return Ok(Lease { pool: self, connection: Some(connection) });
        }
        state.made += 1;
        drop(state);
        let connection = (self.make)().inspect_err(|_| self.forget_one())?;
        Ok(Lease { pool: self, connection: Some(connection) })
    }

    fn wait_for_turn<'a>(&'a self, mut state: MutexGuard<'a, State<C>>) -> Result<MutexGuard<'a, State<C>>, DbError> {
        if state.line.is_empty() && state.may_enter(self.size) {
            return Ok(state);
        }
        if state.line.len() >= self.queue {
            return Err(DbError::Busy);
        }
        let until = Instant::now() + self.deadline;
        let ticket = state.next;
        state.next += 1;
        state.line.push_back(ticket);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            let first = state.line.front() == Some(&ticket);
            if first && state.may_enter(self.size) {
                state.line.pop_front();
                self.changed.notify_all();
                return Ok(state);
            }
            if Instant::now() >= until {
                state.line.retain(|waiting| *waiting != ticket);
                self.changed.notify_all();
                return Err(DbError::Busy);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget_one(&self) {
        self.lock().made -= 1;
        self.changed.notify_all();
    }

    fn give_back(&self, connection: C) {
        self.lock().idle.push(connection);
        self.changed.notify_all();
    }
}

/// A connection that goes back when it is dropped.
pub(crate) struct Lease<'p, C: Pooled> {
    pool: &'p Pool<C>,
    connection: Option<C>,
}

impl<C: Pooled> Drop for Lease<'_, C> {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        if connection.tidy() {
            self.pool.give_back(connection);
        } else {
            self.pool.forget_one();
        }
    }
}

#[expect(clippy::expect_used, reason = "a lease holds its connection until it is dropped")]
impl<C: Pooled> Deref for Lease<'_, C> {
    type Target = C;
    fn deref(&self) -> &C {
        self.connection.as_ref().expect("held until dropped")
    }
}

#[expect(clippy::expect_used, reason = "a lease holds its connection until it is dropped")]
impl<C: Pooled> DerefMut for Lease<'_, C> {
    fn deref_mut(&mut self) -> &mut C {
        self.connection.as_mut().expect("held until dropped")
    }
}
