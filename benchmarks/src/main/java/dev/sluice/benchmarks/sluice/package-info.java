/** A Sluice server as its users have it: the command, an environment, a push, a key. */
@NullMarked
package dev.sluice.benchmarks.sluice;

import org.jspecify.annotations.NullMarked;
