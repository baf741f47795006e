import { enter, expect, live, test } from './fixtures'

test('a viewer reads, and what is not theirs is absent', async ({ page, context, api }) => {
  const viewer = await api.user('vera', 'viewer')
  const schedule = await api.schedule('Not for viewers')
  await enter(context, viewer)
  await page.goto('/?search=Not+for')
  await expect(page.getByRole('row').filter({ hasText: 'Not for viewers' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New schedule' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Run .* now/ })).toHaveCount(0)
  await expect(page.getByRole('switch')).toBeDisabled()
  await page.goto(`/schedules/${schedule.id}`)
  await expect(page.getByRole('heading', { name: 'Not for viewers' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run now' })).toHaveCount(0)
  await page.goto('/jobs')
  await expect(page.getByRole('button', { name: 'Test job' })).toHaveCount(0)
  await page.goto('/settings?tab=users')
  await expect(page.getByRole('link', { name: 'Users & roles' })).toHaveCount(0)
})

test('an operator may run and switch another one’s schedule, and is told why not edit it', async ({
  page,
  context,
  api,
}) => {
  const operator = await api.user('otto', 'operator')
  const schedule = await api.schedule('Of the admin')
  await enter(context, operator)
  await page.goto(`/schedules/${schedule.id}`)
  await expect(page.getByRole('button', { name: 'Edit' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveAttribute('data-tip', /Only admin or an admin/)
  await page.getByRole('switch').click()
  await expect(page.getByText('Disabled').first()).toBeVisible()
})

test('when a session ends the page says so, and leads back after the login', async ({ page, context, api }) => {
  const operator = await api.user('sonja', 'operator')
  await enter(context, operator)
  await page.goto('/jobs?state=failed')
  await live(page)
  await api.call('PUT', `/users/${operator.id}`, { password: 'another-password' })
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await page.getByLabel('User name').fill('sonja')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('Password').fill('another-password')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(/\/jobs\?state=failed$/)
  await live(page)
})
