import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts', 'test-results', 'playwright-report'] },
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'no-alert': 'error',
      'no-console': 'error',
      'vue/comment-directive': ['error', { reportUnusedDisableDirectives: true }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      // With noUncheckedIndexedAccess there is no other word for "this index was just checked".
      '@typescript-eslint/no-non-null-assertion': 'off',
      // The first field of a page whose only purpose is a form.
      'vuejs-accessibility/no-autofocus': 'off',
      // A grid's focus is on its rows, one at a time.
      'vuejs-accessibility/interactive-supports-focus': 'off',
    },
  },
  { files: ['scripts/**', 'e2e/**'], rules: { 'no-console': 'off' } },
)
