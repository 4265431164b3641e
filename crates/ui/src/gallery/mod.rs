//! The gallery: every component in every state, on one page. Served at `/gallery`; the tests and axe look at it.
//!
//! All people and texts are invented. [`Voice`] lets the tests put the same hostile text into every place that takes text.

mod arranging;
mod care;
mod forms;
mod lists;
mod pictures;

use maud::{Markup, html};

use crate::{
    flash::{Flash, Outcome},
    layout::{NavItem, PageHead, Viewer, page as shell},
};

/// Says the samples' texts, with something appended when a test wants that.
#[derive(Debug, Clone, Copy, Default)]
pub struct Voice {
    appended: &'static str,
}

impl Voice {
    /// Appends a text to every text of the samples.
    pub const fn appending(appended: &'static str) -> Self {
        Self { appended }
    }

    fn say(self, text: &str) -> String {
        format!("{text}{}", self.appended)
    }
}

/// One component in its states.
#[derive(Debug)]
pub struct Sample {
    /// An id to link to.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// How it looks.
    pub markup: Markup,
}

impl Sample {
    fn new(id: &'static str, title: &'static str, markup: Markup) -> Self {
        Self { id, title, markup }
    }
}

/// Every sample.
pub fn samples(voice: Voice) -> Vec<Sample> {
    let parts: [fn(Voice) -> Vec<Sample>; 5] = [arranging::samples, care::samples, lists::samples, pictures::samples, forms::samples];
    parts.into_iter().flat_map(|part| part(voice)).collect()
}

/// The gallery as a page.
pub fn page() -> Markup {
    page_in(Voice::default())
}

/// The gallery as a page, in that voice.
pub fn page_in(voice: Voice) -> Markup {
    let samples = samples(voice);
    let body = html! {
        nav aria-label="Components" { ul.gallery-index role="list" { @for sample in &samples { li { a href={ "#" (sample.id) } { (sample.title) } } } } }
        @for sample in &samples { section.gallery-part id=(sample.id) { h2 { (sample.title) } (sample.markup) } }
    };
    shell(head(voice), body)
}

fn head(voice: Voice) -> PageHead {
    PageHead::new(voice.say("Gallery"))
        .kicker(voice.say("Design system"))
        .lede(voice.say("Every component in every state. Look at it on a phone, in the dark, by keyboard and on paper."))
        .nav(places(voice))
        .viewer(
            Viewer::new(voice.say("Dana Reyes"), voice.say("Group counselor"), voice.say("token")).link(voice.say("My schedule"), "/me"),
        )
        .site(voice.say("Main Street"))
        .search("/clients/search", voice.say(""))
        .crumb(voice.say("Today"), "/")
        .crumb(voice.say("Help"), "/help")
        .demo(true)
        .flash([
            Flash::done(voice.say("Attendance of Relapse prevention is saved.")).link(voice.say("Mend it"), "/groups/1"),
            Flash::new(Outcome::Note, voice.say("The clinic is closed on Thursday, Nov 26.")),
            Flash::new(Outcome::Warning, voice.say("Two clients have no counselor.")),
            Flash::new(Outcome::Refused, voice.say("Room 2 is taken from 9:00 to 11:15 am.")),
        ])
}

fn places(voice: Voice) -> Vec<NavItem> {
    vec![
        NavItem::new(voice.say("Today"), "/").current().count(3),
        NavItem::new(voice.say("Week"), "/week"),
        NavItem::new(voice.say("Clients"), "/clients"),
        NavItem::new(voice.say("Programs"), "/programs"),
        NavItem::new(voice.say("House"), "/house"),
        NavItem::new(voice.say("Tasks"), "/tasks").count(12),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "<script>alert('x')</script>\"><img src=x onerror=y>&";

    #[test]
    fn every_sample_draws_something_under_an_id_of_its_own() {
        let samples = samples(Voice::default());
        let mut ids: Vec<&str> = samples.iter().map(|sample| sample.id).collect();
        assert!(samples.iter().all(|sample| sample.markup.0.len() > 20));
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn hostile_text_is_escaped_in_every_component() {
        for sample in samples(Voice::appending(HOSTILE)) {
            let html = &sample.markup.0;
            assert!(!html.contains("<script") && !html.contains("<img"), "{}: {html}", sample.id);
        }
        let page = page_in(Voice::appending(HOSTILE)).into_string();
        assert_eq!(page.matches("<script").count(), crate::assets::SCRIPTS.len());
        assert!(!page.contains("<img"));
    }

    /// The policy is `script-src 'self'; style-src 'self'`.
    #[test]
    fn nothing_is_scripted_or_styled_inline() {
        let page = page().into_string();
        assert!(!page.contains("<style") && !page.contains("javascript:"));
        for tag in page.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(!tag.contains(" style="), "{tag}");
            assert!(tag.matches(" class=").count() < 2, "{tag}");
            assert!(!tag.split_whitespace().skip(1).any(|part| part.starts_with("on") && part.contains('=')), "{tag}");
            assert!(!tag.starts_with("script") || tag.contains(" src=\"/assets/"), "{tag}");
        }
    }

    #[test]
    fn no_id_stands_twice() {
        let page = page().into_string();
        let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let twice: Vec<&[&str]> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn every_class_a_component_wears_has_its_style() {
        let css = std::str::from_utf8(crate::assets::get("app.css").unwrap().0).unwrap();
        let page = page().into_string();
        let mut unknown: Vec<&str> = page
            .split(" class=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .flat_map(str::split_whitespace)
            .filter(|class| !css.contains(&format!(".{class}")))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        assert_eq!(unknown, Vec::<&str>::new());
    }

    #[test]
    fn every_label_points_at_a_field_and_every_description_is_there() {
        let page = page().into_string();
        for (opening, what) in [(" for=\"", "label"), (" aria-describedby=\"", "description"), (" aria-labelledby=\"", "title")] {
            for ids in page.split(opening).skip(1).filter_map(|rest| rest.split('"').next()) {
                for id in ids.split(' ') {
                    assert!(page.contains(&format!(" id=\"{id}\"")), "{what} {id}");
                }
            }
        }
    }
}
