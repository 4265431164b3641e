//! The page.

use footbridge_kit::{Faults, Form, Visitor};
use footbridge_ui::{
    button,
    form::{Field, Form as Drawn, Hidden, Typed},
    layout::{PageHead, plain},
};
use maud::{Markup, html};

use crate::words;

pub(super) fn fresh(next: &str) -> Typed {
    Typed::new([("next", next)])
}

/// The form again, with what was typed except the password.
pub(super) fn again(form: &Form, message: &str) -> Typed {
    form.redraw(&Faults::default()).with_error("user", message)
}

/// What is wrong is said at the field, once: the form has two of them, and a password is not kept as the summary would promise.
pub(super) fn draw(visitor: &Visitor, typed: &Typed) -> Markup {
    let form = Drawn::post("/sign-in", Hidden::default())
        .carry("next", typed.value("next").unwrap_or("/"))
        .field(Field::text("user", words::USER).filled(typed).autocomplete("username").autofocus())
        .field(Field::password("password", words::PASSWORD).filled(typed).autocomplete("current-password"))
        .buttons([button::submit(words::SIGN_IN)]);
    let head = PageHead::new(words::SIGN_IN).lede(words::SIGN_IN_LEDE).demo(visitor.kit.settings().demo).narrow();
    plain(head, html! { (form) })
}
