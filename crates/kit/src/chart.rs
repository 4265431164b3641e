//! The client's page and timeline, composed from what contexts registered. The page itself is of `people`.

use footbridge_care::ids::Client;
use footbridge_policy::Subject;
use maud::Markup;

use crate::{Failure, Reading, TimelineEntry, TimelineWindow};

impl Reading<'_, '_> {
    /// The panels of a client's page that this person gets, in order, each with its key.
    ///
    /// # Errors
    /// What a panel returns.
    pub fn client_panels(&mut self, subject: Subject<Client>) -> Result<Vec<(&'static str, Markup)>, Failure> {
        let Some(parts) = self.parts() else {
            return Ok(Vec::new());
        };
        let mut drawn = Vec::new();
        for panel in &parts.panels {
            drawn.extend(panel.draw(self, subject)?.map(|markup| (panel.key, markup)));
        }
        Ok(drawn)
    }

    /// What happened to a client, newest first, as far as this person may be shown it.
    ///
    /// # Errors
    /// What a source returns.
    pub fn timeline(&mut self, subject: Subject<Client>, window: TimelineWindow) -> Result<Vec<TimelineEntry>, Failure> {
        let Some(parts) = self.parts() else {
            return Ok(Vec::new());
        };
        let mut entries = Vec::new();
        for source in &parts.timeline {
            entries.extend(source.tell(self, subject, window)?);
        }
        let mut entries = self.actor().keep_visible(entries, |entry| entry.sensitivity);
        entries.retain(|entry| entry.at < window.before);
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        entries.truncate(usize::try_from(window.most).unwrap_or(0));
        Ok(entries)
    }
}
