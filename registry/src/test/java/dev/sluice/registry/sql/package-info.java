/** How what the registry keeps lies in its tables. */
@NullMarked
package dev.sluice.registry.sql;

import org.jspecify.annotations.NullMarked;
