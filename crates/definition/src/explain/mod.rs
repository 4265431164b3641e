//! A definition in plain words.
mod when;
pub use when::when;

/// A name that has no label, as words: `dbt-skills` → `Dbt skills`.
pub fn words(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
