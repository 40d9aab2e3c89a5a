import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';
import { readFileSync } from 'node:fs';

const { identifiers, exempt } = JSON.parse(
  readFileSync(new URL('tools/prose/vocabulary.json', import.meta.url), 'utf8'),
);

export default defineConfig([
  // The projects of the frameworks and test tools are checked by their own tools, against the packed package.
  {
    ignores: [
      'dist',
      'coverage',
      '.cache',
      'types',
      'test/frameworks',
      'test/testers',
      'site/.vitepress/.temp',
    ],
  },
  ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  lit['flat/recommended'],
  wc['flat/best-practice'],
  {
    plugins: { 'lit-a11y': litA11y },
    rules: litA11y.configs.recommended.rules,
  },
  {
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/unbound-method': 'off',
      'lit/no-classfield-shadowing': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ObjectExpression > SpreadElement > ObjectExpression',
          message:
            'Write the properties out: a spread of a literal switches off the check for properties that do not exist.',
        },
      ],
    },
  },
  {
    // Words that the project does not use as names: tools/prose/vocabulary.json.
    ignores: exempt.code.map((entry) => `${entry}/**`),
    rules: { 'id-denylist': ['error', ...identifiers] },
  },
  {
    files: ['src/**'],
    rules: { 'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }] },
  },
  {
    // The types of the site's configuration are missing until the site's own packages are installed.
    files: ['**/*.{js,mjs}', 'site/.vitepress/**/*.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
]);
