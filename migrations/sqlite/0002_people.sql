-- The people who ask for care and those who are in it.

CREATE TABLE client (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    name            BLOB NOT NULL,
    preferred_name  BLOB,
    initials        BLOB NOT NULL,
    birth_date      BLOB,
    created_at      INTEGER NOT NULL,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, id) REFERENCES data_key (organization_id, owner_id)
) STRICT;

CREATE TABLE inquiry (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    site_id         TEXT,
    name            BLOB NOT NULL,
    phone           BLOB,
    note            BLOB,
    channel         TEXT NOT NULL,
    received_at     INTEGER NOT NULL,
    status          TEXT NOT NULL,
    next_step       BLOB,
    next_step_on    TEXT,
    client_id       TEXT,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id)
) STRICT;
CREATE INDEX inquiry_waiting ON inquiry (organization_id, status, received_at);

CREATE TABLE episode (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    opened_on       TEXT NOT NULL,
    closed_on       TEXT,
    close_reason    BLOB,
    referral_source TEXT,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX episode_open ON episode (organization_id, client_id, site_id) WHERE closed_on IS NULL;
CREATE INDEX episode_client ON episode (organization_id, client_id, opened_on);
