/**
 * The registry in one SQLite file. {@link dev.sluice.registry.sqlite.SqliteRegistry} is the door;
 * {@code Database} runs the transactions, and each noun has a class.
 */
@NullMarked
package dev.sluice.registry.sqlite;

import org.jspecify.annotations.NullMarked;
