-- Who and what is taken, and when: a room, a member of staff, a client. Nobody and nothing can be taken twice at a time,
-- whatever code writes here, because the table refuses it. The guard row makes those who book the same thing wait for each other.

CREATE TABLE occupancy_guard (
    organization_id TEXT NOT NULL,
    kind            TEXT NOT NULL,
    resource_id     TEXT NOT NULL,
    revision        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_id, kind, resource_id)
);

CREATE TABLE occupancy (
    organization_id TEXT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('room', 'staff', 'client')),
    resource_id     TEXT NOT NULL,
    session_id      TEXT NOT NULL,
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    PRIMARY KEY (organization_id, kind, resource_id, session_id),
    CHECK (ends_at > starts_at),
    FOREIGN KEY (organization_id, session_id) REFERENCES session (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX occupancy_when ON occupancy (organization_id, kind, resource_id, starts_at);
CREATE INDEX occupancy_session ON occupancy (organization_id, session_id);

CREATE FUNCTION occupancy_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO occupancy_guard (organization_id, kind, resource_id, revision)
    VALUES (new.organization_id, new.kind, new.resource_id, 1)
    ON CONFLICT (organization_id, kind, resource_id) DO UPDATE SET revision = occupancy_guard.revision + 1;
    IF EXISTS (
        SELECT 1 FROM occupancy AS o
        WHERE o.organization_id = new.organization_id AND o.kind = new.kind AND o.resource_id = new.resource_id
          AND o.session_id <> new.session_id AND o.starts_at < new.ends_at AND new.starts_at < o.ends_at)
    THEN
        RAISE EXCEPTION 'occupancy_overlap' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'occupancy_overlap';
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy FOR EACH ROW EXECUTE FUNCTION occupancy_insert();

-- Refuses whatever it is hung on, under the name it is given.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'refused' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = tg_argv[0];
END $$;
CREATE TRIGGER occupancy_update BEFORE UPDATE ON occupancy FOR EACH ROW EXECUTE FUNCTION refuse('occupancy_is_replaced_not_changed');
