/** The engine's own package, since what makes its runtime is private to it. */
@NullMarked
package com.oracle.truffle.runtime.hotspot;

import org.jspecify.annotations.NullMarked;
