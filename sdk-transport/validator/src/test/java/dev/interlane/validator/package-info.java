/** Tests of the validator transport. */
@NullMarked
package dev.interlane.validator;

import org.jspecify.annotations.NullMarked;
