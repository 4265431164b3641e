//! What somebody typed, kept as typed, and its way to a command.
//!
//! ```ignore
//! let mut fields = Fields::of(&form.typed);
//! let minutes = fields.parse::<u16>("minutes", Fault::NotANumber);
//! let reason = fields.text("reason", 200);
//! let command = fields.finish(|| Some(Late { minutes: minutes?, reason: reason? }))?; // Err(Faults): all of them at once
//! ```

use std::str::FromStr;

/// The fields of a form, in the order they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// The fields of a urlencoded body or query.
    pub fn urlencoded(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// Fields given as pairs.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// A field as typed; empty when absent. For drawing the form again.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(each, _)| each == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a repeated field: the boxes that were ticked.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(each, _)| each == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether the field came at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(each, _)| each == name)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// What is wrong with a field. `ui` or the page puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is needed and was left empty.
    Missing,
    /// It has more characters than there is room for.
    TooLong(usize),
    /// It has fewer characters than it needs.
    TooShort(usize),
    /// It is no whole number.
    NotANumber,
    /// It lies outside these bounds.
    OutOfRange(i64, i64),
    /// It is no date.
    NotADate,
    /// It is no time of day.
    NotATime,
    /// It is none of the choices.
    NotAChoice,
    /// A rule of this form, in words.
    Rule(&'static str),
}

/// Every fault of a form, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<(&'static str, Fault)>);

impl Faults {
    /// One fault.
    pub fn one(field: &'static str, fault: Fault) -> Self {
        Self(vec![(field, fault)])
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fault of a field, if it has one.
    pub fn on(&self, field: &str) -> Option<&Fault> {
        self.0.iter().find(|(each, _)| *each == field).map(|(_, fault)| fault)
    }

    /// Every fault, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Fault)> {
        self.0.iter().map(|(field, fault)| (*field, fault))
    }
}

/// Reads fields and collects every fault before it gives up.
#[derive(Debug)]
pub struct Fields<'t> {
    typed: &'t Typed,
    faults: Faults,
}

impl<'t> Fields<'t> {
    /// The fields of a form.
    pub fn of(typed: &'t Typed) -> Self {
        Self { typed, faults: Faults::default() }
    }

    /// A text that must be there, trimmed, of at most this many characters.
    pub fn text(&mut self, field: &'static str, longest: usize) -> Option<String> {
        match self.optional(field, longest) {
            Some(None) => self.refuse(field, Fault::Missing),
            Some(text) => text,
            None => None,
        }
    }

    /// A text that must be there, kept to the last space: a password.
    pub fn verbatim(&mut self, field: &'static str, longest: usize) -> Option<String> {
        match self.typed.get(field) {
            "" => self.refuse(field, Fault::Missing),
            text if text.chars().count() > longest => self.refuse(field, Fault::TooLong(longest)),
            text => Some(text.to_owned()),
        }
    }

    /// A text that may be left empty. The outer `None` is a fault.
    pub fn optional(&mut self, field: &'static str, longest: usize) -> Option<Option<String>> {
        let text = self.typed.get(field).trim();
        if text.chars().count() > longest {
            return self.refuse(field, Fault::TooLong(longest));
        }
        Some((!text.is_empty()).then(|| text.to_owned()))
    }

    /// A value that must be there and must parse.
    pub fn parse<T: FromStr>(&mut self, field: &'static str, otherwise: Fault) -> Option<T> {
        match self.parse_optional(field, otherwise) {
            Some(None) => self.refuse(field, Fault::Missing),
            Some(value) => value,
            None => None,
        }
    }

    /// A value that may be left empty. The outer `None` is a fault.
    pub fn parse_optional<T: FromStr>(&mut self, field: &'static str, otherwise: Fault) -> Option<Option<T>> {
        match self.typed.get(field).trim() {
            "" => Some(None),
            text => text.parse().map(Some).ok().or_else(|| self.refuse(field, otherwise)),
        }
    }

    /// A whole number within bounds, both included.
    pub fn number(&mut self, field: &'static str, bounds: (i64, i64)) -> Option<i64> {
        let number = self.parse(field, Fault::NotANumber)?;
        if (bounds.0..=bounds.1).contains(&number) { Some(number) } else { self.refuse(field, Fault::OutOfRange(bounds.0, bounds.1)) }
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        self.typed.has(field)
    }

    /// Adds a fault found by a rule of the form's own.
    pub fn refuse<T>(&mut self, field: &'static str, fault: Fault) -> Option<T> {
        self.faults.0.push((field, fault));
        None
    }

    /// The command, if nothing was refused.
    ///
    /// # Errors
    /// [`Faults`]: all of them. A command that is not there without a fault counts as missing altogether.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, Faults> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        build().ok_or_else(|| Faults::one("", Fault::Missing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_at_once() {
        let typed = Typed::of([("minutes", "many"), ("reason", "x"), ("day", "")]);
        let mut fields = Fields::of(&typed);
        let minutes = fields.number("minutes", (1, 600));
        let reason = fields.text("reason", 200);
        let day = fields.parse::<u8>("day", Fault::NotADate);
        let faults = fields.finish(|| Some((minutes?, reason?, day?))).unwrap_err();
        assert_eq!(faults.on("minutes"), Some(&Fault::NotANumber));
        assert_eq!(faults.on("day"), Some(&Fault::Missing));
        assert_eq!(faults.on("reason"), None);
    }

    #[test]
    fn bounds_are_inclusive_and_lengths_count_characters() {
        let typed = Typed::of([("low", "1"), ("high", "600"), ("over", "601"), ("name", "Zoë"), ("long", "Zoëy")]);
        let mut fields = Fields::of(&typed);
        assert_eq!(fields.number("low", (1, 600)), Some(1));
        assert_eq!(fields.number("high", (1, 600)), Some(600));
        assert_eq!(fields.number("over", (1, 600)), None);
        assert_eq!(fields.text("name", 3), Some("Zoë".to_owned()));
        assert_eq!(fields.text("long", 3), None);
    }

    #[test]
    fn what_was_typed_is_kept_as_typed() {
        let typed = Typed::urlencoded(b"name=+Ana+%3Cb%3E+&topic=a&topic=b");
        assert_eq!(typed.get("name"), " Ana <b> ");
        assert_eq!(typed.all("topic"), ["a", "b"]);
        assert!(typed.has("topic") && !typed.has("other"));
    }
}
