/** Administration: a class of routes per noun, and beside it how the noun is shown. */
@NullMarked
package dev.sluice.gateway.admin;

import org.jspecify.annotations.NullMarked;
