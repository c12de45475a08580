/** The processes that are measured: started on given cores, ended by their process ids. */
@NullMarked
package dev.sluice.benchmarks.child;

import org.jspecify.annotations.NullMarked;
