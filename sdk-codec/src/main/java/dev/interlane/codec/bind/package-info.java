/**
 * Java records as values: {@link dev.interlane.codec.bind.RecordBinding} checks a record's
 * components against types once, and turns the one into the other from then on.
 */
@NullMarked
package dev.interlane.codec.bind;

import org.jspecify.annotations.NullMarked;
