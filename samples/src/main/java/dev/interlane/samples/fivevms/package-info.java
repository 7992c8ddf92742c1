/** One call in the bytes of five VMs. */
@NullMarked
package dev.interlane.samples.fivevms;

import org.jspecify.annotations.NullMarked;
