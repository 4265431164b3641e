//! What a context brings to the pages that span contexts: routes, entries of the navigation, cards of Today, panels of the client's page,
//! sources of its timeline. Each part is drawn with a scope or permit of its own right, and left out for whoever has none.

use std::{fmt, sync::Arc};

use footbridge_care::ids::Client;
use footbridge_policy::{Key, Permit, Right, Role, Scope, Sensitivity, Subject};
use jiff::Timestamp;
use maud::Markup;

use crate::{Failure, Reaction, Reading, Routes};

/// One context as the binary wires it.
#[derive(Default)]
pub struct Module {
    pub(crate) routes: Routes,
    pub(crate) parts: Parts,
}

/// The route table of several contexts as one text, sorted by path.
pub fn route_table(modules: &[Module]) -> String {
    let mut rows: Vec<String> =
        modules.iter().flat_map(|module| module.route_table().lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    rows.sort_by_key(|row| row.split_whitespace().nth(1).map(str::to_owned));
    rows.join("\n") + "\n"
}

/// The registered parts of all contexts, in their order.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) nav: Vec<NavItem>,
    pub(crate) today: Vec<TodayCard>,
    pub(crate) panels: Vec<ClientPanel>,
    pub(crate) timeline: Vec<TimelineSource>,
    pub(crate) search: Option<(&'static str, Key)>,
    pub(crate) reactions: Vec<Reaction>,
}

impl Module {
    /// A context with these routes.
    pub fn new(routes: Routes) -> Self {
        Self { routes, parts: Parts::default() }
    }

    /// Its route table as text, for the golden file; see [`Routes::table`].
    pub fn route_table(&self) -> String {
        self.routes.table()
    }

    /// Reacts, in the same transaction, whenever a course takes a turn.
    pub fn reacts_to_turns(mut self, reaction: Reaction) -> Self {
        self.parts.reactions.push(reaction);
        self
    }

    /// Adds an entry to the navigation.
    pub fn nav(mut self, item: NavItem) -> Self {
        self.parts.nav.push(item);
        self
    }

    /// Says where the search for a client asks (`GET ?q=`), and the right it needs.
    pub fn search<R: Right>(mut self, path: &'static str, _right: R) -> Self {
        self.parts.search = Some((path, R::KEY));
        self
    }

    /// Adds a card to Today.
    pub fn today(mut self, card: TodayCard) -> Self {
        self.parts.today.push(card);
        self
    }

    /// Adds a panel to the client's page.
    pub fn panel(mut self, panel: ClientPanel) -> Self {
        self.parts.panels.push(panel);
        self
    }

    /// Adds a source of the client's timeline.
    pub fn timeline(mut self, source: TimelineSource) -> Self {
        self.parts.timeline.push(source);
        self
    }
}

impl Parts {
    pub(crate) fn gather(modules: Vec<Module>) -> (Routes, Self) {
        let (mut routes, mut all) = (Routes::new(), Self::default());
        for module in modules {
            routes = routes.and(module.routes);
            all.nav.extend(module.parts.nav);
            all.today.extend(module.parts.today);
            all.panels.extend(module.parts.panels);
            all.timeline.extend(module.parts.timeline);
            all.search = all.search.or(module.parts.search);
            all.reactions.extend(module.parts.reactions);
        }
        all.nav.sort_by_key(|item| item.order);
        all.today.sort_by_key(|card| card.order);
        all.panels.sort_by_key(|panel| panel.order);
        (routes, all)
    }
}

/// An entry of the navigation, shown to whoever holds its right.
#[derive(Debug, Clone, Copy)]
pub struct NavItem {
    /// Where it stands: small first.
    pub order: i32,
    /// What it says.
    pub label: &'static str,
    /// Where it leads.
    pub path: &'static str,
    /// The right it needs; none is everybody.
    pub right: Option<Key>,
}

type Draw<A> = Arc<dyn Fn(&mut Reading<'_, '_>, A) -> Result<Option<Markup>, Failure> + Send + Sync>;

/// A card of Today. It may draw nothing.
pub struct TodayCard {
    pub(crate) key: &'static str,
    pub(crate) order: i32,
    pub(crate) first_for: &'static [Role],
    draw: Draw<()>,
}

impl TodayCard {
    /// A card drawn within a scope of this right; whoever has none does not get it.
    pub fn new<R: Right>(
        (key, order): (&'static str, i32),
        right: R,
        draw: impl Fn(&mut Reading<'_, '_>, &Scope<R>) -> Result<Option<Markup>, Failure> + Send + Sync + 'static,
    ) -> Self {
        let scoped = move |reading: &mut Reading<'_, '_>, ()| match reading.scope(right) {
            Ok(scope) => draw(reading, &scope),
            Err(_) => Ok(None),
        };
        Self { key, order, first_for: &[], draw: Arc::new(scoped) }
    }

    /// The same, before the others for these roles.
    pub fn first_for(self, roles: &'static [Role]) -> Self {
        Self { first_for: roles, ..self }
    }

    pub(crate) fn draw(&self, reading: &mut Reading<'_, '_>) -> Result<Option<Markup>, Failure> {
        (self.draw)(reading, ())
    }
}

impl fmt::Debug for TodayCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TodayCard({})", self.key)
    }
}

