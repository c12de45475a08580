/** Attempts to bring a commit into an environment: queued, run, logged, ended. */
@NullMarked
package dev.sluice.registry.sync;

import org.jspecify.annotations.NullMarked;
