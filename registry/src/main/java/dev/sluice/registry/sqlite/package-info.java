/**
 * The database in one SQLite file that the registry lies in. {@link
 * dev.sluice.registry.sqlite.SqliteRegistry} is the door.
 */
@NullMarked
package dev.sluice.registry.sqlite;

import org.jspecify.annotations.NullMarked;
