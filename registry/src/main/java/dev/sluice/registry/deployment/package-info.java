/** Workflows built from commits: immutable, named by digest. */
@NullMarked
package dev.sluice.registry.deployment;

import org.jspecify.annotations.NullMarked;
