//! The one registry of identifiers. An [`Id`] knows what it names, so a client's id cannot be passed where a session's is wanted.
//!
//! Identifiers are UUIDs of version 7 (RFC 9562): they sort by the time they were made, and are made from a clock and from
//! random bytes that the caller supplies, because this crate has neither.

use std::{cmp::Ordering, fmt, hash::Hash, hash::Hasher, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// An identifier of one `K`.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// Makes an identifier from milliseconds since the Unix epoch and ten random bytes.
    pub fn from_parts(unix_ms: u64, random: [u8; 10]) -> Self {
        Self::from(uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid())
    }

    /// The same bytes under another kind. For the few places where one record continues another under its name.
    pub fn retype<L>(self) -> Id<L> {
        Id::from(self.uuid)
    }

    /// The UUID itself.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The last eight hexadecimal digits, for people to compare; not unique.
    pub fn short(self) -> String {
        let text = self.uuid.simple().to_string();
        text.chars().skip(24).collect()
    }
}

impl<K> From<Uuid> for Id<K> {
    fn from(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.hyphenated().fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::from)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::from)
    }
}

macro_rules! registry {
    ($($(#[$doc:meta])* $alias:ident = $kind:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $kind {}
        $(#[$doc])*
        pub type $alias = Id<$kind>;
    )*};
}

registry! {
    /// An organization: the treatment provider, and the wall that nothing crosses.
    OrganizationId = Organization;
    /// A site: one address with its time zone, rooms and closed days.
    SiteId = Site;
    /// A room of a site.
    RoomId = Room;
    /// A member of staff.
    StaffId = Staff;
    /// A signed-in browser.
    SignInId = SignIn;
    /// A client.
    ClientId = Client;
    /// An episode of care: from admission to discharge.
    EpisodeId = Episode;
    /// An enrolment: one client's course through one program or home.
    EnrolmentId = Enrolment;
    /// A stored program definition: one version.
    ProgramVersionId = ProgramVersion;
    /// A stored track of a program at a site.
    TrackId = Track;
    /// A session that takes or took place.
    SessionId = Session;
    /// A mark of one client's attendance at one session.
    AttendanceId = Attendance;
    /// A fact of the ledger.
    FactId = FactKind;
    /// A task that standing proposed.
    TaskId = Task;
    /// An entry of the audit log.
    AuditId = AuditEntry;
    /// An event in the outbox.
    EventId = Event;
    /// A job in the queue.
    JobId = Job;
    /// A form as drawn: replaying it gets the first answer.
    RequestId = Request;
}
