/** What several formats share; not for use outside this module. */
@NullMarked
package dev.interlane.codec.internal;

import org.jspecify.annotations.NullMarked;
