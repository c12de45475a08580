/** Shows the main job end to end, on real parts. */
@NullMarked
package dev.sluice.cli.demo;

import org.jspecify.annotations.NullMarked;
