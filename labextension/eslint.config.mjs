import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['lib', 'node_modules', 'scripts', '*.mjs', 'vitest.config.ts', 'style'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './tests/tsconfig.json'] }
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Data must never become markup: use dom.ts.' },
        { property: 'outerHTML', message: 'Data must never become markup: use dom.ts.' },
        { property: 'insertAdjacentHTML', message: 'Data must never become markup: use dom.ts.' }
      ],
      // Signals are given their `this` as a second argument.
      '@typescript-eslint/unbound-method': 'off',
      // A namespace beside a class holds its options, as everywhere in JupyterLab.
      '@typescript-eslint/no-namespace': 'off',
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }]
    }
  }
);
