/** The keys that workflows seal with what they send by {@code kinde.secureFetch}. */
@NullMarked
package dev.sluice.registry.sealing;

import org.jspecify.annotations.NullMarked;
