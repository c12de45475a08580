/** One execution of one program: its event loop, its log, its deadline, what it decided. */
@NullMarked
package dev.sluice.runtime.run;

import org.jspecify.annotations.NullMarked;
