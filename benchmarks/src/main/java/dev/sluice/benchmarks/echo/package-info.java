/** The ceiling: what Javalin does when there is nothing to do. */
@NullMarked
package dev.sluice.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
