-- The provider, its sites and its staff. Times are microseconds since 1970 in UTC; dates are ISO text; sealed values are bytes.

CREATE TABLE organization (
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,
    synthetic   INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- One key for each client and one for the organization, wrapped by the key that is kept outside. Shredding empties `wrapped`.
CREATE TABLE data_key (
    organization_id TEXT NOT NULL,
    owner_id        TEXT NOT NULL,
    wrapped         BLOB,
    created_at      INTEGER NOT NULL,
    shredded_at     INTEGER,
    PRIMARY KEY (organization_id, owner_id),
    FOREIGN KEY (organization_id) REFERENCES organization (id)
) STRICT;

CREATE TABLE site (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    name            TEXT NOT NULL,
    zone            TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id) REFERENCES organization (id)
) STRICT;

CREATE TABLE room (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    name            TEXT NOT NULL,
    seats           INTEGER CHECK (seats > 0),
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX room_name ON room (organization_id, site_id, name);

CREATE TABLE closed_day (
    organization_id TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    day             TEXT NOT NULL,
    reason          TEXT NOT NULL,
    PRIMARY KEY (organization_id, site_id, day),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;

CREATE TABLE staff (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    user_name       TEXT NOT NULL,
    email           TEXT,
    display_name    BLOB NOT NULL,
    employed_from   TEXT NOT NULL,
    employed_until  TEXT,
    created_at      INTEGER NOT NULL,
    row_version     INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id) REFERENCES organization (id)
) STRICT;
-- People sign in before it is known where they belong, so these hold across organizations.
CREATE UNIQUE INDEX staff_user_name ON staff (lower(user_name));
CREATE UNIQUE INDEX staff_email ON staff (lower(email));

-- A role without a site holds at all of them.
CREATE TABLE staff_role (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    role            TEXT NOT NULL,
    site_id         TEXT,
    granted_at      INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX staff_role_once ON staff_role (organization_id, staff_id, role, coalesce(site_id, ''));

CREATE TABLE credential (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    kind            TEXT NOT NULL,
    number          BLOB,
    issued_on       TEXT,
    expires_on      TEXT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;
CREATE INDEX credential_staff ON credential (organization_id, staff_id, kind);
CREATE INDEX credential_expires ON credential (organization_id, expires_on);

CREATE TABLE password (
    organization_id TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    phc             TEXT NOT NULL,
    changed_at      INTEGER NOT NULL,
    PRIMARY KEY (organization_id, staff_id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;

CREATE TABLE sign_in (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    token_hash      BLOB NOT NULL,
    staff_id        TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    user_agent      TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;
CREATE UNIQUE INDEX sign_in_token ON sign_in (token_hash);
CREATE INDEX sign_in_staff ON sign_in (organization_id, staff_id, created_at);

-- A form as drawn: sending it again gets the first answer.
CREATE TABLE request (
    organization_id TEXT NOT NULL,
    id              TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    action          TEXT NOT NULL,
    answered_at     INTEGER NOT NULL,
    answer          TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;
