/** Tests of the simulated network. */
@NullMarked
package dev.interlane.testkit;

import org.jspecify.annotations.NullMarked;
