/** The engine by itself, in this process: no server, no network, no clients. */
@NullMarked
package dev.sluice.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
