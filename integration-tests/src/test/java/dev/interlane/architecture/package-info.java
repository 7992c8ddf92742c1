/** The rules of the architecture, as tests over the compiled classes of every module. */
@NullMarked
package dev.interlane.architecture;

import org.jspecify.annotations.NullMarked;
