/** What every registry store must do, as tests; a store runs them by extending each contract. */
@NullMarked
package dev.sluice.registry.contract;

import org.jspecify.annotations.NullMarked;
