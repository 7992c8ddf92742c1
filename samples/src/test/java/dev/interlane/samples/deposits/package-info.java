/** Tests of the deposit service, over HTTP. */
@NullMarked
package dev.interlane.samples.deposits;

import org.jspecify.annotations.NullMarked;
