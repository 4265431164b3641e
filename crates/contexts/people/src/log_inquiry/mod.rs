//! Log an inquiry: who asks for care, by which way, and nothing that is not needed before consent.

mod action;
mod pages;
#[cfg(test)]
mod tests;

use footbridge_care::ids::{Id, SiteId};
use jiff::Timestamp;

pub use action::log;
pub(crate) use pages::{page, submit};

/// An inquiry has an id of its own kind.
#[derive(Debug)]
pub enum Inquiry {}
/// The id of an inquiry.
pub type InquiryId = Id<Inquiry>;

/// By which way somebody asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// On the website.
    Web,
    /// In person.
    WalkIn,
    /// By another provider, a court, a relative.
    Referral,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Web, Self::WalkIn, Self::Referral];

    /// Its stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Web => "web",
            Self::WalkIn => "walk_in",
            Self::Referral => "referral",
        }
    }

    /// The one of that name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct NewInquiry {
    /// Where.
    pub site: SiteId,
    /// What they want to be called.
    pub name: String,
    /// How to call back.
    pub phone: Option<String>,
    /// In a few words.
    pub note: Option<String>,
    /// By which way.
    pub channel: Channel,
    /// When.
    pub received_at: Timestamp,
}
