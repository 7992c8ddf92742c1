/** Tests of the values plug-ins exchange. */
@NullMarked
package dev.interlane.spi;

import org.jspecify.annotations.NullMarked;
