// Logs thirty objects whose text would be a thousand million.
// ends: memory_exceeded | cpu_exceeded | deadline_exceeded | completed
// limits: wall=500ms, allocated=128MB
export default function () {
  let value = {};
  for (let i = 0; i < 30; i++) value = { a: value, b: value };
  console.log(value);
}
