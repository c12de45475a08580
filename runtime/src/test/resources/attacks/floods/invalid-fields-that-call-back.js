// Rejects fields whose names reject more fields when they are read.
// ends: completed | uncaught_exception
// bindings: kinde.widget
// trigger: user:new_password_provided
export default function () {
  let calls = 0;
  const text = 'x'.repeat(2_000);
  const field = {
    toString() {
      calls++;
      if (calls < 1_500) kinde.widget.invalidateFormField(field, text);
      return `f${calls++}${text}`;
    },
  };
  kinde.widget.invalidateFormField(field, text);
}
