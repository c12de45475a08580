/** The PostgreSQL store runs the contracts, and what only a server can get wrong. */
@NullMarked
package dev.sluice.registry.postgresql;

import org.jspecify.annotations.NullMarked;
