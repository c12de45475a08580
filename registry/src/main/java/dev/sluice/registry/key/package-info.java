/** API keys: who may do what, where. */
@NullMarked
package dev.sluice.registry.key;

import org.jspecify.annotations.NullMarked;
