/**
 * What the parsers of ABIs, IDLs and schemas have in common: JSON with places in it, type texts,
 * named definitions. Needs jackson-databind, which this artifact leaves to its users to add.
 */
@NullMarked
package dev.interlane.codec.internal.description;

import org.jspecify.annotations.NullMarked;
