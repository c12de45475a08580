/** What an author is told: where in their code, with the lines around it. */
@NullMarked
package dev.sluice.syncworker.problem;

import org.jspecify.annotations.NullMarked;
