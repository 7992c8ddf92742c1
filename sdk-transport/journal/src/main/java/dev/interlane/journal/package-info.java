/**
 * Journals that survive crashes. {@link dev.interlane.journal.SqliteJournal} keeps everything in
 * one file on one machine and is the default of a client that was given no journal.
 */
@NullMarked
package dev.interlane.journal;

import org.jspecify.annotations.NullMarked;
