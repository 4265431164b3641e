//! Is the house as we say it is?

mod arrows;
mod migrations;
mod sizes;
mod words;

use anyhow::{Result, ensure};

use crate::workspace::{Graph, tracked};

/// Every rule; all that is broken is said at once.
pub fn all() -> Result<()> {
    let files = tracked()?;
    let broken: Vec<String> = [arrows::broken(&Graph::load()?), words::broken(&files), migrations::broken(&files)].concat();
    for line in sizes::advice(&files) {
        println!("advice: {line}");
    }
    for line in &broken {
        eprintln!("broken: {line}");
    }
    ensure!(broken.is_empty(), "{} of the house's rules are broken", broken.len());
    println!("the house is in order: {} files", files.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{migrations, sizes, words};

    fn file(name: &str, text: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), text.to_owned())]
    }

    #[test]
    fn the_house_is_in_order() {
        super::all().unwrap();
    }

    #[test]
    fn a_path_of_one_machine_is_found_with_its_line() {
        let found = words::broken(&file(
            "docs/a.md",
            &format!(
                "fine
see {}notes\n",
                ["/wo", "rk/"].concat()
            ),
        ));
        assert!(found[0].starts_with("docs/a.md:2: "), "{found:?}");
    }

    #[test]
    fn a_migration_without_a_twin_is_found() {
        assert_eq!(migrations::broken(&file("migrations/sqlite/0042_beds.sql", "")).len(), 1);
    }

    #[test]
    fn tests_and_comments_do_not_make_a_file_long() {
        let long = "let x = 1;\n".repeat(390) + &"// why\n".repeat(200) + "#[cfg(test)]\n" + &"let y = 1;\n".repeat(300);
        assert!(sizes::advice(&file("crates/a/src/lib.rs", &long)).is_empty());
        assert_eq!(sizes::advice(&file("crates/a/src/lib.rs", &"let x = 1;\n".repeat(401))).len(), 1);
    }
}
