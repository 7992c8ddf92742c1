/**
 * What a journal or a simulated run holds as one web page: chains as tracks, blocks on a time axis,
 * messages as arrows. {@link dev.interlane.explorer.ExplorerPage} makes a file, {@link
 * dev.interlane.explorer.Explorer} answers the requests of a browser and is mounted by a backend.
 */
@NullMarked
package dev.interlane.explorer;

import org.jspecify.annotations.NullMarked;
