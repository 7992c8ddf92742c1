/** Messages from send to receipt: the production pipeline and transports over simulated chains. */
@NullMarked
package dev.interlane.journey;

import org.jspecify.annotations.NullMarked;
