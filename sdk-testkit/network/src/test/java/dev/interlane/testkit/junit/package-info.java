/** Tests of the JUnit extension. */
@NullMarked
package dev.interlane.testkit.junit;

import org.jspecify.annotations.NullMarked;
