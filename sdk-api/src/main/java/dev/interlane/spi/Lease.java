package dev.interlane.spi;

/**
 * The right to write for an application.
 *
 * @param appId the application
 * @param epoch rises with every lease; the highest one counts
 */
public record Lease(String appId, long epoch) {}
