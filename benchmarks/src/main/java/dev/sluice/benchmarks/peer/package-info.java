/** The servers that are measured beside each other, Sluice among them. */
@NullMarked
package dev.sluice.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
