/** Tests of exceptions and their codes. */
@NullMarked
package dev.interlane.error;

import org.jspecify.annotations.NullMarked;
