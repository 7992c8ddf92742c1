/** What plug-ins implement: transports, chains, journals, codecs and signers. */
@NullMarked
package dev.interlane.spi;

import org.jspecify.annotations.NullMarked;
