-- Schema 3. A pack: its wrapped key, never exported; what its control came to; transfers.
CREATE TABLE pack_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public BLOB NOT NULL CHECK (length(public) = 32),
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE conformity (
    number TEXT PRIMARY KEY REFERENCES candidate (number) DEFERRABLE INITIALLY DEFERRED,
    verdict TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('out', 'in')),
    at TEXT NOT NULL,
    commission TEXT NOT NULL,
    reason TEXT NOT NULL,
    transfer TEXT NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;
