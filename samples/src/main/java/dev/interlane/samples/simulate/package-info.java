/** Many simulated runs with everything going wrong, and what held. */
@NullMarked
package dev.interlane.samples.simulate;

import org.jspecify.annotations.NullMarked;
