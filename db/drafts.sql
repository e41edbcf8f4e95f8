-- Schema 2. What is typed and no act yet: beside the journal like the observations, never exported.
CREATE TABLE draft (
    passage TEXT NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (passage, field)
) STRICT, WITHOUT ROWID;

DROP TRIGGER day_closed;

CREATE TRIGGER day_closed AFTER UPDATE OF closed_at ON commission WHEN new.closed_at IS NOT NULL
BEGIN DELETE FROM observation; DELETE FROM draft; END;
