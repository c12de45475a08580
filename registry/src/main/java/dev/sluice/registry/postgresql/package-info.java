/**
 * The PostgreSQL database that the registry of several processes lies in. {@link
 * dev.sluice.registry.postgresql.PostgresqlRegistry} is the door; {@code PostgresqlStore} runs the
 * transactions, and {@code Listener} hears what other processes committed.
 */
@NullMarked
package dev.sluice.registry.postgresql;

import org.jspecify.annotations.NullMarked;
