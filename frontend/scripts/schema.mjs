// Writes src/api/schema.d.ts from the committed API document; with --check, fails where it is stale.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const document = new URL('../../openapi/openapi.json', import.meta.url)
const target = new URL('../src/api/schema.d.ts', import.meta.url)

const head = '// Generated from ../openapi/openapi.json by `npm run schema`. Do not edit.\n\n'
// Headers and examples say nothing to the pages.
const text = head + astToString(await openapiTS(document, { alphabetize: true, defaultNonNullable: false }))
if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error('src/api/schema.d.ts is stale: run `npm run schema` in frontend/ and commit it.')
    process.exit(1)
  }
} else {
  await writeFile(target, text)
}
