/** A simulated network as a parameter of a JUnit test. Needs JUnit 5 or later. */
@NullMarked
package dev.interlane.testkit.junit;

import org.jspecify.annotations.NullMarked;
