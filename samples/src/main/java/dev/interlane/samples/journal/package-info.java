/** What an operator sees of a journal, and does with it, from a command line. */
@NullMarked
package dev.interlane.samples.journal;

import org.jspecify.annotations.NullMarked;
