//! What this crate says by itself, in English, in one place.

use crate::typed::Fault;

/// A page that only says something.
#[derive(Debug)]
pub struct Notice {
    /// The heading.
    pub title: &'static str,
    /// What it means and what to do now.
    pub text: &'static str,
}

pub(crate) const HIDDEN: Notice =
    Notice { title: "Not found", text: "There is nothing at this address that you can open. If somebody gave you the address, ask them." };
pub(crate) const CROSS_SITE: Notice = Notice {
    title: "Not accepted",
    text: "This request came from another website. Nothing was changed. Open the page here and try again.",
};
pub(crate) const FOREIGN_FORM: Notice = Notice {
    title: "Please try again",
    text: "This form was drawn before you last signed in. Nothing was changed. Go back, reload the page and send it again.",
};
pub(crate) const TOO_LARGE: Notice =
    Notice { title: "Too much at once", text: "More was sent than can be read here. Nothing was changed." };
pub(crate) const BUSY: Notice =
    Notice { title: "Busy", text: "Many people are saving at this moment. Nothing was lost: wait a few seconds and reload the page." };
pub(crate) const UNAVAILABLE: Notice =
    Notice { title: "Storage does not answer", text: "The records cannot be reached now. Nothing was changed. Try again in a minute." };
pub(crate) const CONFLICT: Notice = Notice {
    title: "Somebody was faster",
    text: "This was changed while you had it open. Nothing was overwritten: go back, reload and look at both.",
};
pub(crate) const INTERNAL: Notice =
    Notice { title: "Our mistake", text: "Something went wrong here. Nothing was changed. It has been noted; please try again." };

/// The name of the first page.
pub const TODAY: &str = "Today";
pub(crate) const NOTHING_TODAY: &str = "Nothing needs you right now.";
pub(crate) const HOME: &str = "Back to Today";
pub(crate) const MY_SIGN_INS: &str = "Where I am signed in";

/// What is wrong with a field, in words.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "This is needed.".to_owned(),
        Fault::TooLong(most) => format!("Use at most {most} characters."),
        Fault::TooShort(least) => format!("Use at least {least} characters."),
        Fault::NotANumber => "Write a whole number.".to_owned(),
        Fault::OutOfRange(low, high) => format!("Write a number from {low} to {high}."),
        Fault::NotADate => "Write a date, such as 2026-11-23.".to_owned(),
        Fault::NotATime => "Write a time of day, such as 09:00.".to_owned(),
        Fault::NotAChoice => "Choose one of these.".to_owned(),
        Fault::Rule(words) => (*words).to_owned(),
    }
}
