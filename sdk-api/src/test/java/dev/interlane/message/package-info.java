/** Tests of envelopes and bodies. */
@NullMarked
package dev.interlane.message;

import org.jspecify.annotations.NullMarked;
