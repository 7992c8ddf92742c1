/**
 * What the codecs of all VMs have in common for their users: {@link
 * dev.interlane.codec.ValueCodec}. Each VM has a package of its own below this one.
 */
@NullMarked
package dev.interlane.codec;

import org.jspecify.annotations.NullMarked;
