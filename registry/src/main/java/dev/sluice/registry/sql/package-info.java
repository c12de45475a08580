/**
 * The registry in the tables of a database, by statements that every database it may lie in
 * understands. {@link dev.sluice.registry.sql.SqlRegistry} is the door; {@code Database} runs the
 * transactions, and each noun has a class.
 */
@NullMarked
package dev.sluice.registry.sql;

import org.jspecify.annotations.NullMarked;
