//! The table: role × right → reach. This is the page to read and to review.
//!
//! A cell says how far the role's hand goes with that right: `____` not at all, `own_`, `team` (care team), `prog` (the programs they
//! work in), `site`, `all_` (the organization).

use std::fmt;

use footbridge_care::ids;

use crate::{Actor, Grant, Nearness, Reach, Role};

/// A right, as a type: `SeeClient`, `MarkAttendance`. Its permit fits nothing else.
pub trait Right: Copy + Send + Sync + 'static {
    /// What it is used on.
    type Object: 'static;
    /// The same right as a value, for tables and logs.
    const KEY: Key;
}

macro_rules! cell {
    (____) => {
        Reach::None
    };
    (own_) => {
        Reach::Own
    };
    (team) => {
        Reach::CareTeam
    };
    (prog) => {
        Reach::Program
    };
    (site) => {
        Reach::Site
    };
    (all_) => {
        Reach::All
    };
}

macro_rules! rights {
    ($($code:literal $name:ident on $object:ident: $($cell:ident)*, $doc:literal;)*) => {
        $(
            #[doc = $doc]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $name;
            impl Right for $name {
                type Object = ids::$object;
                const KEY: Key = Key::$name;
            }
        )*

        /// A right as a value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key {
            $(#[doc = $doc] $name,)*
        }

        impl Key {
            /// Every right, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The verb phrase that routes, audit and matrix use.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What the right allows, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $doc,)* }
            }

            /// The kind of thing it is used on.
            pub const fn object(self) -> &'static str {
                match self { $(Self::$name => stringify!($object),)* }
            }

            /// The row: the reach of each role, in the order of [`Role::ALL`].
            const fn row(self) -> [Reach; 12] {
                match self { $(Self::$name => [$(cell!($cell)),*],)* }
            }
        }
    };
}

