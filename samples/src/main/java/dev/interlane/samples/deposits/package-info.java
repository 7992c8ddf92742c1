/** A backend of the usual shape: an HTTP service that deposits across chains. */
@NullMarked
package dev.interlane.samples.deposits;

import org.jspecify.annotations.NullMarked;
