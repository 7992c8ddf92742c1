/** Simulated chains and networks, faults and assertions. */
@NullMarked
package dev.interlane.testkit;

import org.jspecify.annotations.NullMarked;
