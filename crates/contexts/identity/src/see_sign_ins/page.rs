//! The page.

use footbridge_care::ids::SignInId;
use footbridge_kit::session::SignInRow;
use footbridge_ui::{
    button,
    form::{Form, Hidden},
    layout::PageHead,
    table::{Column, Row, Table},
    words::stamp,
};
use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};

use crate::words;

pub(super) fn head() -> PageHead {
    PageHead::new(words::SIGN_INS).lede(words::SIGN_INS_LEDE)
}

/// The table of sign-ins, this browser's marked.
pub(super) fn draw(rows: &[SignInRow], here: (SignInId, &TimeZone), hidden: &Hidden) -> Markup {
    let columns =
        [Column::text(words::BROWSER), Column::text(words::SINCE), Column::text(words::LAST_USED), Column::actions(words::ACTIONS)];
    let table = rows.iter().fold(Table::new(words::SIGN_INS, columns).quiet_caption(), |table, row| table.row(line(row, here, hidden)));
    let others = Form::post("/sign-ins/end-others", hidden.clone()).buttons([button::secondary(words::END_OTHERS)]);
    html! { (table) @if rows.len() > 1 { (others) } }
}

fn line(row: &SignInRow, (this, zone): (SignInId, &TimeZone), hidden: &Hidden) -> Row {
    let end = if row.id == this {
        html! { (words::THIS_ONE) }
    } else {
        let form = Form::post(format!("/sign-ins/{}/end", row.id), hidden.clone()).inline();
        html! { (form.buttons([button::quiet(words::END).about(browser(&row.user_agent))])) }
    };
    Row::new([html! { (browser(&row.user_agent)) }, moment(row.created_at, zone), moment(row.seen_at, zone), end])
}

fn moment(at: Timestamp, zone: &TimeZone) -> Markup {
    html! { (stamp(&at.to_zoned(zone.clone()))) }
}

/// Which browser on which system, as far as it says.
fn browser(agent: &str) -> String {
    let known = |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = known(&[("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = known(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => words::UNKNOWN_BROWSER.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser(phone), "Safari, iPhone");
        assert_eq!(browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox, Linux");
        assert_eq!(browser("curl/8"), "Unknown browser");
    }
}
