// Leaves ten thousand rejections that nobody handles.
// ends: completed
export default function () {
  for (let i = 0; i < 10_000; i++) void Promise.reject(new Error(`unhandled ${i}`));
}
