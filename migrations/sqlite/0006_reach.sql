-- Who works in which program at which site, who is in whose care team, and what follows: how near each client lies to each of the staff.

CREATE TABLE program_staff (
    organization_id TEXT NOT NULL,
    site_id         TEXT NOT NULL,
    program         TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    since           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, staff_id, site_id, program),
    FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;

CREATE TABLE care_team (
    organization_id TEXT NOT NULL,
    client_id       TEXT NOT NULL,
    staff_id        TEXT NOT NULL,
    capacity        TEXT NOT NULL CHECK (capacity IN ('primary', 'member')),
    since           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, client_id, staff_id),
    FOREIGN KEY (organization_id, client_id) REFERENCES client (organization_id, id),
    FOREIGN KEY (organization_id, staff_id) REFERENCES staff (organization_id, id)
) STRICT;
CREATE INDEX care_team_staff ON care_team (organization_id, staff_id);

-- 1 own, 2 care team, 3 program, 4 site: the ranks of policy. A row for each relation that holds, so ask with EXISTS or min().
CREATE VIEW reach (organization_id, staff_id, client_id, site_id, nearness) AS
SELECT t.organization_id, t.staff_id, t.client_id, CAST(NULL AS TEXT), CAST(CASE t.capacity WHEN 'primary' THEN 1 ELSE 2 END AS INTEGER)
FROM care_team t
UNION ALL
SELECT p.organization_id, p.staff_id, e.client_id, e.site_id, CAST(3 AS INTEGER)
FROM program_staff p
JOIN enrolment e ON e.organization_id = p.organization_id AND e.site_id = p.site_id AND e.program = p.program
UNION ALL
SELECT r.organization_id, r.staff_id, e.client_id, e.site_id, CAST(4 AS INTEGER)
FROM staff_role r
JOIN episode e ON e.organization_id = r.organization_id AND (r.site_id IS NULL OR e.site_id = r.site_id);
