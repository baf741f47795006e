import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { Api } from './api'
import { ADMIN } from './program'

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

export const test = base.extend<{ api: Api; calm: undefined }>({
  baseURL: async ({}, use) => use(process.env.E2E_URL),
  api: async ({}, use) => use(await Api.login()),
  calm: [
    async ({ page }, use) => {
      const complaints: string[] = []
      watchOver(page, complaints)
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})
