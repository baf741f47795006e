import type { Page } from '@playwright/test'
import { violations } from './accessible'
import { Api, enter, expect, test } from './fixtures'

// Some wait for what the demo does by itself.
test.describe.configure({ timeout: 180_000 })

/** Words that no answer and no page may contain. */
const SECRETS = ['not-the-right-token', 'hunter2-of-campus', 'hunter3-of-campus', 'MIIEvQIBADANBgkqh']

/** Complains when a secret comes back. */
function listen(page: Page, heard: string[]) {
  page.on('response', async (answer) => {
    if (!new URL(answer.url()).pathname.startsWith('/api/') || answer.url().includes('/stream')) return
    const text = await answer.text().catch(() => '')
    heard.push(...SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${answer.url()}: ${secret}`))
  })
}
const card = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`connection ${name}$`) })

test('a connection is edited and tested, and a wrong token says why', async ({ visit, demo }) => {
  const heard: string[] = []
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  listen(page, heard)
  await page.goto(`${demo.url}/settings?tab=connections`)
  const nautobot = card(page, 'demo-nautobot')
  await nautobot.getByRole('button', { name: 'Test demo-nautobot' }).click()
  await expect(nautobot.getByText('It works')).toBeVisible()
  await expect(nautobot.getByText(/the token may view \d+ devices/)).toBeVisible()
  // The demo's schedules have read through it, or are about to.
  await expect(nautobot.getByText(/Last sync .* \d+ devices read/)).toBeVisible({ timeout: 90_000 })

  await nautobot.getByRole('button', { name: 'Edit demo-nautobot' }).click()
  const dialog = page.getByRole('dialog')
  const token = dialog.getByLabel('API token')
  await expect(token).toHaveValue('')
  // As it is stored it works; with another token it does not, and nothing is saved by trying.
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await expect(dialog.getByText('It works')).toBeVisible()
  await token.fill('not-the-right-token')
  await expect(dialog.getByText('It works')).toBeHidden()
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await expect(dialog.getByText('The login was refused')).toBeVisible()
  await expect(dialog.getByText(/Invalid token/)).toBeVisible()
  await token.fill('')

  // Another server does not get the stored token.
  const address = dialog.getByLabel('Address')
  const was = await address.inputValue()
  await address.fill('https://elsewhere.example.net')
  await expect(dialog.getByText(/the stored one is not sent there/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'required' })).toBeVisible()
  await address.fill(was)
  await dialog.getByLabel('Requests at once').fill('6')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(nautobot.getByText('at most 6')).toBeVisible()
  // What was saved is tested at once.
  await expect(nautobot.getByText('It works')).toBeVisible()
  expect(heard).toEqual([])
})

test('a name that is taken is said at its field, and a deletion says what it does', async ({ visit, demo }) => {
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/settings?tab=connections`)
  await page.getByRole('button', { name: 'New connection' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'CheckMK' }).click()
  await dialog.getByLabel('Address').fill('https://cmk.example.net')
  await dialog.getByLabel('Site').fill('main')
  await dialog.getByLabel('Automation secret').fill('not-the-right-token')
  await dialog.getByLabel('Name', { exact: true }).fill('Demo-CheckMK')
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'is taken' })).toBeVisible()
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: 'More for demo-checkmk' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expect(dialog).toContainText('no other CheckMK is connected')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(card(page, 'demo-checkmk')).toBeVisible()
})

test('a credential is made and replaced, and no secret is ever shown', async ({ visit, demo }) => {
  const heard: string[] = []
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  listen(page, heard)
  await page.goto(`${demo.url}/settings?tab=credentials`)
  await page.getByRole('button', { name: 'New credential' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('campus')
  await dialog.getByLabel('User name').fill('netops')
  // Without anything to log in with it is refused, at the field.
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: 'without either nobody can log in' })).toBeVisible()
  await dialog.getByLabel('Password', { exact: true }).fill('hunter2-of-campus')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'logs in as netops' })
  await expect(row).toContainText('Password')
  await expect(row).not.toContainText('Private key')

  await row.getByRole('button', { name: 'Edit campus' }).click()
  await expect(dialog.getByText('Stays as it is')).toBeVisible()
  await dialog.getByRole('button', { name: 'Replace Password' }).click()
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue('')
  await dialog.getByLabel('Password', { exact: true }).fill('hunter3-of-campus')
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh\n-----END PRIVATE KEY-----\n'
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles({ name: 'id_rsa', mimeType: 'text/plain', buffer: Buffer.from(key) })
  await expect(dialog.getByLabel('Private key')).toHaveValue(key)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('Private key')

  // The password goes, the key stays: one can still log in.
  await row.getByRole('button', { name: 'Edit campus' }).click()
  await dialog.getByRole('button', { name: 'Remove Password' }).click()
  await expect(dialog.getByText('Is removed on save')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(row.getByText('Password')).toHaveCount(0)
  await expect(row).toContainText('Private key')
  const html = await page.content()
  expect(SECRETS.filter((secret) => html.includes(secret))).toEqual([])
  expect(heard).toEqual([])
})

