// Asks the token cache for ever new names.
// ends: completed | too_many_fetches | deadline_exceeded | cpu_exceeded | memory_exceeded | uncaught_exception | too_many_log_lines
// limits: wall=2s
// bindings: kinde.fetch
export default async function () {
  for (let i = 0; i < 1_000; i++) {
    try {
      await kinde.cache.jwtToken(`name ${i}`, { onMissingOrExpired: () => 'x'.repeat(10_000) });
    } catch {
      // Refused: it is no token.
    }
  }
}
