/** The SQLite store runs the contracts, and what only a file can get wrong. */
@NullMarked
package dev.sluice.registry.sqlite;

import org.jspecify.annotations.NullMarked;
