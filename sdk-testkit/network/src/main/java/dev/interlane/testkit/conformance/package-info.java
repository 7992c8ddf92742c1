/**
 * Suites that every implementation of a plug-in interface has to pass: extend one in a test of
 * yours and give it the thing to test. They need JUnit and AssertJ, which are the user's own.
 */
@NullMarked
package dev.interlane.testkit.conformance;

import org.jspecify.annotations.NullMarked;
