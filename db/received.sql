-- Schema 2 of a jury file: what the commissions sent. `receipt` alone follows the order in which
-- files came; the other tables follow from the set of files received and the decisions taken.
CREATE TABLE receipt (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    at TEXT NOT NULL,
    file TEXT NOT NULL,
    verdict TEXT NOT NULL,
    commission TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recognised_key (
    public_key TEXT PRIMARY KEY CHECK (length(public_key) = 64),
    commission TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `head`: nothing received continues it. Two heads of one journal are a fork.
CREATE TABLE export (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    commission TEXT NOT NULL,
    exam TEXT NOT NULL,
    public_key TEXT NOT NULL,
    acts INTEGER NOT NULL,
    root_hash TEXT NOT NULL,
    exported_at TEXT NOT NULL,
    program TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    head INTEGER NOT NULL CHECK (head IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What each head says of each candidate.
CREATE TABLE claim (
    candidate TEXT NOT NULL,
    exam TEXT NOT NULL,
    commission TEXT NOT NULL,
    root_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (
        status IN ('sealed', 'absent', 'not-valid', 'recused', 'transferred', 'open')
    ),
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    code TEXT NOT NULL,
    mark TEXT,
    levels TEXT NOT NULL,
    appraisal TEXT NOT NULL,
    examiners TEXT NOT NULL,
    sealed_at TEXT NOT NULL,
    reserved TEXT NOT NULL,
    reason TEXT NOT NULL,
    authority TEXT NOT NULL,
    reopened INTEGER NOT NULL CHECK (reopened IN (0, 1)),
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    PRIMARY KEY (candidate, exam, commission, root_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE received_incident (
    commission TEXT NOT NULL,
    root_hash TEXT NOT NULL,
    position INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    informed TEXT NOT NULL,
    candidate TEXT NOT NULL,
    PRIMARY KEY (commission, root_hash, position)
) STRICT, WITHOUT ROWID;

-- What counts of each candidate for each exam.
CREATE TABLE held (
    candidate TEXT NOT NULL,
    exam TEXT NOT NULL,
    state TEXT NOT NULL,
    commission TEXT,
    record TEXT,
    mark TEXT,
    PRIMARY KEY (candidate, exam)
) STRICT, WITHOUT ROWID;

CREATE TABLE conflict_decision (
    candidate TEXT NOT NULL,
    exam TEXT NOT NULL,
    keep TEXT NOT NULL,
    among TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (candidate, exam)
) STRICT, WITHOUT ROWID;

CREATE TABLE transcription (
    candidate TEXT NOT NULL,
    exam TEXT NOT NULL,
    typed_by TEXT NOT NULL,
    commission TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    code TEXT NOT NULL,
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
    mark TEXT,
    levels TEXT NOT NULL,
    appraisal TEXT NOT NULL,
    examiners TEXT NOT NULL,
    reserved TEXT NOT NULL,
    PRIMARY KEY (candidate, exam, typed_by)
) STRICT, WITHOUT ROWID;

CREATE TABLE control_round (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    seed TEXT NOT NULL,
    drawn TEXT NOT NULL
) STRICT;

CREATE TABLE control (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    round INTEGER NOT NULL,
    code TEXT NOT NULL,
    held INTEGER NOT NULL CHECK (held IN (0, 1)),
    candidate TEXT NOT NULL,
    exam TEXT NOT NULL,
    checked_by TEXT NOT NULL
) STRICT
