/** Clients that die at a chosen moment, as a process does under kill -9. */
@NullMarked
package dev.interlane.testkit.crash;

import org.jspecify.annotations.NullMarked;
