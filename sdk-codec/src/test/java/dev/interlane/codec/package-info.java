/** What the tests of several formats share. */
@NullMarked
package dev.interlane.codec;

import org.jspecify.annotations.NullMarked;
