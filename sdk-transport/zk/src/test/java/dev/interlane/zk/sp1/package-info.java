/** Tests of the SP1 adapter. */
@NullMarked
package dev.interlane.zk.sp1;

import org.jspecify.annotations.NullMarked;
