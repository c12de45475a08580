/** The {@code sluice} command, and the one place where a process is wired together. */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
