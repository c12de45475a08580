/** What an environment is set to, as administrators send it and are shown it. */
@NullMarked
package dev.sluice.gateway.admin.environment;

import org.jspecify.annotations.NullMarked;
