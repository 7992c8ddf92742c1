/**
 * Whole runs from one seed: a workload, faults, and the invariants that must hold all the same; a
 * run that breaks one is shrunk to a short story.
 */
@NullMarked
package dev.interlane.testkit.simulation;

import org.jspecify.annotations.NullMarked;
