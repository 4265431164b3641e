//! A conflict: somebody saved while this was being written. Both are shown, neither is lost, and each difference is chosen.

use maud::{Markup, Render, html};

use crate::{
    button,
    form::{Form, Hidden},
    icon::Icon,
    words::{t, t_args},
};

#[derive(Debug, Clone)]
struct Difference {
    name: String,
    label: String,
    theirs: (String, String),
    yours: (String, String),
}

/// The panel. It submits the form again, complete, with the version that is now the newest.
#[derive(Debug, Clone)]
pub struct Conflict {
    what: String,
    saved: String,
    differences: Vec<Difference>,
    form: Form,
    discard: String,
}

impl Conflict {
    /// What it is about; who saved it and when ("Dana R., 6:04 pm"); where the form goes, with the *new* version in `hidden`.
    pub fn new(what: impl Into<String>, saved: impl Into<String>, action: impl Into<String>, hidden: Hidden) -> Self {
        Self { what: what.into(), saved: saved.into(), differences: Vec::new(), form: Form::post(action, hidden), discard: "/".to_owned() }
    }

    /// A field that differs: its name and label, then value as submitted and as shown, for theirs and for yours.
    pub fn differs(mut self, field: (&str, &str), theirs: (&str, &str), yours: (&str, &str)) -> Self {
        let own = |(value, shown): (&str, &str)| (value.to_owned(), shown.to_owned());
        self.differences.push(Difference { name: field.0.to_owned(), label: field.1.to_owned(), theirs: own(theirs), yours: own(yours) });
        self
    }

    /// A field on which both agree.
    pub fn same(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.form = self.form.carry(name, value);
        self
    }

    /// Where "leave it as saved" leads.
    pub fn discard(mut self, href: impl Into<String>) -> Self {
        self.discard = href.into();
        self
    }

    fn pick(&self, difference: &Difference) -> Markup {
        let id = format!("pick-{}", difference.name);
        let saved = t_args("conflict-theirs", &[("saved", self.saved.as_str().into())]);
        html! {
            fieldset.pick {
                legend { (difference.label) }
                div.pick-sides {
                    (side(&difference.name, &format!("{id}-theirs"), &saved, &difference.theirs, false))
                    (side(&difference.name, &format!("{id}-yours"), &t("conflict-yours"), &difference.yours, true))
                }
            }
        }
    }
}

fn side(name: &str, id: &str, whose: &str, (value, shown): &(String, String), chosen: bool) -> Markup {
    html! {
        div.pick-side {
            input type="radio" id=(id) name=(name) value=(value) checked[chosen];
            label for=(id) { span.pick-whose { (whose) } span.pick-value { (shown) } }
        }
    }
}

impl Render for Conflict {
    fn render(&self) -> Markup {
        let picks = html! { @for difference in &self.differences { (self.pick(difference)) } };
        html! {
            section.conflict {
                h2 { (Icon::Alert) (t_args("conflict-title", &[("what", self.what.as_str().into())])) }
                p { (t_args("conflict-says", &[("saved", self.saved.as_str().into())])) }
                (self.form.clone().body(picks).buttons([button::submit(t("conflict-save")), button::link(t("conflict-discard"), &self.discard)]))
            }
        }
    }
}
