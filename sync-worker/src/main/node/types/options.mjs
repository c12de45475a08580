// How types are checked: as forgivingly as finds what is likely to break.

/** A tsconfig.json for the compiler, of what the repository's own says about finding files only. */
export function project({ roots, paths, baseUrl }, globals) {
  const mapped = Object.fromEntries(paths.map(([pattern, targets]) => [pattern, targets.map(relative)]));
  if (typeof baseUrl === "string") mapped["*"] ??= [relative(`${baseUrl}/*`.replace(/^\//, ""))];
  return JSON.stringify({
    compilerOptions: {
      target: "es2024",
      lib: ["es2024"],
      types: [],
      module: "esnext",
      moduleResolution: "bundler",
      paths: mapped,
      strict: false,
      noImplicitAny: false,
      skipLibCheck: true,
      noEmit: true,
      allowJs: true,
      checkJs: true,
      maxNodeModuleJsDepth: 0,
      resolveJsonModule: true,
      allowImportingTsExtensions: true,
      allowUmdGlobalAccess: true,
      experimentalDecorators: true,
      noUncheckedSideEffectImports: false,
      // Without React's types, nothing is known of elements, and nothing is to be said.
      jsx: "preserve",
    },
    files: [globals, ...roots],
  });
}

function relative(target) {
  return target.startsWith(".") ? target : `./${target}`;
}
