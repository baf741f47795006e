import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const api = process.env.NOC_API ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [vue(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The server puts a fresh nonce into every answer in its place (src/api/web.rs).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    // A font or picture inside a script would be forbidden by the page's own policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      // The host stays the browser's: the server compares it with the page's origin.
      '/api': { target: api, changeOrigin: false },
      '/docs': api,
      '/openapi.json': api,
    },
  },
})
