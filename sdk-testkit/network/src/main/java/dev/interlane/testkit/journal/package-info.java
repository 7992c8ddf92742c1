/** Journals around other journals, for tests that watch or disturb them. */
@NullMarked
package dev.interlane.testkit.journal;

import org.jspecify.annotations.NullMarked;
