/** Tests of the assertions. */
@NullMarked
package dev.interlane.testkit.assertion;

import org.jspecify.annotations.NullMarked;