rights! {
    //                                                    intake              nurse     resident  program       privacy
    //                                                    coord.    therapist      director manager coordinator officer
    //                                                         group     case                peer           biller   administrator
    // people                                                  couns.    mgr.                advocate
    "see_client"           SeeClient on Client:           site prog prog site site site ____ ____ ____ site ____ ____, "Open a client's page.";
    "search_clients"       SearchClients on Organization: site prog prog site site site ____ ____ ____ site ____ ____, "Find a client by name, preferred name or initials.";
    "edit_client"          EditClient on Client:          site ____ team site ____ site ____ ____ ____ ____ ____ ____, "Change a client's details and care team.";
    "log_inquiry"          LogInquiry on Site:            site ____ site site ____ site ____ ____ ____ ____ ____ ____, "Log a call and see who is waiting.";
    "enrol_client"         EnrolClient on Client:         site ____ ____ ____ ____ site ____ ____ ____ ____ ____ ____, "Admit a client to a program and track.";
    "change_track"         ChangeTrack on Client:         site ____ team team ____ site ____ ____ ____ ____ ____ ____, "Move a client to another track.";
    "book_visit"           BookVisit on Client:           site prog prog site ____ site ____ ____ ____ ____ ____ ____, "Book a one-off visit to another track, or an individual session.";
    "hold_enrolment"       HoldEnrolment on Client:       ____ ____ team team ____ site ____ ____ ____ ____ ____ ____, "Put an enrolment on hold and take it up again.";
    "discharge"            Discharge on Client:           ____ ____ team ____ ____ site ____ ____ ____ ____ ____ ____, "Decide a move out: discharge, transfer, completion.";
    "record_fact"          RecordFact on Client:          site prog prog site site site ____ ____ ____ ____ ____ ____, "Add a fact about a client's course, or correct one.";
    "settle_task"          SettleTask on Client:          site prog prog site site site ____ ____ ____ ____ ____ ____, "Do or waive a task that standing proposed.";
    "see_standing"         SeeStanding on Client:         site prog prog site site site ____ ____ ____ site ____ ____, "See where a client stands and why.";
    "see_house_presence"   SeeHousePresence on Site:      ____ ____ ____ ____ ____ site site site site ____ ____ ____, "See which residents are due in group now, and who came.";
    // the week
    "see_schedule"         SeeSchedule on Site:           site site site site site site site site site site ____ all_, "See the sessions of a site, without who attends.";
    "see_roster_presence"  SeeRosterPresence on Session:  site prog prog site site site ____ ____ ____ site ____ ____, "See a session's roster and who came.";
    "mark_attendance"      MarkAttendance on Session:     ____ prog prog prog ____ site ____ ____ ____ ____ ____ ____, "Mark attendance, and put it right afterwards.";
    "confirm_roster"       ConfirmRoster on Session:      ____ prog prog prog ____ site ____ ____ ____ ____ ____ ____, "Say that the rest are here, so that minutes are earned.";
    "join_roster"          JoinRoster on Session:         site prog prog prog ____ site ____ ____ ____ ____ ____ ____, "Put a client on a session's roster or take them off.";
    "choose_topic"         ChooseTopic on Session:        ____ prog prog ____ ____ site ____ ____ ____ ____ ____ ____, "Choose what a session teaches.";
    "move_session"         MoveSession on Session:        ____ own_ own_ own_ ____ site ____ ____ ____ ____ ____ ____, "Move a session to another time or room.";
    "cancel_session"       CancelSession on Session:      ____ ____ own_ own_ ____ site ____ ____ ____ ____ ____ ____, "Cancel a session; it is nobody's absence.";
    "assign_facilitator"   AssignFacilitator on Session:  ____ ____ ____ ____ ____ site ____ ____ ____ ____ ____ ____, "Say who leads a session.";
    "plan_track"           PlanTrack on Site:             ____ ____ ____ ____ ____ site ____ ____ ____ ____ ____ ____, "Open, close and seat the tracks of a site.";
    "see_census"           SeeCensus on Site:             site ____ ____ ____ ____ site ____ ____ ____ site ____ ____, "See how many are in care, by track and week, and who is at risk.";
    // the program
    "see_program"          SeeProgram on ProgramVersion:  all_ all_ all_ all_ all_ all_ all_ all_ all_ all_ all_ all_, "Read a program's definition.";
    "edit_program_draft"   EditProgramDraft on ProgramVersion: ____ ____ ____ ____ ____ all_ ____ ____ ____ ____ ____ ____, "Change a draft of a program.";
    "publish_program"      PublishProgram on ProgramVersion: ____ ____ ____ ____ ____ all_ ____ ____ ____ ____ ____ ____, "Make a draft a version that holds from a day.";
    "move_to_version"      MoveToVersion on Client:       ____ ____ ____ ____ ____ site ____ ____ ____ ____ ____ ____, "Move a client to another version of their program.";
    // the house keeping
    "see_staff"            SeeStaff on Staff:             site site site site site site site site site site all_ all_, "See who works here, with roles and credentials.";
    "manage_staff"         ManageStaff on Staff:          ____ ____ ____ ____ ____ ____ ____ ____ ____ ____ ____ all_, "Employ staff, give roles, keep credentials.";
    "manage_site"          ManageSite on Site:            ____ ____ ____ ____ ____ site ____ ____ ____ ____ ____ all_, "Change a site: rooms, time zone, closed days.";
    "see_audit"            SeeAudit on Organization:      ____ ____ ____ ____ ____ ____ ____ ____ ____ ____ all_ ____, "Read the audit log.";
    "manage_sign_ins"      ManageSignIns on Staff:        own_ own_ own_ own_ own_ own_ own_ own_ own_ own_ own_ all_, "See where somebody is signed in, and end it.";
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The reach of a role with a right.
pub fn reach(role: Role, right: Key) -> Reach {
    let column = Role::ALL.into_iter().position(|each| each == role);
    column.and_then(|column| right.row().get(column).copied()).unwrap_or(Reach::None)
}

/// Whether somebody has a right at all, however short.
pub fn has(actor: &Actor, right: Key) -> bool {
    actor.grants.iter().any(|grant| reach(grant.role, right) > Reach::None)
}

/// Whether one grant allows a right on something this near. A grant's site matters only to what is near by its site.
pub(crate) fn allows(grant: Grant, right: Key, near: Nearness, site: Option<ids::SiteId>) -> bool {
    let reach = reach(grant.role, right);
    let at_site = near != Nearness::Site || reach == Reach::All || grant.covers(site);
    near.rank() <= reach.rank() && at_site
}
