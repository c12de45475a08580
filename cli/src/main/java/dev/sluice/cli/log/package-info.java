/**
 * How a process tells its operators what it does: one line for each thing, for people or as JSON.
 */
@NullMarked
package dev.sluice.cli.log;

import org.jspecify.annotations.NullMarked;