test('the cache is warmed and emptied, and the job tells what warming came to', async ({ visit, demo }) => {
  const context = await visit()
  await enter(context, undefined, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/settings?tab=cache`)
  await page.getByRole('button', { name: 'Warm now' }).click()
  await expect(page.getByText('Warming has ended.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('row').filter({ hasText: 'Devices' })).toContainText('Fresh')
  await page.getByRole('link', { name: 'See what it fetched' }).click()
  const job = page.getByRole('complementary', { name: 'Job' })
  await expect(job.getByText(/6 items fetched/)).toBeVisible()
  await expect(job.getByRole('row').filter({ hasText: 'Devices' })).toContainText('Warmed')

  await page.goto(`${demo.url}/settings?tab=cache`)
  await page.getByRole('button', { name: 'Empty…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Empty it' }).click()
  await expect(page.getByText('The cache is empty')).toBeVisible()

  const api = await Api.login(demo.url)
  const cleaned = await api.call('POST', '/jobs', { task: 'cleanup_old_data', kwargs: { dry_run: true } })
  await page.goto(`${demo.url}/jobs/${cleaned.id}`)
  await expect(page.getByText('Dry run: nothing was removed')).toBeVisible({ timeout: 40_000 })
})

test('others see what is connected, and why they cannot change it', async ({ visit, demo }) => {
  const api = await Api.login(demo.url)
  const viewer = await api.user('vita', 'viewer')
  // As narrow as a telephone: the tabs are a strip with the current one in view.
  const context = await visit({ viewport: { width: 390, height: 844 } })
  await enter(context, viewer, demo.url)
  const page = await context.newPage()
  await page.goto(`${demo.url}/settings?tab=connections`)
  await expect(card(page, 'demo-nautobot')).toBeVisible()
  await expect(page.getByText(/only admins add, change and test them/)).toBeVisible()
  await expect(page.getByRole('button', { name: /Test|Edit|New connection|Sync now/ })).toHaveCount(0)
  await page.goto(`${demo.url}/settings?tab=account`)
  await expect(page.getByRole('link', { name: 'Your account' })).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on them with something in them, ${theme}`, async ({ visit, demo }) => {
    const api = await Api.login(demo.url)
    await api.call('POST', '/credentials', {
      name: `core ${theme}`,
      username: 'svc',
      shared: true,
      password: 'hunter2-of-campus',
      enable_password: 'hunter2-of-campus',
      scope: [{ field: 'role', operator: 'equals', values: ['core'] }],
    })
    const warmed = await api.call('POST', '/jobs', { task: 'cache_warm_up', kwargs: {} })
    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    await enter(context, undefined, demo.url)
    const page = await context.newPage()
    const found: string[] = []
    for (const path of [
      '/settings?tab=connections',
      '/settings?tab=credentials',
      '/settings?tab=cache&span=warm-up',
      `/jobs/${warmed.id}`,
    ]) {
      await page.goto(demo.url + path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
      found.push(...(await violations(page, path)))
    }
    await page.goto(`${demo.url}/settings?tab=connections`)
    await page.getByRole('button', { name: 'Edit demo-checkmk' }).click()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByRole('dialog').getByText('It works').waitFor()
    found.push(...(await violations(page, 'edit a connection')))
    await page.goto(`${demo.url}/settings?tab=credentials`)
    await page.getByRole('button', { name: `Edit core ${theme}` }).click()
    await page.getByRole('button', { name: 'Remove Enable password' }).click()
    found.push(...(await violations(page, 'edit a credential')))
    expect(found).toEqual([])
  })
}
