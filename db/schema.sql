-- The tables people read. The journal is the truth; all tables below it but file_key and
-- observation are its projection, written in the same transaction.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    line TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    boot TEXT NOT NULL DEFAULT '',
    tick_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE commission (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    session INTEGER NOT NULL,
    exam TEXT NOT NULL,
    commission TEXT NOT NULL,
    academy TEXT NOT NULL,
    centre TEXT NOT NULL,
    room TEXT NOT NULL,
    date TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
    program TEXT NOT NULL,
    closed_at TEXT
) STRICT;

CREATE TABLE examiner (
    position INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    quality TEXT NOT NULL CHECK (quality IN ('enseignant', 'professionnel'))
) STRICT;

CREATE TABLE replacement (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    examiner TEXT NOT NULL,
    replaced_by TEXT NOT NULL,
    quality TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE incident (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    informed TEXT NOT NULL,
    passage TEXT
) STRICT;

CREATE TABLE clock_note (
    position INTEGER PRIMARY KEY,
    before TEXT NOT NULL,
    wall TEXT NOT NULL,
    cause TEXT NOT NULL
) STRICT;

CREATE TABLE candidate (
    number TEXT PRIMARY KEY CHECK (number <> ''),
    last_name TEXT NOT NULL,
    usual_name TEXT NOT NULL,
    first_names TEXT NOT NULL,
    born TEXT,
    day TEXT,
    hour TEXT NOT NULL,
    category TEXT NOT NULL,
    extra_preparation TEXT NOT NULL,
    extra_parts TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
    number TEXT PRIMARY KEY REFERENCES candidate (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
    authority TEXT NOT NULL,
    status TEXT NOT NULL,
    identity INTEGER NOT NULL CHECK (identity IN (0, 1)),
    evidence TEXT NOT NULL,
    absent INTEGER NOT NULL CHECK (absent IN (0, 1)),
    absent_reason TEXT NOT NULL,
    not_valid_reason TEXT,
    not_valid_authority TEXT,
    not_valid_decided TEXT,
    doubt TEXT,
    reserved INTEGER NOT NULL CHECK (reserved IN (0, 1)),
    suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    situation TEXT,
    mark TEXT CHECK (
        mark IS NULL OR (mark GLOB '*.[05]' AND CAST(mark AS REAL) BETWEEN 0 AND 20)
    ),
    appraisal TEXT NOT NULL,
    answered TEXT NOT NULL,
    transcribed INTEGER NOT NULL CHECK (transcribed IN (0, 1)),
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    version INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE passage_examiner (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    quality TEXT NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE known (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    examiner TEXT NOT NULL,
    tie TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (number, examiner)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (number, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (number, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE level (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    competency TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('TI', 'I', 'S', 'TS', 'NO')),
    PRIMARY KEY (number, competency)
) STRICT, WITHOUT ROWID;

-- Seconds as at the last act; while a clock runs or is paused, add the time since `since`.
CREATE TABLE part (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    planned_s INTEGER NOT NULL,
    elapsed_s INTEGER NOT NULL CHECK (elapsed_s >= 0),
    paused_s INTEGER NOT NULL CHECK (paused_s >= 0),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'paused', 'stopped')),
    since TEXT,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    part TEXT NOT NULL,
    started TEXT NOT NULL,
    stopped TEXT,
    reason TEXT NOT NULL,
    corrected TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempt (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE visa (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    examiner TEXT NOT NULL,
    drawing TEXT NOT NULL,
    paper INTEGER NOT NULL CHECK (paper IN (0, 1)),
    PRIMARY KEY (number, examiner)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL CHECK (version > 0),
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    record TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    code TEXT NOT NULL CHECK (length(code) = 8),
    PRIMARY KEY (number, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE print (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (number, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE paper_signature (
    number TEXT NOT NULL REFERENCES passage (number) DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    examiner TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (number, version, examiner)
) STRICT, WITHOUT ROWID;

-- Not projections: the file's key pair, and the working notes, neither ever exported.
CREATE TABLE file_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public BLOB NOT NULL CHECK (length(public) = 32),
    private BLOB NOT NULL CHECK (length(private) = 32)
) STRICT;

CREATE TABLE observation (
    passage TEXT NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    competencies TEXT NOT NULL,
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
    PRIMARY KEY (passage, number)
) STRICT, WITHOUT ROWID;

-- The notes go in the very transaction that closes the day: no crash leaves one behind.
CREATE TRIGGER day_closed AFTER UPDATE OF closed_at ON commission WHEN new.closed_at IS NOT NULL
BEGIN DELETE FROM observation; END;
