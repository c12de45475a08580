/**
 * Whose signatures an environment asks of commits: the keys it lists, and the judgement of a commit
 * by them. Touched, and its library loaded, only where such keys are.
 */
@NullMarked
package dev.sluice.registry.trust;

import org.jspecify.annotations.NullMarked;
