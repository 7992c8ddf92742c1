/** What every chain port must do alike, be the chain simulated or real. */
@NullMarked
package dev.interlane.ports;

import org.jspecify.annotations.NullMarked;
