import { mergeConfig, defineConfig } from 'vitest/config'
import vite from './vite.config.ts'

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      // Far from UTC and with clock changes, so that a forgotten zone shows.
      env: { TZ: 'America/New_York' },
    },
  }),
)
