// Logs one line of four million characters.
// ends: completed | log_too_large
export default function () {
  console.log('x'.repeat(4_000_000));
}
