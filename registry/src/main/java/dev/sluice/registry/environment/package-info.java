/** The places workflows run for, with their repository, branch and settings. */
@NullMarked
package dev.sluice.registry.environment;

import org.jspecify.annotations.NullMarked;
