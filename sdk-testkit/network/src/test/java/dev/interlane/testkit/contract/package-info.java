/** Tests of the contracts against recordings of the real ones. */
@NullMarked
package dev.interlane.testkit.contract;

import org.jspecify.annotations.NullMarked;
