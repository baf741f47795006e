import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { enter, expect, test } from './fixtures'

async function clean(page: Page, what: string, found: string[]) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(
    (v) =>
      `${what}: ${v.id} (${v.help}) at ${v.nodes
        .slice(0, 3)
        .map((n) => n.target.join(' '))
        .join(', ')}`,
  )
  found.push(...told)
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ browser, api }) => {
    test.setTimeout(240_000)
    const found: string[] = []
    const ok = await api.schedule(`Axe ${theme}`, { interval: { every: 2, period: 'hours' }, description: 'For axe' })
    await api.schedule(`Axe off ${theme}`, { enabled: false })
    const done = await api.job({ kwargs: { duration: 0.1, log_lines: 5 } })
    const failed = await api.job({ kwargs: { duration: 0.1, fail_at_step: 1 } })
    await api.job({ kwargs: { duration: 20, steps: 10 } })
    await api.call('POST', `/scheduler/tasks/${ok.id}/run`, {})
    const context = await browser.newContext({ colorScheme: theme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto('/login')
    await page.getByRole('heading').waitFor()
    await clean(page, 'login', found)
    await enter(context)
    const pages = [
      '/',
      '/?show=enabled',
      '/?show=disabled',
      '/?search=nothing-like-it',
      '/jobs',
      '/jobs?state=failed',
      '/jobs?state=running',
      '/jobs?state=succeeded',
      '/jobs?state=cancelled',
      `/jobs/${done.id}`,
      `/jobs?job=${failed.id}`,
      `/schedules/${ok.id}`,
      `/schedules/${ok.id}?tab=history`,
      `/schedules/${ok.id}/edit`,
      '/schedules/new',
      '/workers',
      '/settings?tab=health',
      '/settings?tab=tokens',
      '/settings?tab=users',
      '/settings?tab=account',
      '/nowhere',
    ]
    for (const path of pages) {
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
      await clean(page, path, found)
    }
    const dialogs: [string, string, () => Promise<void>][] = [
      ['/', 'palette', () => page.keyboard.press('Control+k')],
      ['/', 'help', () => page.keyboard.press('?')],
      ['/jobs', 'run a task', () => page.getByRole('button', { name: 'Run a task…' }).click()],
      ['/settings?tab=tokens', 'token', () => page.getByRole('button', { name: 'New token' }).first().click()],
      ['/settings?tab=users', 'user', () => page.getByRole('button', { name: 'New user' }).click()],
    ]
    for (const [path, what, open] of dialogs) {
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await open()
      await page.getByRole('dialog').waitFor()
      await clean(page, what, found)
    }
    await page.goto('/schedules/new')
    await page.getByRole('button', { name: /^Options/ }).click()
    await page.getByRole('button', { name: 'Crontab' }).click()
    await page.getByRole('button', { name: 'JSON' }).click()
    await page.locator('.cm-editor').waitFor()
    await clean(page, 'editor with everything open', found)
    await context.close()
    expect(found).toEqual([])
  })
}
