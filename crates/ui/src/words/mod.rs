//! Words: every text a component writes itself, per language, from `locales/*.ftl`.
//!
//! Rules say *codes with arguments*; this module says sentences. English is the only language so far: a second one is a second
//! `.ftl` file with the same keys and a choice in [`bundle`].

mod because;
mod calendar;
mod measure;

pub use because::because;
pub use calendar::{date, date_short, day_span, month, month_short, stamp, time, time_range, weekday, weekday_short};
pub use measure::{amount, minutes, of, percent};

use std::sync::LazyLock;

pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../../locales/en.ftl");

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(ENGLISH));

fn bundle(text: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec!["en-US".parse::<LanguageIdentifier>().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    // A line that does not parse is left out; the test `every_line_of_the_locale_parses` keeps that from shipping.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The words for `key`. An unknown key is shown as itself, never an error in front of a client.
pub fn t(key: &str) -> String {
    t_args(key, &[])
}

/// The words for `key` with arguments: `t_args("late-by", &[("minutes", 12.into())])`.
pub fn t_args(key: &str, args: &[(&str, Value<'_>)]) -> String {
    look_up(key, args).unwrap_or_else(|| key.to_owned())
}

/// The words for `key`, or nothing if this language has none.
pub fn look_up(key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
    let pattern = BUNDLE.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    Some(BUNDLE.format_pattern(pattern, Some(&args), &mut errors).into_owned())
}

/// A counted noun: `count("client", 3)` is "3 clients". The nouns are the `count-…` keys.
pub fn count(noun: &str, n: i64) -> String {
    look_up(&format!("count-{noun}"), &[("n", n.into())]).unwrap_or_else(|| format!("{n} {noun}"))
}

/// A reason code with its arguments, in words. The sentences are the `reason-…` keys; a code without one is shown readably
/// with its arguments, so that an unknown reason is still a reason.
pub fn reason(code: &str, args: &[(&str, Value<'_>)]) -> String {
    look_up(&keyed("reason", code), args).unwrap_or_else(|| plain_reason(code, args))
}

/// A state or kind in words: `label("state", "on_course")` is "On course". Without a key the code itself is made readable.
pub fn label(family: &str, code: &str) -> String {
    look_up(&keyed(family, code), &[]).unwrap_or_else(|| readable(code))
}

fn keyed(family: &str, code: &str) -> String {
    format!("{family}-{}", code.replace(['_', '.', ':', ' '], "-"))
}

/// A code as a person would write it: `left_early` is "Left early".
pub fn readable(code: &str) -> String {
    let spaced = code.replace(['_', '-', '.'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

fn plain_reason(code: &str, args: &[(&str, Value<'_>)]) -> String {
    let said: Vec<String> = args.iter().map(|(name, value)| format!("{} {}", readable(name).to_lowercase(), shown(value))).collect();
    if said.is_empty() { readable(code) } else { format!("{}: {}", readable(code), said.join(", ")) }
}

fn shown(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Number(number) => number.as_string().into_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_locale_parses() {
        let errors = FluentResource::try_new(ENGLISH.to_owned()).err().map(|(_, errors)| errors);
        assert_eq!(errors, None);
    }

    #[test]
    fn a_count_agrees_with_its_number() {
        assert_eq!(count("client", 1), "1 client");
        assert_eq!(count("client", 3), "3 clients");
        assert_eq!(count("gizmo", 3), "3 gizmo");
    }

    #[test]
    fn an_unknown_reason_still_says_what_it_knows() {
        assert_eq!(reason("sky_fell", &[("on_day", "Monday".into()), ("times", 2.into())]), "Sky fell: on day Monday, times 2");
    }

    #[test]
    fn an_unknown_key_is_shown_as_itself() {
        assert_eq!(t("no-such-key"), "no-such-key");
        assert_eq!(label("state", "half_way"), "Half way");
    }

    /// Every literal key asked for anywhere in this crate has words.
    #[test]
    fn every_key_the_components_ask_for_exists() {
        let mut missing = Vec::new();
        for text in crate::sources() {
            for opening in ["t(\"", "t_args(\"", "look_up(\""] {
                for (at, _) in text.match_indices(opening) {
                    let before = text[..at].chars().next_back().unwrap_or(' ');
                    let rest = &text[at + opening.len()..];
                    let key = &rest[..rest.find('"').unwrap_or(0)];
                    let ours = !before.is_alphanumeric() && before != '_' && key != "no-such-key" && !key.contains(' ');
                    if ours && look_up(key, &[]).is_none() {
                        missing.push(key.to_owned());
                    }
                }
            }
        }
        missing.dedup();
        assert_eq!(missing, Vec::<String>::new());
    }
}
