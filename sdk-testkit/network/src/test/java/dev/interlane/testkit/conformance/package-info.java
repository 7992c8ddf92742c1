/** The suites, on what the SDK itself brings. */
@NullMarked
package dev.interlane.testkit.conformance;

import org.jspecify.annotations.NullMarked;
