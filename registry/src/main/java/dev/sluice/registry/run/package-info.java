/** What runs decided and logged. */
@NullMarked
package dev.sluice.registry.run;

import org.jspecify.annotations.NullMarked;
