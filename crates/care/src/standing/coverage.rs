//! Which topics of a curriculum a client has met.

use std::collections::HashMap;

use footbridge_definition::model::{Counts, Curriculum, Sensitivity, Topic};

use super::view::View;
use crate::line::{Line, Reason, State, Unit};

/// Coverage of one curriculum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Topics met, by name.
    pub covered: Vec<String>,
    /// Topics still needed, by name.
    pub missing: Vec<String>,
    /// How many are wanted where not all are.
    needs: Option<u32>,
}

impl Coverage {
    /// How many of the needed topics are met.
    pub fn have(&self) -> i64 {
        i64::try_from(self.covered.len()).unwrap_or(i64::MAX).min(self.needed())
    }
    /// How many are needed.
    pub fn needed(&self) -> i64 {
        let all = i64::try_from(self.covered.len() + self.missing.len()).unwrap_or(i64::MAX);
        self.needs.map_or(all, |needs| i64::from(needs).min(all))
    }
}

/// What the client has met of a curriculum.
pub fn of(view: &View<'_>, curriculum: &Curriculum) -> Coverage {
    let mut times: HashMap<&str, u32> = HashMap::new();
    let for_client = |seen: &&super::view::Seen<'_>| match &curriculum.who {
        None => true,
        Some(who) => seen.it.with.contains(who),
    };
    for seen in view.seen.iter().filter(|seen| seen.counts == Counts::Yes).filter(for_client) {
        let met_in_block = |topic: &String| {
            let of_topic = |b: &&crate::facts::BlockCredit| b.topic.as_ref() == Some(topic);
            seen.it.blocks.iter().find(of_topic).is_none_or(|block| block.minutes > 0)
        };
        for topic in seen.it.topics.iter().filter(|topic| met_in_block(topic)) {
            *times.entry(topic).or_default() += 1;
        }
    }
    let met = |topic: &&Topic| {
        let often = times.get(topic.name.as_str()).copied().unwrap_or(0);
        often >= topic.sessions.unwrap_or(1) || view.course.brought.topics.contains(&topic.name)
    };
    let (covered, missing): (Vec<&Topic>, Vec<&Topic>) = curriculum.topics.iter().filter(|topic| !topic.optional).partition(met);
    let names = |topics: Vec<&Topic>| topics.into_iter().map(|topic| topic.name.clone()).collect();
    Coverage { covered: names(covered), missing: names(missing), needs: curriculum.needs }
}

/// The line of a curriculum.
pub fn line(view: &View<'_>, curriculum: &Curriculum) -> Line {
    let coverage = of(view, curriculum);
    let (have, need) = (coverage.have(), coverage.needed());
    let ends_soon = view.expected_end().is_some_and(|end| crate::course::days_between(view.input.today, end) < 14);
    let state = match () {
        () if have >= need => State::Met,
        () if ends_soon => State::AtRisk,
        () => State::OnCourse,
    };
    let label = |name: &String| curriculum.topics.iter().find(|t| t.name == *name).map_or_else(|| name.clone(), |t| t.label().to_owned());
    let because = coverage.missing.iter().map(|topic| Reason::new(&curriculum.name, "needs-topic").arg("topic", label(topic)));
    Line {
        code: format!("coverage:{}", curriculum.name),
        label: curriculum.label.clone().unwrap_or_else(|| curriculum.name.clone()),
        state,
        value: have,
        target: Some(need),
        projected: None,
        unit: Unit::Topics,
        window: None,
        due: view.expected_end(),
        because: because.collect(),
        sensitivity: Sensitivity::Clinical,
    }
}

/// Topics that the client still needs, of every curriculum that is theirs, by name.
pub fn needed_topics(view: &View<'_>) -> Vec<String> {
    view.def.curriculum.iter().filter(|c| c.who.is_none()).flat_map(|curriculum| of(view, curriculum).missing).collect()
}
