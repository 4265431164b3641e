//! What a block could teach: the topics that most of this roster still need, first.

use std::collections::HashMap;

use footbridge_care::{ids::EnrolmentId, line::Standing};
use footbridge_definition::model::{Curriculum, Definition, Order};

use crate::{choose_topic::curriculum, sessions::Meeting};

/// A topic, and how many of the roster have not met it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// So many still need it.
    pub clients: usize,
}

/// A block that has a curriculum.
#[derive(Debug, Clone)]
pub struct Teaching {
    /// Which block, from 0.
    pub block: usize,
    /// What people call it.
    pub label: String,
    /// The topic it has, by name.
    pub chosen: Option<String>,
    /// Whether it is chosen on the day, or comes by the calendar.
    pub by_choice: bool,
    /// Its curriculum's topics, those most needed first.
    pub needs: Vec<Need>,
}

/// The blocks of a session that teach something.
pub fn teaching(definition: &Definition, meeting: &Meeting, roster: &HashMap<EnrolmentId, Standing>) -> Vec<Teaching> {
    let of_block = |(block, part): (usize, &crate::sessions::Part)| {
        let curriculum = curriculum(definition, &meeting.row.offering, block).filter(|curriculum| !curriculum.topics.is_empty())?;
        Some(Teaching {
            block,
            label: part.label.clone(),
            chosen: part.block.topic.clone(),
            by_choice: curriculum.order == Order::Chosen,
            needs: needs(curriculum, roster),
        })
    };
    meeting.parts.iter().enumerate().filter_map(of_block).collect()
}

fn needs(curriculum: &Curriculum, roster: &HashMap<EnrolmentId, Standing>) -> Vec<Need> {
    let missing: Vec<Vec<&str>> = roster.values().map(|standing| missing(curriculum, standing)).collect();
    let mut needs: Vec<Need> = curriculum
        .topics
        .iter()
        .map(|topic| {
            let clients = missing.iter().filter(|missing| missing.contains(&topic.label())).count();
            Need { name: topic.name.clone(), label: topic.label().to_owned(), clients }
        })
        .collect();
    needs.sort_by_key(|need| std::cmp::Reverse(need.clients));
    needs
}

/// The labels of the topics that standing says a client still needs.
fn missing<'s>(curriculum: &Curriculum, standing: &'s Standing) -> Vec<&'s str> {
    let code = format!("coverage:{}", curriculum.name);
    let reasons = standing.line(&code).into_iter().flat_map(|line| &line.because);
    let topics = reasons.filter(|reason| reason.code == "needs-topic").flat_map(|reason| &reason.args);
    topics.filter(|(name, _)| name == "topic").map(|(_, label)| label.as_str()).collect()
}
