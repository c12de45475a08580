// Changes how much of the stack errors keep, for all.
// ends: completed
// probe: Error.stackTraceLimit === 1
export default function () {
  try {
    Error.stackTraceLimit = 1;
  } catch {
    // Refused.
  }
}