/// A panel of the client's page. It may draw nothing.
pub struct ClientPanel {
    pub(crate) key: &'static str,
    pub(crate) order: i32,
    draw: Draw<Subject<Client>>,
}

impl ClientPanel {
    /// A panel drawn with a permit of this right; where it does not reach the client the panel is left out.
    pub fn new<R: Right<Object = Client>>(
        (key, order): (&'static str, i32),
        right: R,
        draw: impl Fn(&mut Reading<'_, '_>, &Permit<R>) -> Result<Option<Markup>, Failure> + Send + Sync + 'static,
    ) -> Self {
        let permitted = move |reading: &mut Reading<'_, '_>, subject| match reading.permit(right, subject) {
            Ok(permit) => draw(reading, &permit),
            Err(_) => Ok(None),
        };
        Self { key, order, draw: Arc::new(permitted) }
    }

    pub(crate) fn draw(&self, reading: &mut Reading<'_, '_>, subject: Subject<Client>) -> Result<Option<Markup>, Failure> {
        (self.draw)(reading, subject)
    }
}

impl fmt::Debug for ClientPanel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientPanel({})", self.key)
    }
}

/// Something that happened, for the client's timeline.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    /// When it happened.
    pub at: Timestamp,
    /// How tender it is; the timeline leaves out what the viewer may not be shown.
    pub sensitivity: Sensitivity,
    /// What is drawn.
    pub body: Markup,
}

/// Which stretch of a timeline is asked for: the newest before a moment, so many at most from each source.
#[derive(Debug, Clone, Copy)]
pub struct TimelineWindow {
    /// Only what happened before this.
    pub before: Timestamp,
    /// At most so many.
    pub most: i64,
}

type Tell = Arc<dyn Fn(&mut Reading<'_, '_>, Subject<Client>, TimelineWindow) -> Result<Vec<TimelineEntry>, Failure> + Send + Sync>;

/// A source of the client's timeline.
pub struct TimelineSource {
    pub(crate) key: &'static str,
    tell: Tell,
}

impl TimelineSource {
    /// A source read with a permit of this right; where it does not reach the client the source is silent.
    pub fn new<R: Right<Object = Client>>(
        key: &'static str,
        right: R,
        tell: impl Fn(&mut Reading<'_, '_>, &Permit<R>, TimelineWindow) -> Result<Vec<TimelineEntry>, Failure> + Send + Sync + 'static,
    ) -> Self {
        let permitted = move |reading: &mut Reading<'_, '_>, subject, window| match reading.permit(right, subject) {
            Ok(permit) => tell(reading, &permit, window),
            Err(_) => Ok(Vec::new()),
        };
        Self { key, tell: Arc::new(permitted) }
    }

    pub(crate) fn tell(
        &self,
        reading: &mut Reading<'_, '_>,
        subject: Subject<Client>,
        window: TimelineWindow,
    ) -> Result<Vec<TimelineEntry>, Failure> {
        (self.tell)(reading, subject, window)
    }
}

impl fmt::Debug for TimelineSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TimelineSource({})", self.key)
    }
}
