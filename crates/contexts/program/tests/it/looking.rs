//! Keeps pages as files, to look at them in a browser: set `FOOTBRIDGE_PAGES` to a directory.

use footbridge_kit::testing::Browser;

/// Keeps a page under a name, with its style sheet and scripts.
pub fn keep(browser: &mut Browser, name: &str, page: &str) {
    let Some(directory) = std::env::var_os("FOOTBRIDGE_PAGES").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(directory.join("assets")).unwrap();
    std::fs::write(directory.join(format!("{name}.html")), page).unwrap();
    let named = |opening: &str| -> Vec<String> {
        page.split(opening).skip(1).filter_map(|rest| rest.split_once('"')).map(|(path, _)| format!("/assets/{path}")).collect()
    };
    for path in named("href=\"/assets/").into_iter().chain(named("src=\"/assets/")) {
        let file = directory.join(path.trim_start_matches('/').split('?').next().unwrap());
        if !file.exists() {
            std::fs::write(file, browser.get(&path).text).unwrap();
        }
    }
}
