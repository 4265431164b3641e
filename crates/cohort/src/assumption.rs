//! Everything the simulator assumes, by name, with its value, its unit and where it comes from. One table: nothing is
//! assumed elsewhere. What follows from these and from a program's own rules is a result, and is never set.

use serde::Serialize;

/// One thing assumed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// Its name, as in [`Assumptions`].
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// What the value is in.
    pub unit: &'static str,
    /// Where it comes from, or that it is ours.
    pub source: &'static str,
    /// `A` read in the source itself, `B` from a review or a second hand, `C` weak, `ours` our own choice or calibration.
    pub confidence: &'static str,
}

macro_rules! assumptions {
    ($($name:ident = $value:literal $unit:literal, $confidence:literal, $source:literal;)*) => {
        /// Everything the simulator assumes. Change a value to ask what if.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Assumptions {
            $(#[doc = concat!($source, " In ", $unit, ".")] pub $name: f64,)*
        }

        impl Default for Assumptions {
            fn default() -> Self {
                Self { $($name: $value,)* }
            }
        }

        impl Assumptions {
            /// All of them, in the order of the table.
            pub fn list(&self) -> Vec<Assumption> {
                vec![$(Assumption {
                    name: stringify!($name), value: self.$name, unit: $unit, source: $source, confidence: $confidence,
                },)*]
            }
        }
    };
}

