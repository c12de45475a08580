/** Values an environment gives its workflows; secrets among them. */
@NullMarked
package dev.sluice.registry.variable;

import org.jspecify.annotations.NullMarked;
