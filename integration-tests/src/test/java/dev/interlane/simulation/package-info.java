/** Random faults over the real transports, and the bugs they find. */
@NullMarked
package dev.interlane.simulation;

import org.jspecify.annotations.NullMarked;
