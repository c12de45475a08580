import { Liquid } from 'liquidjs';

const engine = new Liquid();

export default async function workflow() {
  const greeting = 'Hello {{ name | upcase }}{% for n in list %} {{ forloop.index }}:{{ n }}{% endfor %}';
  console.log(await engine.parseAndRender(greeting, { name: 'ada', list: ['x', 'y'] }));
  console.log(engine.parseAndRenderSync('{{ "2026-03-27" | date: "%d.%m.%Y" }}', {}));
}
