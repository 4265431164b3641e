//! The table as plain text, for `matrix.txt`.

use std::fmt::Write as _;

use crate::{Key, Role, may_see, sensitivity::EVERY, table};

/// The whole policy as text: roles × rights, then roles × sensitivities.
pub fn matrix() -> String {
    let mut text = String::from("Who may do what. Generated from crates/policy/src/table.rs and sensitivity.rs.\n\nRoles\n");
    for (n, role) in Role::ALL.into_iter().enumerate() {
        let _ = writeln!(text, "  {:<3} {role}", column(n));
    }
    text.push_str("\nReach: - none, own, team (care team), prog (program), site, all (organization)\n\n");
    rights(&mut text);
    text.push_str("\nWhat may be shown of a record within that reach\n\n");
    sensitivities(&mut text);
    text
}

fn rights(text: &mut String) {
    heading(text, "right", "object");
    for right in Key::ALL {
        let _ = write!(text, "{:<20} {:<15}", right.code(), right.object());
        for role in Role::ALL {
            let _ = write!(text, " {:<4}", table::reach(role, *right).code());
        }
        let _ = writeln!(text, "  {}", right.meaning());
    }
}

fn sensitivities(text: &mut String) {
    heading(text, "sensitivity", "");
    for (sensitivity, code, meaning) in EVERY {
        let _ = write!(text, "{code:<20} {:<15}", "");
        for role in Role::ALL {
            let _ = write!(text, " {:<4}", if may_see(role, sensitivity) { "yes" } else { "-" });
        }
        let _ = writeln!(text, "  {meaning}");
    }
}

fn heading(text: &mut String, first: &str, second: &str) {
    let _ = write!(text, "{first:<20} {second:<15}");
    for n in 0..Role::ALL.len() {
        let _ = write!(text, " {:<4}", column(n));
    }
    text.push('\n');
}

fn column(n: usize) -> &'static str {
    const NAMES: [&str; 12] = ["IN", "GC", "TH", "CM", "NU", "PD", "RM", "PA", "PC", "BI", "PO", "AD"];
    NAMES.get(n).copied().unwrap_or("?")
}
