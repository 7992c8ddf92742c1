/** What became of a message: status, outcome, evidence, cost and timeline. */
@NullMarked
package dev.interlane.receipt;

import org.jspecify.annotations.NullMarked;
