import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { Api } from './api'
import { ADMIN, Program } from './program'

export { expect }
export { ADMIN, Api }

/** Logs a browser in without the login page. */
export async function enter(
  context: BrowserContext,
  who: { username: string; password: string } = ADMIN,
  url = process.env.E2E_URL ?? '',
) {
  const answer = await context.request.post(`${url}/api/auth/login`, {
    data: { username: who.username, password: who.password },
    headers: { origin: url },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** Waits until the stream is up: from then on changes show by themselves. */
export const live = (page: Page) => expect(page.getByTestId('live')).toHaveAttribute('data-link', 'live')

/** What a page must never do, whatever a test is about. */
export function watchOver(page: Page, complaints: string[]) {
  const url = () => new URL(page.url() === 'about:blank' ? (process.env.E2E_URL ?? '') : page.url())
  page.on('console', (message) => {
    const text = message.text()
    if (/Content Security Policy|Vue warn/i.test(text)) complaints.push(text)
  })
  page.on('pageerror', (e) => complaints.push(`${e.name}: ${e.message}`))
  page.on('request', (request) => {
    const to = new URL(request.url())
    if (/^https?:$/.test(to.protocol) && to.hostname !== url().hostname)
      complaints.push(`a request left the host: ${to.href}`)
  })
}

interface Fixtures {
  api: Api
  /** What pages did that no page must do; a test fails when there is any. */
  complaints: string[]
  /** A browser of its own for a test, watched over like the one of `page`. */
  visit: (options?: BrowserContextOptions) => Promise<BrowserContext>
}

interface Shared {
  /** A program with simulated sources, for all tests that ask for it. */
  demo: Program
}

export const test = base.extend<Fixtures, Shared>({
  demo: [
    async ({}, use) => {
      const program = await Program.start({ demo: true })
      await use(program)
      await program.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  api: async ({}, use) => use(await Api.login()),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = []
      context.on('page', (page) => watchOver(page, complaints))
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  visit: async ({ browser, complaints }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      context.on('page', (page) => watchOver(page, complaints))
      opened.push(context)
      return context
    })
    for (const context of opened) await context.close()
  },
})
