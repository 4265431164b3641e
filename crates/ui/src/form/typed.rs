//! What was typed, and what was wrong with it.

/// The values of a form as they were typed, in order, with the errors found in them. Empty for a fresh form.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    values: Vec<(String, String)>,
    errors: Vec<(String, String)>,
}

impl Typed {
    /// From the pairs of a decoded form body, or from the values a form starts with.
    pub fn new(values: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        Self { values: values.into_iter().map(|(name, value)| (name.into(), value.into())).collect(), errors: Vec::new() }
    }

    /// One more error; a field may have several, the first is shown beside it.
    pub fn with_error(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.errors.push((field.into(), message.into()));
        self
    }

    /// The first value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field, for checkboxes.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The first error of a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, message)| message.as_str())
    }

    /// Every error with its field, in the order found.
    pub fn errors(&self) -> &[(String, String)] {
        &self.errors
    }

    /// Every pair as typed.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.values
    }
}
