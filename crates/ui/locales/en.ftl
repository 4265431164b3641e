### English (United States). Person-first: client, positive and negative, return to use.

## Shell
lang = en
app-name = Footbridge
skip-to-content = Skip to the content
nav-main = Main
nav-breadcrumbs = You are here
search-label = Find a client
search-hint = Name, preferred name or initials
search-submit = Find
search-shortcut = Press / to search from anywhere
search-none = Nobody by that name among the people you may see.
search-none-hint = Check the spelling, or try the initials.
search-found = { $n ->
    [one] One person found.
   *[other] { $n } people found.
}
sign-out = Sign out
signed-in-as = Signed in as
viewer-menu = Your menu
demo-label = About these data
demo-banner = Synthetic data. Nobody shown here exists.
page-title = { $title } · { $app }
footer-note = Part of a confidential record. Leave no screen open.

## Flash
flash-done = Done
flash-note = Note
flash-warning = Please check
flash-error = Not saved

## What the last act did: people
done-inquiry-logged = The call is logged.
done-next-step = The next step is noted.
done-inquiry-closed = The inquiry is closed.
done-admitted = Admitted. Now the program.
done-enrolled = Enrolled.
done-recorded = Recorded.
done-corrected = Corrected. What stood before stays on record.
done-track-changed = The track is changed. What was earned stays earned.
done-week-changed = The week is changed.
done-stage-moved = Moved to another phase.
done-held = On hold.
done-back = Back from hold.
done-discharged = Discharged. The reason is kept.
done-transferred = The course there has ended. Now the enrolment that follows.
done-renamed = The name is changed.
done-team-changed = The care team is changed.
done-in-again = In again.
done-task-settled = The task is settled.

offline = Not sent: there is no connection. Nothing is lost; try again when it is back.

## Forms
draft-restored = What you typed here earlier is back. It has not been saved.
draft-discard = Discard it
errors-title = { $n ->
    [one] One answer needs a look
   *[other] { $n } answers need a look
}
errors-kept = Everything you typed is still here.
error-prefix = Error:
optional = optional
choose-one = Choose…
save = Save
cancel = Cancel
back = Back
minutes-short = min
late-by = { $minutes } min late

## Amounts
amount-hours = { $sign }{ $h } h { $min } min
amount-minutes = { $sign }{ $min } min
amount-percent = { $n } %
amount-money = { $sign }${ $whole }.{ $part }
amount-of = { $value } of { $target }

## Counts
count-answer = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
count-bed = { $n ->
    [one] { $n } bed
   *[other] { $n } beds
}
count-block = { $n ->
    [one] { $n } block
   *[other] { $n } blocks
}
count-client = { $n ->
    [one] { $n } client
   *[other] { $n } clients
}
count-contact = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
count-day = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
count-enrolment = { $n ->
    [one] { $n } enrolment
   *[other] { $n } enrolments
}
count-finding = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}
count-group = { $n ->
    [one] { $n } group
   *[other] { $n } groups
}
count-hour = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
count-line = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
count-meeting = { $n ->
    [one] { $n } meeting
   *[other] { $n } meetings
}
count-month = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
count-note = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
count-person = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
count-phase = { $n ->
    [one] { $n } phase
   *[other] { $n } phases
}
count-point = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
count-resident = { $n ->
    [one] { $n } resident
   *[other] { $n } residents
}
count-room = { $n ->
    [one] { $n } room
   *[other] { $n } rooms
}
count-seat = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
count-session = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
count-task = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
}
count-test = { $n ->
    [one] { $n } test
   *[other] { $n } tests
}
count-time = { $n ->
    [one] { $n } time
   *[other] { $n } times
}
count-topic = { $n ->
    [one] { $n } topic
   *[other] { $n } topics
}
count-week = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
count-year = { $n ->
    [one] { $n } year
   *[other] { $n } years
}

## Days and times
date-long = { $weekday }, { $month } { $day }, { $year }
date-short = { $weekday }, { $month } { $day }
date-year = { $weekday }, { $month } { $day }, { $year }
date-span = { $from } to { $to }
date-time = { $date }, { $time }
time = { $clock } { $half }
time-am = am
time-pm = pm
time-range = { $from }–{ $to }
today = Today
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## States: one word or two, the same everywhere
state-met = Met
state-on-course = On course
state-at-risk = At risk
state-due = Due
state-late = Late
state-missed = Missed
state-not-applicable = Not applicable
attendance-expected = Expected
attendance-present = Here
attendance-late = Late
attendance-left-early = Left early
attendance-excused = Excused
attendance-absent = Absent
attendance-video = By video
session-scheduled = Scheduled
session-held = Held
session-cancelled = Cancelled
version-draft = Draft
version-published = Published
version-retired = Replaced
severity-error = Error
severity-warning = Warning
severity-note = Note
task-open = Open
task-done = Done
task-waived = Waived
task-withdrawn = Withdrawn
task-overdue = Overdue
enrolment-waiting = Waiting
enrolment-active = Active
enrolment-on-hold = On hold
enrolment-completed = Completed
enrolment-ended = Ended

