package dev.sluice.runtime.watch;

import java.time.Duration;

/**
 * What something may use before it is stopped.
 *
 * @param deadlineNanos on {@link System#nanoTime}'s clock
 * @param cpu of its thread
 * @param allocatedBytes by its thread, garbage included
 */
public record Budget(long deadlineNanos, Duration cpu, long allocatedBytes) {}
