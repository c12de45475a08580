/** How work is followed across processes, as W3C Trace Context has it; knows no library for it. */
@NullMarked
package dev.sluice.runtime.trace;

import org.jspecify.annotations.NullMarked;
