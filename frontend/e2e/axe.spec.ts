import type { Page } from '@playwright/test'
import { violations } from './accessible'
import { enter, expect, test } from './fixtures'

async function clean(page: Page, what: string, found: string[]) {
  found.push(...(await violations(page, what)))
}

// What is found is told; a trace of hundreds of looks would cost more than they do.
test.use({ trace: 'off' })

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ visit, api }) => {
    test.setTimeout(480_000)
    const found: string[] = []
    const ok = await api.schedule(`Axe ${theme}`, { interval: { every: 2, period: 'hours' }, description: 'For axe' })
    await api.call('PUT', `/scheduler/tasks/${ok.id}`, { queue: 'default', description: 'For axe, again' })
    await api.schedule(`Axe off ${theme}`, { enabled: false, tags: ['axe'] })
    const gone = await api.schedule(`Axe gone ${theme}`)
    await api.call('DELETE', `/scheduler/tasks/${gone.id}`)
    const asleep = await api.schedule(`Axe asleep ${theme}`)
    await api.call('PUT', `/scheduler/tasks/${asleep.id}`, {
      snooze_until: new Date(Date.now() + 3_600_000).toISOString(),
    })
    const done = await api.job({ kwargs: { duration: 0.1, log_lines: 5 } })
    const failed = await api.job({ kwargs: { duration: 0.1, fail_at_step: 1 } })
    await api.job({ kwargs: { duration: 20, steps: 10 } })
    await api.call('POST', `/scheduler/tasks/${ok.id}/run`, {})
    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto('/login')
    await page.getByRole('heading').waitFor()
    await clean(page, 'login', found)
    await enter(context)
    const pages = [
      '/',
      '/?show=enabled',
      '/?show=disabled',
      '/?show=snoozed',
      '/?show=failing',
      '/?show=overdue',
      '/?show=deleted',
      '/?tag=axe&owner=admin&task=test_job',
      '/?search=nothing-like-it',
      '/jobs',
      '/jobs?state=failed',
      '/jobs?state=running',
      '/jobs?state=succeeded',
      '/jobs?state=cancelled',
      `/jobs/${done.id}`,
      `/jobs?job=${failed.id}`,
      `/schedules/${ok.id}`,
      `/schedules/${ok.id}?tab=due`,
      `/schedules/${ok.id}?tab=due&outcome=pending`,
      `/schedules/${ok.id}?tab=history`,
      `/schedules/${ok.id}?tab=history&view=all`,
      `/schedules/${gone.id}`,
      `/schedules/${ok.id}/edit`,
      '/schedules/new',
      '/workers',
      '/settings?tab=health',
      '/settings?tab=connections',
      '/settings?tab=credentials',
      '/settings?tab=cache',
      '/settings?tab=maintenance',
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
    const choose = async (item: string) => {
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    const dialogs: [string, string, () => Promise<void>][] = [
      ['/', 'palette', () => page.keyboard.press('Control+k')],
      ['/', 'help', () => page.keyboard.press('?')],
      ['/', 'hold all', () => page.getByRole('button', { name: 'Hold all…' }).click()],
      ['/jobs', 'run a task', () => page.getByRole('button', { name: 'Run a task…' }).click()],
      [
        '/settings?tab=maintenance',
        'window',
        async () => {
          await page.getByRole('button', { name: 'New window' }).first().click()
          await page.getByRole('button', { name: 'Weekly' }).click()
          await page.getByLabel('Over').selectOption('tags')
        },
      ],
      [
        `/schedules/${ok.id}?tab=history&version=1`,
        'revert',
        () => page.getByRole('button', { name: 'Revert to this…' }).click(),
      ],
      [`/schedules/${ok.id}`, 'run with other arguments', () => choose('Run with other arguments…')],
      [
        `/schedules/${ok.id}`,
        'backfill',
        async () => {
          await choose('Backfill…')
          await page.getByText(/Nothing was due|would be made|due times? in this range/).waitFor()
        },
      ],
      [`/schedules/${ok.id}`, 'snooze', () => choose('Snooze until…')],
      [`/schedules/${ok.id}`, 'disable', () => choose('Disable with a note…')],
      [`/schedules/${ok.id}`, 'delete', () => choose('Delete…')],
      ['/', 'filter', () => page.getByRole('button', { name: 'Filter', exact: true }).click()],
      ['/workers', 'pause', () => page.getByRole('button', { name: 'Pause default' }).click()],
      [
        '/settings?tab=connections',
        'connection',
        async () => {
          await page.getByRole('button', { name: 'Connect CheckMK' }).click()
          await page.getByLabel('Address').fill('http://checkmk')
          await page.getByLabel('Check the server’s certificate').uncheck()
          await page.getByRole('button', { name: 'Test connection' }).click()
          await page.getByText('required').waitFor()
        },
      ],
      [
        '/settings?tab=credentials',
        'credential',
        async () => {
          await page.getByRole('button', { name: 'New shared one' }).click()
          await page.getByLabel('Private key').fill('ssh-ed25519 AAAA')
          await page.getByRole('button', { name: 'Add a condition' }).click()
        },
      ],
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
    // Something of every colour in its JSON.
    await page.getByRole('textbox', { name: /^Message/ }).fill('hello')
    await page.getByLabel('Steps').fill('3')
    await page.getByLabel('Ignore cancel').check()
    for (const kind of ['Once', 'Sun', 'By hand', 'Crontab']) {
      await page.getByRole('button', { name: kind, exact: true }).click()
      if (kind === 'Crontab') {
        await page.getByRole('button', { name: 'JSON' }).click()
        await page.locator('.cm-editor').waitFor()
      }
      await clean(page, `editor with everything open, ${kind}`, found)
    }
    // The banner that every page has while everything is held.
    const hold = await api.call('POST', '/scheduler/maintenance-windows', {
      name: `Hold ${theme}`,
      note: 'core upgrade',
      effect: 'run_once_after',
      timezone: 'UTC',
      scope: { all: true },
    })
    try {
      for (const path of ['/', `/schedules/${ok.id}`, '/settings?tab=maintenance']) {
        await page.goto(path)
        await page.getByRole('button', { name: 'Lift…' }).first().waitFor()
        await clean(page, `${path} while held`, found)
      }
    } finally {
      await api.call('POST', `/scheduler/maintenance-windows/${hold.id}/lift`)
    }
    expect(found).toEqual([])
  })
}
