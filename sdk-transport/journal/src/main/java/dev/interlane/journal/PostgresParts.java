package dev.interlane.journal;

/** What the parts of a PostgreSQL journal share. */
record PostgresParts(
    PostgresConnections connections,
    Sql sql,
    PostgresSql own,
    RecordForm form,
    JournalReads reads) {}
