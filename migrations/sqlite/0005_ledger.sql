-- Facts, what follows from them, who looked, and what is still to be done.

CREATE TABLE fact (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    kind            TEXT NOT NULL,
    format          INTEGER NOT NULL,
    occurred_on     TEXT NOT NULL,
    occurred_at     INTEGER,
    recorded_at     INTEGER NOT NULL,
    recorded_by     TEXT,
    supersedes      TEXT,
    payload         BLOB NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id),
    FOREIGN KEY (organization_id, supersedes) REFERENCES fact (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX fact_superseded ON fact (organization_id, supersedes);
CREATE INDEX fact_enrolment ON fact (organization_id, enrolment_id, id);
CREATE INDEX fact_client ON fact (organization_id, client_id, occurred_on);
CREATE TRIGGER fact_update BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'fact_is_added_not_changed'); END;
CREATE TRIGGER fact_delete BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'fact_is_added_not_changed'); END;

-- The newest fact of an enrolment and how many there are: what a stored standing compares itself with.
CREATE TABLE fact_head (
    organization_id TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    last_fact_id    TEXT NOT NULL,
    facts           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, enrolment_id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id)
) STRICT;

-- Standing as last computed, and what it was computed from.
CREATE TABLE standing (
    organization_id    TEXT NOT NULL,
    enrolment_id       TEXT NOT NULL,
    facts              INTEGER NOT NULL,
    last_fact_id       TEXT,
    program_version_id TEXT NOT NULL,
    calendar_revision  INTEGER NOT NULL,
    computed_at        INTEGER NOT NULL,
    valid_until        INTEGER NOT NULL,
    program            TEXT NOT NULL,
    on_date            TEXT NOT NULL,
    stage              TEXT,
    track              TEXT,
    week               INTEGER NOT NULL,
    aside              INTEGER NOT NULL CHECK (aside IN (0, 1)),
    ended              INTEGER NOT NULL CHECK (ended IN (0, 1)),
    expected_end       TEXT,
    make_ups           TEXT NOT NULL,
    valid_on           TEXT NOT NULL,
    PRIMARY KEY (organization_id, enrolment_id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id)
) STRICT;
CREATE INDEX standing_valid ON standing (organization_id, valid_until);

CREATE TABLE standing_line (
    organization_id TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    ordinal         INTEGER NOT NULL,
    code            TEXT NOT NULL,
    label           TEXT NOT NULL,
    state           TEXT NOT NULL,
    value           INTEGER NOT NULL,
    target          INTEGER,
    projected       INTEGER,
    unit            TEXT NOT NULL,
    window_from     TEXT,
    window_until    TEXT,
    due             TEXT,
    because         TEXT NOT NULL,
    sensitivity     TEXT NOT NULL,
    PRIMARY KEY (organization_id, enrolment_id, ordinal),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id)
) STRICT;
CREATE INDEX standing_line_state ON standing_line (organization_id, code, state);

CREATE TABLE task (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    enrolment_id    TEXT NOT NULL,
    rule            TEXT NOT NULL,
    occasion        TEXT NOT NULL,
    what            TEXT NOT NULL,
    because         TEXT NOT NULL,
    sensitivity     TEXT NOT NULL,
    owner_role      TEXT NOT NULL,
    owner_id        TEXT,
    due             TEXT,
    escalates_to    TEXT,
    state           TEXT NOT NULL CHECK (state IN ('open', 'done', 'waived', 'withdrawn')),
    outcome         TEXT,
    reason          BLOB,
    opened_at       INTEGER NOT NULL,
    escalated_at    INTEGER,
    closed_at       INTEGER,
    closed_by       TEXT,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id),
    FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX task_once ON task (organization_id, enrolment_id, rule, occasion);
CREATE INDEX task_owner_role ON task (organization_id, state, owner_role, due);
CREATE INDEX task_owner ON task (organization_id, owner_id, state, due);

-- Who did or looked at what. `position` and the hashes are in `audit_seal`, so that an entry is never written twice.
CREATE TABLE audit (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    at              INTEGER NOT NULL,
    actor_id        TEXT,
    kind            TEXT NOT NULL CHECK (kind IN ('read', 'write', 'refused', 'system')),
    action          TEXT NOT NULL,
    subject_kind    TEXT NOT NULL,
    subject_id      TEXT NOT NULL,
    client_id       TEXT,
    request_id      TEXT,
    detail          BLOB,
    PRIMARY KEY (organization_id, id)
) STRICT;
CREATE INDEX audit_client ON audit (organization_id, client_id, at);
CREATE INDEX audit_actor ON audit (organization_id, actor_id, at);
CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit_is_added_not_changed'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit_is_added_not_changed'); END;

-- What the sealer has not chained yet.
CREATE TABLE audit_pending (
    organization_id TEXT NOT NULL,
    audit_id        TEXT NOT NULL,
    PRIMARY KEY (organization_id, audit_id),
    FOREIGN KEY (organization_id, audit_id) REFERENCES audit (organization_id, id)
) STRICT;

CREATE TABLE audit_seal (
    organization_id TEXT NOT NULL,
    position        INTEGER NOT NULL,
    audit_id        TEXT NOT NULL,
    chain_hash      BLOB NOT NULL,
    PRIMARY KEY (organization_id, position)
) STRICT;
CREATE UNIQUE INDEX audit_seal_once ON audit_seal (organization_id, audit_id);

CREATE TABLE checkpoint (
    organization_id TEXT NOT NULL,
    position        INTEGER NOT NULL,
    chain_hash      BLOB NOT NULL,
    at              INTEGER NOT NULL,
    signature       BLOB NOT NULL,
    PRIMARY KEY (organization_id, position)
) STRICT;

-- What happened, for those who react afterwards; `job` holds one delivery for each of them.
CREATE TABLE event (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    kind            TEXT NOT NULL,
    client_id       TEXT,
    at              INTEGER NOT NULL,
    payload         BLOB NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE TABLE job (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    kind            TEXT NOT NULL,
    once_key        TEXT,
    order_key       TEXT,
    event_id        TEXT,
    payload         BLOB,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    run_at          INTEGER NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    lease_until     INTEGER,
    lease_id        TEXT,
    last_error      TEXT,
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, event_id) REFERENCES event (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX job_once ON job (organization_id, kind, once_key);
CREATE INDEX job_due ON job (state, kind, run_at);
CREATE INDEX job_order ON job (organization_id, kind, order_key, state);
