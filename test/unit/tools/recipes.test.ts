import { expect, it } from 'vitest';
import { withCode, withScenarios } from '../../../tools/docs/recipes.js';

const read = (path: string): string => (path === 'a/page.ts' ? "pay('now');\n" : 'other\n');
const named = '# Title\n\n<!-- code: a/page.ts -->\n\nMore.\n';
const shown = "# Title\n\n<!-- code: a/page.ts -->\n\n```ts\npay('now');\n```\n\nMore.\n";

it('puts the code where the document names it', () => {
  expect(withCode(named, read)).toBe(shown);
});

it('puts new code in the place of old, and leaves what is as it should be', () => {
  expect(withCode(shown.replace('now', 'later\n\n'), read)).toBe(shown);
  expect(withCode(shown, read)).toBe(shown);
});

it('leaves every other block alone', () => {
  const other = `${named}\n\`\`\`ts\nmine\n\`\`\`\n`;
  expect(withCode(other, read)).toBe(`${shown}\n\`\`\`ts\nmine\n\`\`\`\n`);
});

it('puts the scenarios where the document names them, once', () => {
  const table = '| name |\n| ---- |\n| `new` |\n';
  const empty = '# Title\n\n<!-- scenarios -->\n\nMore.\n';
  const full = `# Title\n\n<!-- scenarios -->\n\n${table}\nMore.\n`;
  expect(withScenarios(empty, table)).toBe(full);
  expect(withScenarios(full.replace('new', 'old'), table)).toBe(full);
  expect(withScenarios(full, table)).toBe(full);
});
