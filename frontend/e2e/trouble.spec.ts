import { enter, expect, test } from './fixtures'

test.beforeEach(({ context }) => enter(context))

test('an answer of 500 is told, and trying again helps', async ({ page }) => {
  await page.route('**/api/jobs?*', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: '{"type":"x","title":"x","status":500,"detail":"something failed here; try again"}',
    }),
  )
  await page.goto('/jobs')
  await expect(page.getByRole('alert')).toContainText('The jobs cannot be shown')
  await expect(page.getByRole('alert')).toContainText('Something failed here')
  await page.unroute('**/api/jobs?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a server that hangs is given up, and the frame stands', async ({ page }) => {
  test.setTimeout(120_000)
  await page.route('**/api/scheduler/tasks?*', () => new Promise(() => undefined))
  await page.clock.install()
  await page.goto('/')
  await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('did not answer in time', { timeout: 60_000 })
  await expect(page.getByRole('navigation', { name: 'Main', exact: true })).toBeVisible()
})

test('a change that fails says what was not done', async ({ page, api }) => {
  await api.schedule('Stubborn')
  await page.goto('/?search=Stubborn')
  await page.route('**/api/scheduler/tasks/*', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.fallback(),
  )
  await page.getByRole('switch', { name: 'Stubborn enabled' }).click()
  await expect(page.getByRole('alert')).toContainText('Stubborn was not disabled')
  await expect(page.getByRole('switch', { name: 'Stubborn enabled' })).toBeChecked()
  await page.unroute('**/api/scheduler/tasks/*')
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('switch', { name: 'Stubborn enabled' })).not.toBeChecked()
})

test('a field that the server refuses says so at the field', async ({ page }) => {
  await page.goto('/schedules/new')
  await page.getByLabel('Name', { exact: true }).fill('Wrong zone')
  // Without a task that would be refused first.
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('test_job')
  await page.getByLabel('Time zone').fill('Europe/Nowhere')
  await page.getByRole('button', { name: 'Make schedule' }).click()
  await expect(page.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Time zone')).toBeFocused()
})

test('unknown addresses', async ({ page, request }) => {
  await page.goto('/nowhere')
  await expect(page.getByText('There is no such page')).toBeVisible()
  const answer = await request.get('/api/nowhere')
  expect(answer.status()).toBe(404)
  expect(answer.headers()['content-type']).toContain('application/problem+json')
  await page.goto('/settings?tab=jobs')
  await expect(page).toHaveURL(/\/workers$/)
  await page.goto('/settings?tab=scheduler')
  await expect(page.getByRole('heading', { name: 'Schedules' })).toBeVisible()
})
