package dev.sluice.runtime;

/**
 * A workflow's module, bundled into one script.
 *
 * @param code a script whose completion leaves the module's exports in a variable named {@link
 *     #EXPORTS}, as esbuild's {@code iife} format does
 * @param sourceMap source map version 3 with the repository's paths as sources
 */
public record BundleCode(String code, String sourceMap) {
  public static final String EXPORTS = "__sluice_module";
}
