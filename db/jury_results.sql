-- What the jury decided, a projection of the journal as every table here.
CREATE TABLE coefficient (
    unit TEXT PRIMARY KEY,
    coefficient INTEGER NOT NULL CHECK (coefficient > 0)
) STRICT;

CREATE TABLE result_code (
    kind TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    label TEXT NOT NULL
) STRICT;

CREATE TABLE unit_mark (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    unit TEXT NOT NULL,
    standing TEXT NOT NULL,
    proposed TEXT,
    harmonised TEXT,
    final TEXT,
    mark TEXT,
    note TEXT NOT NULL,
    stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
    CHECK (mark IS NULL OR standing = 'mark'),
    PRIMARY KEY (candidate, unit)
) STRICT;

CREATE TABLE candidate_result (
    candidate TEXT PRIMARY KEY REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    e3 TEXT,
    e4 TEXT,
    general TEXT,
    missing TEXT NOT NULL,
    result TEXT NOT NULL,
    livret TEXT NOT NULL,
    livret_by TEXT NOT NULL,
    pronounced_by TEXT NOT NULL,
    troubles TEXT NOT NULL
) STRICT;

CREATE TABLE jury_decision (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    rank INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    rectifies TEXT NOT NULL,
    PRIMARY KEY (candidate, rank)
) STRICT;

CREATE TABLE mark_list (
    rank INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    units TEXT NOT NULL,
    marks INTEGER NOT NULL
) STRICT;

CREATE TABLE minute_note (
    rank INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    candidate TEXT NOT NULL
) STRICT;

CREATE TABLE juror (
    name TEXT PRIMARY KEY,
    sector TEXT NOT NULL,
    president INTEGER NOT NULL CHECK (president IN (0, 1)),
    attended TEXT NOT NULL,
    remote TEXT NOT NULL
) STRICT;

CREATE TABLE minutes (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    closed_at TEXT NOT NULL,
    closed_by TEXT NOT NULL,
    without_result INTEGER NOT NULL
) STRICT;

CREATE TABLE layout_column (
    layout TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (layout, position)
) STRICT;

CREATE TABLE purge (
    rank INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    before TEXT NOT NULL,
    files TEXT NOT NULL
) STRICT