assumptions! {
    // who comes
    inquiries_assessed = 0.55 "share", "A", "One agency with 1,822 callers in 2011-12: 45 % were lost between the call and the assessment.";
    assessed_enrolled = 0.68 "share", "A", "The same agency: 32 % were lost between the assessment and the first day.";
    inquiry_to_assessment = 6.0 "days, median", "A", "The same agency: six days from call to assessment.";
    assessment_to_start = 8.0 "days, median", "A", "The same agency: eight days from assessment to the first day.";
    opening_share = 0.15 "share of all clients", "ours", "Clients who begin in the first week, so that groups are groups from the start.";
    brought_forward = 0.12 "share", "ours", "Clients who bring credit from a program before this one.";
    court_referred = 0.236 "share", "A", "All services, TEDS 2019: referred by a court or another part of criminal justice.";

    // who leaves: chance for each day, by how long the client has been there; calibrated together (docs/simulate.md)
    drop_out_weeks_1_2 = 0.0056 "chance a day", "ours", "Calibrated: 23.2 % of IOP discharges in TEDS-D 2004 dropped out, half of them by day 26.";
    drop_out_weeks_3_4 = 0.0062 "chance a day", "ours", "As above.";
    drop_out_weeks_5_8 = 0.0056 "chance a day", "ours", "As above.";
    drop_out_later = 0.0028 "chance a day", "ours", "As above; those who stayed so long leave less often (selection).";
    transfer_weeks_1_2 = 0.0012 "chance a day", "ours", "Calibrated: 17.9 % were transferred, half of them by day 42.";
    transfer_weeks_3_4 = 0.0042 "chance a day", "ours", "As above.";
    transfer_weeks_5_8 = 0.0088 "chance a day", "ours", "As above.";
    transfer_later = 0.0024 "chance a day", "ours", "As above.";
    ended_by_program_weeks_1_2 = 0.0014 "chance a day", "ours", "Calibrated: 14.0 % were discharged by the program, half of them by day 36.";
    ended_by_program_weeks_3_4 = 0.0050 "chance a day", "ours", "As above.";
    ended_by_program_weeks_5_8 = 0.0078 "chance a day", "ours", "As above.";
    ended_by_program_later = 0.0022 "chance a day", "ours", "As above.";
    other_end_weeks_1_2 = 0.0008 "chance a day", "ours", "Calibrated: 7.2 % left for another reason (moved, illness, jail, death), half of them by day 36.";
    other_end_weeks_3_4 = 0.0020 "chance a day", "ours", "As above.";
    other_end_weeks_5_8 = 0.0028 "chance a day", "ours", "As above.";
    other_end_later = 0.0012 "chance a day", "ours", "As above.";
    low_intensity_hazard = 0.46 "times the above", "A", "Ordinary outpatient stays (DATOS 1991-93): a median of three months, against 41 days in IOP. For programs and stages under six hours a week.";
    drop_out_if_using = 1.6 "times", "ours", "Who keeps using or misses tests drops out more often.";
    drop_out_if_not_using = 0.72 "times", "ours", "Who does not use drops out less often.";
    drop_out_if_court_referred = 0.75 "times", "B", "TEDS 2005: referral by a court goes with completing; the size is ours.";
    ended_if_absent = 1.9 "times", "ours", "The program ends the stay more often where less than half of the sessions are attended.";
    ended_if_attending = 0.7 "times", "ours", "And less often where most are attended.";
    fading_days = 7.0 "days, mean", "ours", "Between the last regular week and the discharge of someone who drops out.";
    overdue_hazard = 2.0 "times", "ours", "Past a stage's longest time without meeting its exit, all ways of leaving are so much likelier.";

    // who comes to sessions
    attendance = 0.79 "chance a session, median client", "B", "75-85 % of scheduled sessions for active clients; 0.84 in one trial of outpatient alcohol treatment; outpatient no-show 20-37 %.";
    attendance_spread = 0.55 "log-odds, standard deviation", "ours", "How much clients differ.";
    attendance_first_session = 0.93 "chance", "ours", "The first session of someone who was just enrolled.";
    attendance_fading = 0.3 "times the odds", "ours", "In the days before dropping out.";
    attendance_court_referred = 1.4 "times the odds", "B", "Five to ten points more where a court referred; the size is second-hand.";
    attendance_individual = 1.3 "times the odds", "ours", "Sessions booked for one client.";
    late = 0.09 "share of those who come", "ours", "Come late, by 5 to 35 minutes.";
    left_early = 0.04 "share of those who come", "ours", "Leave early, by 10 to 45 minutes.";
    excused = 0.30 "share of those who do not come", "ours", "Excused, with a reason.";
    by_video = 0.12 "share of those who come", "ours", "Join by video where an offering allows both.";
    make_up_accepted = 0.35 "share of offers", "ours", "Take a session offered to make up a short week.";
    leave_given = 0.9 "share", "ours", "Staff give leave to make up on another track, where a track is locked.";
    sessions_cancelled = 0.008 "chance a session", "ours", "The clinic cancels: somebody is ill, a room cannot be used.";
    takes_spare_slot = 0.12 "share", "ours", "Come to all sessions of a track that offers more than is asked.";

    // use and tests
    class_never_positive = 0.34 "share", "A", "284 people in drug court, first 14 weeks (2011): tests always negative.";
    class_always_positive = 0.21 "share", "A", "The same: tests always positive.";
    class_mostly_missed = 0.26 "share", "A", "The same: tests mostly missed.";
    class_positive_to_negative = 0.19 "share", "A", "The same: positive at first, then negative.";
    class_turns_after = 28.0 "days, mean", "ours", "When the fourth class turns from positive to negative.";
    positive_if_never = 0.015 "chance a test", "ours", "A positive in the class that never is.";
    positive_if_always = 0.80 "chance a test", "ours", "A positive in the class that always is.";
    positive_if_missed = 0.50 "chance a test given", "ours", "A positive among the few tests that the third class gives.";
    positive_once_turned = 0.06 "chance a test", "ours", "A positive in the fourth class after its turn.";
    missed_test = 0.07 "chance a test", "B", "Tests missed by the other classes; 10-15 % of all is usual.";
    missed_if_mostly_missed = 0.62 "chance a test", "ours", "Tests missed by the third class.";
    prescribed_positive = 0.02 "chance a test", "ours", "Positive as prescribed, where the program's kind of test knows that outcome.";
    tests_per_week = 1.0 "tests", "B", "Where a program asks for tests and does not say how often: at least weekly early on.";
    self_report = 0.10 "chance a week of use", "ours", "A client tells of a return to use.";

    // people's own acts and those of staff
    duty_done = 0.86 "chance", "ours", "Something owed outside sessions is done in its time.";
    staff_duty_done = 0.94 "chance", "ours", "Staff do what they owe in its time.";
    advice_taken = 0.45 "chance", "ours", "Something advised, not asked, is done.";
    optional_visit = 0.25 "chance a week", "ours", "An optional session or contact is taken up.";
    individual_unsaid = 0.5 "chance a week", "ours", "An individual session takes place, where a program has them and does not say how often.";
    evidence_per_week = 0.6 "chance a week", "ours", "Near the end of a stage, each thing its exit asks for (a paper, an attestation, a goal) comes about.";
    evidence_if_struggling = 0.15 "chance a week", "ours", "The same, where attendance is under 60 %.";
    decided_when_ready = 0.85 "chance a week", "ours", "Staff and client decide a move whose conditions hold and whose time has come.";
    extended_when_not_ready = 0.5 "chance a week", "ours", "Where the time has passed and the conditions do not hold, and a longer stage exists.";
    step_back = 0.15 "chance a week", "ours", "A move back to more days after a return to use, where the program has one.";
    hold = 0.0012 "chance a day", "ours", "Aside for a while: hospital, family, custody.";
    hold_days = 9.0 "days, mean", "ours", "How long.";
    stage_without_time = 6.0 "weeks", "ours", "Where a program does not say how long a stage is.";
    aftercare_without_time = 12.0 "weeks", "ours", "The same of aftercare.";
    residence_without_time = 26.0 "weeks", "ours", "The same of a home, or of care under six hours a week.";

    // staff
    group_note = 6.0 "minutes a client", "ours", "A note for each client who was in a group; no independent figure was found.";
    individual_note = 15.0 "minutes", "C", "One counselor's account: a quarter of an hour a session.";
    contact_length = 20.0 "minutes", "ours", "A contact outside sessions, where the program does not say.";
    contact_note = 5.0 "minutes", "ours", "Its note.";
    test_length = 10.0 "minutes", "ours", "A collection, with its paper.";
}
