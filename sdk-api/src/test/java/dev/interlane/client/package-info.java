/** Tests of options and quotes. */
@NullMarked
package dev.interlane.client;

import org.jspecify.annotations.NullMarked;
