// Rejects ever new fields.
// ends: completed
// bindings: kinde.widget
// trigger: user:new_password_provided
export default function () {
  for (let i = 0; i < 10_000; i++) kinde.widget.invalidateFormField(`field ${i}`, 'x'.repeat(10_000));
}
