/** The transport for which the operator vouches. */
@NullMarked
package dev.interlane.relay;

import org.jspecify.annotations.NullMarked;
