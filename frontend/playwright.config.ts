import { defineConfig } from '@playwright/test'

// Debian's Chromium; nothing is downloaded.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/server.setup.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // Every test makes what it needs under names of its own, but they share one server and two cores.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's own sandbox does not work for root; the pages are our own.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
