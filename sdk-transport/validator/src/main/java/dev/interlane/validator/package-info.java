/** The transport for which a quorum of validators signs. */
@NullMarked
package dev.interlane.validator;

import org.jspecify.annotations.NullMarked;
