// After the build: compresses what is worth it, and fails where the first load has grown too large.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

/** What a browser may have to load before the page stands, in KiB of gzip: script and style. */
const MOST = 150

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'))
await rm(new URL('.vite', dist), { recursive: true })

const sizes = new Map()
for (const name of await readdir(new URL('assets/', dist))) {
  if (!/\.(js|css|svg)$/.test(name)) continue
  const packed = gzipSync(await readFile(new URL(`assets/${name}`, dist)), { level: 9 })
  sizes.set(`assets/${name}`, packed.length)
  await writeFile(new URL(`assets/${name}.gz`, dist), packed)
}

/** A chunk, everything it imports at once, and their styles. */
function reach(key, found = new Set()) {
  const chunk = manifest[key]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const style of chunk.css ?? []) found.add(style)
  for (const next of chunk.imports ?? []) reach(next, found)
  return found
}

const kib = (bytes) => (bytes / 1024).toFixed(1)
const sum = (files) => [...files].reduce((all, file) => all + (sizes.get(file) ?? 0), 0)
const frame = reach('index.html')
console.log(`first load, frame: ${kib(sum(frame))} KiB gzip`)
let largest = 0
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const all = sum(reach(key, new Set(frame)))
  if (key.startsWith('src/pages/')) largest = Math.max(largest, all)
  console.log(`  ${kib(all).padStart(6)} KiB with ${key}`)
}
if (largest / 1024 > MOST) {
  console.error(`The first load of a page is ${kib(largest)} KiB gzip; at most ${MOST} are allowed.`)
  process.exit(1)
}
