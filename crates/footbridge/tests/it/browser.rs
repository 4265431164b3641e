//! Whole flows in a real browser: `tests/browser/flows` against a demo of the real binary.

use std::fs;
use std::path::Path;
use std::process::Command;

use footbridge_testkit::Sandbox;

use crate::running::{Server, root, skipped};

/// What the machine lacks for this, if anything.
fn lacking() -> Option<String> {
    let chromium = std::env::var("FOOTBRIDGE_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !Path::new(&chromium).exists() {
        return Some(format!("{chromium} is not on this machine (FOOTBRIDGE_CHROMIUM may name another)"));
    }
    if Command::new("node").arg("--version").output().is_err() {
        return Some("node is not on this machine".to_owned());
    }
    let modules = root().join("tests/browser/node_modules/playwright-core");
    (!modules.exists()).then(|| "its packages are not installed: (cd tests/browser && npm ci)".to_owned())
}

#[test]
fn whole_flows_hold_in_a_real_browser() {
    if let Some(why) = lacking() {
        return skipped("the browser tests", &why);
    }
    let sandbox = Sandbox::new();
    let (server, document) =
        Server::ready(&["demo", "--format", "json", "--listen", "127.0.0.1:0", "--clients", "24", "--weeks", "8", "--seed", "5"]);
    let sign_ins = sandbox.path("sign-ins.json");
    fs::write(&sign_ins, document["sign_ins"].to_string()).unwrap();
    let only = std::env::var("FOOTBRIDGE_FLOW").ok();
    let mut node = Command::new("node");
    node.arg("run.mjs").arg(&server.url).arg(&sign_ins).args(only).current_dir(root().join("tests/browser"));
    let output = node.output().expect("node starts");
    println!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "a flow failed; see above");
}
