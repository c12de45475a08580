// Logs a hundred thousand values in one line.
// ends: completed | log_too_large
export default function () {
  console.log(...new Array(60_000).fill('value'));
}
