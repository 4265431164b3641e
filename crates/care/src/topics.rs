//! Which topic a group should take today, where staff choose on the day: what most of this roster still needs.

use footbridge_definition::model::{Curriculum, Topic};

/// The topics of a curriculum, each with how many of the roster still need it; the most needed first.
///
/// `roster` is, for each client on it, the topics they have met ([`crate::standing::coverage::of`]). A topic that comes after
/// others is needed only by those who have met these. Among equals the curriculum's own order holds, and what is optional
/// comes last.
pub fn propose<T: AsRef<[String]>>(curriculum: &Curriculum, roster: &[T]) -> Vec<(String, usize)> {
    let needs = |topic: &Topic| roster.iter().filter(|met| is_needed(topic, met.as_ref())).count();
    let mut proposed: Vec<(&Topic, usize)> = curriculum.topics.iter().map(|topic| (topic, needs(topic))).collect();
    proposed.sort_by_key(|(topic, count)| (topic.optional, std::cmp::Reverse(*count)));
    proposed.into_iter().map(|(topic, count)| (topic.name.clone(), count)).collect()
}

fn is_needed(topic: &Topic, met: &[String]) -> bool {
    !met.contains(&topic.name) && topic.after.iter().all(|before| met.contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curriculum() -> Curriculum {
        let topic = |name: &str| Topic { name: name.into(), ..Topic::default() };
        let skills = Topic { after: footbridge_definition::value::Many(vec!["triggers".to_owned()]), ..topic("skills") };
        let art = Topic { optional: true, ..topic("art") };
        Curriculum { name: "education".into(), topics: vec![topic("biology"), topic("triggers"), skills, art], ..Curriculum::default() }
    }

    fn met(topics: &[&str]) -> Vec<String> {
        topics.iter().map(|topic| (*topic).to_owned()).collect()
    }

    #[test]
    fn what_most_of_the_roster_still_needs_comes_first() {
        let roster = [met(&["biology"]), met(&["biology"]), met(&[])];
        assert_eq!(propose(&curriculum(), &roster)[0], ("triggers".to_owned(), 3));
    }

    #[test]
    fn a_topic_that_comes_after_another_is_needed_only_by_who_met_that() {
        let roster = [met(&["biology", "triggers"]), met(&[])];
        let proposed = propose(&curriculum(), &roster);
        assert!(proposed.contains(&("skills".to_owned(), 1)));
    }

    #[test]
    fn among_equals_the_curriculum_decides_and_the_optional_comes_last() {
        let proposed = propose(&curriculum(), &[met(&[]), met(&[])]);
        let names: Vec<&str> = proposed.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["biology", "triggers", "skills", "art"]);
    }

    #[test]
    fn an_empty_roster_needs_nothing() {
        assert!(propose::<Vec<String>>(&curriculum(), &[]).iter().all(|(_, count)| *count == 0));
    }
}
