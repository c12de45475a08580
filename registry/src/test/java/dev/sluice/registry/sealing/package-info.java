@NullMarked
package dev.sluice.registry.sealing;

import org.jspecify.annotations.NullMarked;
