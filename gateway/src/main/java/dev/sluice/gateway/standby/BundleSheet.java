package dev.sluice.gateway.standby;

import dev.sluice.registry.deployment.Bundle;

/** What a deployment was built into, without the bundler's log. */
record BundleSheet(String code, String sourceMap, String settings) {
  static BundleSheet of(Bundle bundle) {
    return new BundleSheet(bundle.code(), bundle.sourceMap(), bundle.settings());
  }

  Bundle bundle() {
    return new Bundle(code, sourceMap, settings, "");
  }
}
