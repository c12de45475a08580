// A value of thirty objects whose JSON holds a thousand million.
// ends: memory_exceeded | uncaught_exception
// limits: allocated=64MB
export default function () {
  let value = {};
  for (let i = 0; i < 30; i++) value = { a: value, b: value };
  return JSON.stringify(value);
}
