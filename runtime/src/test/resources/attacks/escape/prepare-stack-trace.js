// Asks to prepare stack traces itself, and so to see the frames' functions.
// ends: completed
// probe: Error.prepareStackTrace && 'it is still there'
export default function () {
  const seen = [];
  try {
    Error.prepareStackTrace = (error, frames) => {
      seen.push(...frames);
      return frames;
    };
  } catch {
    // Refused.
  }
  const { stack } = new Error('look');
  for (const frame of Array.isArray(stack) ? stack : seen) {
    if (frame.getFunction?.() || frame.getThis?.()) throw new Error('a frame shows its function');
  }
}
