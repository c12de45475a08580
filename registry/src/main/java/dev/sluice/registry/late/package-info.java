/** A registry that a process can start without: opened in the background until it is there. */
@NullMarked
package dev.sluice.registry.late;

import org.jspecify.annotations.NullMarked;
