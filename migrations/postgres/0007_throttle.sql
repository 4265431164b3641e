-- How often signing in failed lately, by account and by address. The key is a hash: what was typed may be anything, a password too.
CREATE TABLE sign_in_throttle (
    key_hash TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    PRIMARY KEY (key_hash)
);
