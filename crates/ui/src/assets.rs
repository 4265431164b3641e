//! Stylesheet, scripts and icon, compiled into the binary and served under `/assets/<name>?v=<hash>`. The hash changes with
//! the content, so the answer may be kept for a year and marked immutable.

/// The address of an asset, with the hash of its content. An unknown name is an address that is not found.
pub fn url(name: &str) -> String {
    match get(name) {
        Some((bytes, _)) => format!("/assets/{name}?v={:016x}", hash(bytes)),
        None => format!("/assets/{name}"),
    }
}

/// The content and media type of an asset.
pub fn get(name: &str) -> Option<(&'static [u8], &'static str)> {
    ALL.iter().find(|(known, ..)| *known == name).map(|(_, bytes, kind)| (*bytes, *kind))
}

/// Every asset's name.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, ..)| *name)
}

/// The scripts every page loads, deferred; each enhances one thing and does nothing where that thing is absent.
pub const SCRIPTS: &[&str] = &["once.js", "draft.js", "shortcuts.js", "search.js", "swap.js", "roster.js", "editor.js"];

/// FNV-1a, 64 bits (draft-eastlake-fnv): tells versions apart, protects nothing.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

macro_rules! css {
    ($($name:literal)*) => { concat!($(include_str!(concat!("../../../assets/css/", $name, ".css")), "\n"),*) };
}

const APP_CSS: &str = css!(
    "tokens" "base" "layout" "button" "form" "table" "tag" "flash" "card" "empty" "progress" "standing" "roster" "timeline"
    "pairs" "disclosure" "pages" "confirm" "conflict" "findings" "editor" "week" "chart" "gallery" "print"
);

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

const ALL: &[(&str, &[u8], &str)] = &[
    ("app.css", APP_CSS.as_bytes(), CSS),
    ("icon.svg", include_bytes!("../../../assets/icon.svg"), "image/svg+xml"),
    ("once.js", include_bytes!("../../../assets/js/once.js"), JS),
    ("draft.js", include_bytes!("../../../assets/js/draft.js"), JS),
    ("shortcuts.js", include_bytes!("../../../assets/js/shortcuts.js"), JS),
    ("search.js", include_bytes!("../../../assets/js/search.js"), JS),
    ("swap.js", include_bytes!("../../../assets/js/swap.js"), JS),
    ("roster.js", include_bytes!("../../../assets/js/roster.js"), JS),
    ("editor.js", include_bytes!("../../../assets/js/editor.js"), JS),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_the_content() {
        assert_ne!(hash(b"a"), hash(b"b"));
        assert!(url("app.css").starts_with("/assets/app.css?v="));
    }

    #[test]
    fn every_script_a_page_loads_is_served() {
        assert!(SCRIPTS.iter().all(|name| get(name).is_some_and(|(bytes, kind)| !bytes.is_empty() && kind == JS)));
    }

    #[test]
    fn an_unknown_name_is_not_found() {
        assert!(get("../Cargo.toml").is_none());
    }

    /// A stylesheet file nobody serves is a style nobody sees.
    #[test]
    fn every_stylesheet_file_is_in_the_one_stylesheet() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/css");
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            assert!(APP_CSS.contains(text.trim_end()), "{}", text.lines().next().unwrap_or_default());
        }
    }
}
