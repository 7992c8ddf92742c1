/** Tests of the relay transport. */
@NullMarked
package dev.interlane.relay;

import org.jspecify.annotations.NullMarked;
