-- Programs as they are published, who is enrolled, and what takes place.

CREATE TABLE program_version (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    program         TEXT NOT NULL,
    version         TEXT NOT NULL,
    holds_from      TEXT,
    source          TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('draft', 'published')),
    created_at      INTEGER NOT NULL,
    published_by    TEXT,
    published_at    INTEGER,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, published_by) REFERENCES staff (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX program_version_once ON program_version (organization_id, program, version);

CREATE TABLE timetable (
    organization_id TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    program         TEXT NOT NULL,
    source          TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, site_id, program),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;

-- How often the sessions of a program at a site were changed, and until when they are planned.
CREATE TABLE calendar (
    organization_id TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    program         TEXT NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 0,
    planned_until   TEXT,
    PRIMARY KEY (organization_id, site_id, program),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;

CREATE TABLE enrolment (
    organization_id    TEXT NOT NULL,
    id                 TEXT NOT NULL,
    episode_id         TEXT NOT NULL,
    client_id          TEXT NOT NULL,
    site_id            TEXT NOT NULL,
    program            TEXT NOT NULL,
    program_version_id TEXT NOT NULL,
    track              TEXT,
    stage              TEXT,
    starts_on          TEXT NOT NULL,
    ended_on           TEXT,
    status             TEXT NOT NULL,
    brought_forward    BLOB,
    row_version        INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, episode_id) REFERENCES episode (organization_id, id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id),
    FOREIGN KEY (organization_id, program_version_id) REFERENCES program_version (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX enrolment_open ON enrolment (organization_id, episode_id, program) WHERE ended_on IS NULL;
CREATE INDEX enrolment_client ON enrolment (organization_id, client_id, starts_on);
CREATE INDEX enrolment_census ON enrolment (organization_id, site_id, program, status);

-- What a session is stays with it, whatever a later version of the definition says: label, kind, tracks, who must be there.
CREATE TABLE session (
    organization_id  TEXT NOT NULL,
    id               TEXT NOT NULL,
    site_id          TEXT NOT NULL,
    program          TEXT NOT NULL,
    offering         TEXT NOT NULL,
    label            TEXT NOT NULL DEFAULT '',
    kind             TEXT NOT NULL DEFAULT '',
    tracks           TEXT NOT NULL DEFAULT '[]',
    stages           TEXT NOT NULL DEFAULT '[]',
    staff            TEXT NOT NULL DEFAULT '[]',
    seats            INTEGER,
    modality         TEXT,
    optional         INTEGER NOT NULL DEFAULT 0 CHECK (optional IN (0, 1)),
    by_roster        INTEGER NOT NULL DEFAULT 0 CHECK (by_roster IN (0, 1)),
    slot             TEXT NOT NULL,
    local_date       TEXT NOT NULL,
    starts_at        INTEGER NOT NULL,
    ends_at          INTEGER NOT NULL,
    zone             TEXT NOT NULL,
    room_id          TEXT,
    status           TEXT NOT NULL CHECK (status IN ('scheduled', 'cancelled', 'held')),
    cancelled_reason TEXT,
    touched          INTEGER NOT NULL DEFAULT 0 CHECK (touched IN (0, 1)),
    topic            TEXT,
    confirmed_by     TEXT,
    confirmed_at     INTEGER,
    row_version      INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    CHECK (ends_at > starts_at),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id),
    FOREIGN KEY (organization_id, room_id) REFERENCES room (organization_id, id),
    FOREIGN KEY (organization_id, confirmed_by) REFERENCES staff (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX session_slot ON session (organization_id, site_id, program, slot, local_date);
CREATE INDEX session_day ON session (organization_id, site_id, starts_at);

CREATE TABLE session_block (
    organization_id TEXT NOT NULL,
    session_id      TEXT NOT NULL,
    ordinal         INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    label           TEXT NOT NULL DEFAULT '',
    minutes         INTEGER NOT NULL CHECK (minutes > 0),
    is_break        INTEGER NOT NULL DEFAULT 0 CHECK (is_break IN (0, 1)),
    topic           TEXT,
    facilitator_id  TEXT,
    PRIMARY KEY (organization_id, session_id, ordinal),
    FOREIGN KEY (organization_id, session_id) REFERENCES session (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, facilitator_id) REFERENCES staff (organization_id, id)
) STRICT;

CREATE TABLE session_staff (
    organization_id TEXT NOT NULL,
    session_id      TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    role            TEXT NOT NULL,
    PRIMARY KEY (organization_id, session_id, staff_id, role),
    FOREIGN KEY (organization_id, session_id) REFERENCES session (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;
CREATE INDEX session_staff_staff ON session_staff (organization_id, staff_id);

CREATE TABLE roster (
    organization_id TEXT NOT NULL,
    session_id      TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('expected', 'visitor', 'removed')),
    added_by        TEXT,
    added_at        INTEGER NOT NULL,
    PRIMARY KEY (organization_id, session_id, enrolment_id),
    FOREIGN KEY (organization_id, session_id) REFERENCES session (organization_id, id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id)
) STRICT;
CREATE INDEX roster_enrolment ON roster (organization_id, enrolment_id);

-- What was marked for one client in one session. A correction is a new row that names the one it supersedes. Until the roster is
-- confirmed a mark has no fact: it earns nothing yet.
CREATE TABLE attendance (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    session_id      TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    outcome         TEXT NOT NULL,
    minutes         INTEGER NOT NULL CHECK (minutes >= 0),
    late_minutes    INTEGER NOT NULL DEFAULT 0 CHECK (late_minutes >= 0),
    left_minutes    INTEGER NOT NULL DEFAULT 0 CHECK (left_minutes >= 0),
    by_video        INTEGER NOT NULL DEFAULT 0 CHECK (by_video IN (0, 1)),
    reason          BLOB,
    recorded_by     TEXT,
    recorded_at     INTEGER NOT NULL,
    fact_id         TEXT,
    supersedes      TEXT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, session_id) REFERENCES session (organization_id, id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id),
    FOREIGN KEY (organization_id, supersedes) REFERENCES attendance (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX attendance_first ON attendance (organization_id, session_id, enrolment_id) WHERE supersedes IS NULL;
CREATE UNIQUE INDEX attendance_superseded ON attendance (organization_id, supersedes);
CREATE INDEX attendance_enrolment ON attendance (organization_id, enrolment_id, recorded_at);
