import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', '.tap/', 'test/fixtures/', 'public/', 'eslint.config.js', '.dependency-cruiser.cjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-control-regex': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  // Edges speak to the terminal.
  { files: ['indexer/cli.ts', 'server/main.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  // Numeric kernels over typed arrays and matrices whose bounds are the loops' own.
  // Numeric kernels over typed arrays and matrices whose bounds are the loops' own.
  { files: ['indexer/text/reading-order/**', 'indexer/postings/**', 'server/search/kernels/**', 'bench/pages/fit-trees.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  // tap's promises are awaited by tap.
  { files: ['test/**'], rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/require-await': 'off', '@typescript-eslint/unbound-method': 'off', 'no-control-regex': 'off' } },
)