## Table
table-empty = Nothing to show.
sort-ascending = sorted, lowest first
sort-descending = sorted, highest first
total = Total

## Standing
line-attendance = Attendance, last four weeks
line-attendance-all = Attendance, whole course
standing-of = of { $target }
standing-projected = Ends at { $value } if everything scheduled takes place.
standing-due = by { $date }
standing-why = Why
standing-mends = What would mend it

## Roster
roster-expected = { $n ->
    [0] Everybody is marked.
    [one] One still expected.
   *[other] { $n } still expected.
}
roster-rest = { $n ->
    [0] Confirm the roster
    [one] The other one is here
   *[other] The rest are here ({ $n })
}
roster-set = Set
roster-minutes = Minutes for { $name }
roster-reason = Reason for { $name }
roster-reason-none = Reason…
roster-keys = Keys: arrows walk the rows; h here, l late, e left early, x excused, a absent, v by video; r the rest are here.

## Timeline
timeline-corrects = Corrects:

## Pages
pages = Pages
pages-before = Earlier
pages-after = Later
pages-at = Page { $at } of { $last }

## Confirm
confirm-affected = Who is affected
confirm-no = Leave it as it is
confirm-nobody = Nobody is affected.

## Conflict
conflict-title = { $what } was saved by somebody else meanwhile
conflict-says = { $saved } saved it while you were writing. Choose for each difference which one stands; nothing is lost until you save.
conflict-theirs = Saved: { $saved }
conflict-yours = Yours
conflict-save = Save what is chosen
conflict-discard = Leave it as saved

## Findings
findings = Findings
findings-none = Nothing to mend.
findings-none-hint = The check found no errors, warnings or notes.
finding-line = Line { $line }
finding-mend = Would mend it:

## Week
week-none = No sessions.

## Charts
chart-numbers = The numbers
dose-what = What
dose-amount = Amount
dose-stands = How it stands
dose-offered = Offered
dose-rule = Rule
phases-week = Week { $week } now
phases-here = now
series-last = { $value } on { $when }
series-none = Nothing measured yet.
series-missing = not measured
series-when = When
series-value = Value
series-band = Means

## Reasons: the codes of care, as sentences. Figures arrive with their units.
reason-counted = Counted { $gave }.
reason-counted-up-to = Counted up to here.
reason-still-scheduled = { $sessions ->
    [one] One session still scheduled adds { $adds }.
   *[other] { $sessions } sessions still scheduled add { $adds }.
}
reason-part-of-window = Only { $days } of { $of } days of this stretch count, so less is asked.
reason-closed-day = The clinic was closed, so { $less } less is asked.
reason-over-most = More than the most that may be done: { $most }.
reason-last-done = Last done here.
reason-too-long-between = The last was { $last }; at most { $most } may lie between.
reason-needs-topic = Still needs “{ $topic }”.
reason-called-for = This called for it.
reason-condition = Its condition holds.
reason-short = { $value } of { $target } were done.
reason-will-be-short = { $value } of { $target } so far, and what is scheduled does not close the gap.
reason-late = { $value } of { $target } done, and its day has passed.
reason-on-record = On record since { $date }.
reason-attested = Confirmed by a member of staff.
reason-is = As recorded here.
reason-since = Counted since this.
reason-in-stage-since = In this stage since { $date }.
reason-missed = Did not attend on { $date }.
reason-entry = Entry of { $amount }.

## Roles
role-intake-coordinator = Intake coordinator
role-group-counselor = Group counselor
role-therapist = Therapist
role-case-manager = Case manager
role-nurse = Nurse
role-program-director = Program director
role-resident-manager = Resident manager
role-peer-advocate = Resident peer advocate
role-program-coordinator = Program coordinator
role-biller = Biller
role-privacy-officer = Privacy officer
role-administrator = Administrator

## Program: what the last act did
done-roster-confirmed = The roster is confirmed.
done-session-moved = The session is moved.
done-session-cancelled = The session is cancelled. It is nobody's absence.
done-facilitator-assigned = It is written down who leads.
done-version-published = The version is published.
done-draft-saved = The draft is saved.
done-client-moved = They are on the new version from today.
