-- A jury file: its journal, and the tables people read, its projection. file_key is its own.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    line TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    boot TEXT NOT NULL DEFAULT '',
    tick_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE jury (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    session INTEGER NOT NULL,
    pilot TEXT NOT NULL,
    academies TEXT NOT NULL,
    president TEXT NOT NULL,
    rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
    program TEXT NOT NULL
) STRICT;

CREATE TABLE site (
    name TEXT PRIMARY KEY,
    time_zone TEXT NOT NULL,
    rooms TEXT NOT NULL
) STRICT;

CREATE TABLE examiner (
    name TEXT PRIMARY KEY,
    quality TEXT NOT NULL CHECK (quality IN ('enseignant', 'professionnel')),
    domains TEXT NOT NULL,
    schools TEXT NOT NULL,
    employer TEXT NOT NULL,
    knows TEXT NOT NULL
) STRICT;

CREATE TABLE commission (
    code TEXT PRIMARY KEY,
    exam TEXT NOT NULL CHECK (exam IN ('E32', 'E42')),
    site TEXT NOT NULL REFERENCES site DEFERRABLE INITIALLY DEFERRED,
    room TEXT NOT NULL,
    dates TEXT NOT NULL,
    first_hour TEXT NOT NULL,
    last_hour TEXT NOT NULL,
    slot INTEGER NOT NULL CHECK (slot > 0),
    breaks TEXT NOT NULL,
    by_default INTEGER NOT NULL CHECK (by_default IN (0, 1))
) STRICT;

CREATE TABLE commission_examiner (
    commission TEXT NOT NULL REFERENCES commission DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    examiner TEXT NOT NULL REFERENCES examiner DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (commission, position)
) STRICT;

CREATE TABLE pack (
    commission TEXT NOT NULL REFERENCES commission DEFERRABLE INITIALLY DEFERRED,
    issue INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (commission, issue)
) STRICT;

CREATE TABLE member (
    name TEXT PRIMARY KEY,
    president INTEGER NOT NULL CHECK (president IN (0, 1)),
    dates TEXT NOT NULL,
    knows TEXT NOT NULL,
    attended TEXT NOT NULL
) STRICT;

CREATE TABLE model (
    name TEXT PRIMARY KEY,
    exam TEXT NOT NULL,
    scenario TEXT NOT NULL,
    parameters TEXT NOT NULL
) STRICT;

CREATE TABLE candidate (
    number TEXT PRIMARY KEY,
    last_name TEXT NOT NULL,
    usual_name TEXT NOT NULL,
    first_names TEXT NOT NULL,
    born TEXT,
    category TEXT NOT NULL,
    form TEXT NOT NULL,
    school TEXT NOT NULL,
    uai TEXT NOT NULL,
    extra_preparation TEXT NOT NULL,
    extra_parts TEXT NOT NULL,
    proof TEXT NOT NULL,
    internship_days INTEGER,
    required_days INTEGER,
    days_decision TEXT NOT NULL,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    corrected TEXT NOT NULL
) STRICT;

CREATE TABLE unit (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    unit TEXT NOT NULL,
    status TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (candidate, unit)
) STRICT;

CREATE TABLE context (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    company TEXT NOT NULL,
    PRIMARY KEY (candidate, number)
) STRICT;

CREATE TABLE fiche (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    product TEXT NOT NULL,
    kind TEXT NOT NULL,
    professional INTEGER CHECK (professional IN (0, 1)),
    real INTEGER CHECK (real IN (0, 1)),
    context INTEGER,
    client INTEGER CHECK (client IN (0, 1)),
    claim INTEGER CHECK (claim IN (0, 1)),
    PRIMARY KEY (candidate, number)
) STRICT;

CREATE TABLE exam_file (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    exam TEXT NOT NULL,
    sits INTEGER NOT NULL CHECK (sits IN (0, 1)),
    received TEXT,
    with_school INTEGER NOT NULL CHECK (with_school IN (0, 1)),
    without_school INTEGER NOT NULL CHECK (without_school IN (0, 1)),
    verdict TEXT NOT NULL,
    authority TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided TEXT NOT NULL,
    fiche_1 INTEGER,
    fiche_2 INTEGER,
    chosen_by TEXT,
    parameters TEXT,
    scenario TEXT,
    scenario_2 TEXT,
    commission TEXT,
    day TEXT,
    hour TEXT,
    listed TEXT NOT NULL,
    PRIMARY KEY (candidate, exam)
) STRICT;

CREATE TABLE conformity (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    exam TEXT NOT NULL,
    item TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (0, 1)),
    PRIMARY KEY (candidate, exam, item)
) STRICT;

CREATE TABLE piece (
    candidate TEXT NOT NULL REFERENCES candidate DEFERRABLE INITIALLY DEFERRED,
    exam TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    attested_by TEXT NOT NULL,
    PRIMARY KEY (candidate, exam, name)
) STRICT;

CREATE TABLE file_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    public BLOB NOT NULL,
    private BLOB NOT NULL
) STRICT
