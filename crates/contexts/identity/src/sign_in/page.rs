//! The page.

use footbridge_kit::{Faults, Form};
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
pub(super) fn again(form: &Form, message: &str) -> Markup {
    draw(&form.redraw(&Faults::default()).with_error("user", message))
}

pub(super) fn draw(typed: &Typed) -> Markup {
    let form = Drawn::post("/sign-in", Hidden::default())
        .carry("next", typed.value("next").unwrap_or("/"))
        .errors(typed)
        .field(Field::text("user", words::USER).filled(typed).autocomplete("username").autofocus())
        .field(Field::password("password", words::PASSWORD).filled(typed).autocomplete("current-password"))
        .buttons([button::submit(words::SIGN_IN)]);
    plain(PageHead::new(words::SIGN_IN).lede(words::SIGN_IN_LEDE).narrow(), html! { (form) })
}
