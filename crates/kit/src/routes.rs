//! The route table: every path of a context with its method, the right it needs and whether it is audited.
//!
//! A row is the only way to mount a handler, and the row puts the gate before it: no handler runs for somebody without the right, and an
//! audited page cannot leave without its audit entry. The table is printed into `routes.txt` and reviewed like code.

use std::fmt::Write as _;

use axum::{
    Extension, Router,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodFilter, MethodRouter, on},
};
use footbridge_policy::{Key, Right};

use crate::{Kit, gate};

/// Who gets as far as the handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Anybody.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds this right at all; the handler still decides about the object.
    Needs(Key),
}

/// What a route asks of a request, and whether it owes the audit an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Who gets through.
    pub gate: Gate,
    /// Whether an answer may leave only after an audit entry was written.
    pub audited: bool,
}

/// A route for anybody, signed in or not.
pub const fn public() -> Rule {
    Rule { gate: Gate::Public, audited: false }
}

/// A route for whoever is signed in.
pub const fn signed_in() -> Rule {
    Rule { gate: Gate::SignedIn, audited: false }
}

/// A route for whoever holds this right.
pub fn needs<R: Right>(_right: R) -> Rule {
    Rule { gate: Gate::Needs(R::KEY), audited: false }
}

impl Rule {
    /// The same, and the answer owes the audit an entry.
    pub const fn audited(self) -> Self {
        Self { audited: true, ..self }
    }

    /// The row's last two words in the table.
    fn words(self) -> (&'static str, &'static str) {
        let gate = match self.gate {
            Gate::Public => "(anybody)",
            Gate::SignedIn => "(signed in)",
            Gate::Needs(right) => right.code(),
        };
        (gate, if self.audited { "audited" } else { "-" })
    }
}

struct Row {
    method: Method,
    path: &'static str,
    rule: Rule,
    handler: MethodRouter<Kit>,
}

/// The routes of one context.
#[derive(Default)]
pub struct Routes(Vec<Row>);

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to read.
    pub fn get<H: Handler<T, Kit>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.row(Method::GET, path, rule, on(MethodFilter::GET, handler))
    }

    /// A form or a command. It must carry the sign-in's form token unless the route is public.
    pub fn post<H: Handler<T, Kit>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.row(Method::POST, path, rule, on(MethodFilter::POST, handler))
    }

    fn row(mut self, method: Method, path: &'static str, rule: Rule, handler: MethodRouter<Kit>) -> Self {
        self.0.push(Row { method, path, rule, handler });
        self
    }

    /// Gives these handlers something of their context's own, to be taken with `Extension`.
    pub fn with<X: Clone + Send + Sync + 'static>(mut self, shared: X) -> Self {
        for row in &mut self.0 {
            row.handler = std::mem::take(&mut row.handler).layer(Extension(shared.clone()));
        }
        self
    }

    /// These and those.
    pub fn and(mut self, mut more: Self) -> Self {
        self.0.append(&mut more.0);
        self
    }

    /// The table as text, sorted by path: method, path, right, audited.
    pub fn table(&self) -> String {
        let mut rows: Vec<_> = self.0.iter().map(|row| (row.path, row.method.as_str(), row.rule.words())).collect();
        rows.sort_unstable();
        let mut text = String::new();
        for (path, method, (gate, audited)) in rows {
            let _ = writeln!(text, "{method:<5} {path:<52} {gate:<20} {audited}");
        }
        text
    }

    /// The routes mounted, each behind its gate.
    pub(crate) fn mount(self, kit: &Kit) -> Router<Kit> {
        self.0.into_iter().fold(Router::new(), |router, row| {
            let layer = from_fn_with_state((kit.clone(), row.rule), gate::pass);
            router.route(row.path, row.handler.layer(layer))
        })
    }
}
