/**
 * Sends what a process does to a collector of traces, by OpenTelemetry; the only place to know it.
 */
@NullMarked
package dev.sluice.cli.trace;

import org.jspecify.annotations.NullMarked;
