/** Measures whole servers side by side. {@link dev.sluice.benchmarks.Benchmarks} is the command. */
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
