// Asks without end for what it may not reach.
// ends: too_many_fetches | too_many_log_lines | deadline_exceeded | cpu_exceeded
// limits: fetches=5, wall=2s, lines=500
// bindings: kinde.fetch
export default async function () {
  for (;;) {
    try {
      await kinde.fetch('http://169.254.169.254/latest/meta-data/');
    } catch {
      // And again.
    }
  }
}
