package dev.interlane.journal;

import java.sql.Connection;

/**
 * The application's transaction, as {@code SendOptions.joined} carries it.
 *
 * @param journal whose tables are in the same database
 * @param connection the application's; it stays the application's
 */
record JoinedTransaction(PostgresJournal journal, Connection connection) {}
