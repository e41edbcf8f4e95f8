-- Schema 4. What the jury received, as its receipts tell.
CREATE TABLE receipt (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    jury TEXT NOT NULL CHECK (length(jury) = 64),
    root_hash TEXT NOT NULL CHECK (length(root_hash) = 64),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE TABLE receipted (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (number, version)
) STRICT, WITHOUT ROWID;
