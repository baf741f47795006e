import { enter, expect, test } from './fixtures'

test.use({ timezoneId: 'America/New_York' })

test('browser in New York, schedule in Berlin: an expiry comes back as it was typed, after any number of saves', async ({
  page,
  context,
  api,
}) => {
  await enter(context)
  // Hours away from now, and at no hour that a clock change leaves out.
  const hour = new Date().getUTCHours() < 12 ? '20' : '08'
  const schedule = await api.schedule('Berlin time', {
    schedule_type: 'crontab',
    crontab: { hour: String(Number(hour)), minute: '0' },
    interval: undefined,
    timezone: 'Europe/Berlin',
  })
  const edit = async () => {
    await page.goto(`/schedules/${schedule.id}/edit`)
    await page.getByRole('button', { name: /^Options/ }).click()
    return page.getByLabel('Expires (Europe/Berlin)')
  }
  await (await edit()).fill('2030-07-15T18:30:00')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Berlin time is saved')).toBeVisible()
  expect(await api.call('GET', `/scheduler/tasks/${schedule.id}`)).toMatchObject({ expires: '2030-07-15T16:30:00Z' })

  for (const description of ['once', 'twice']) {
    await expect(await edit()).toHaveValue(/^2030-07-15T18:30/)
    await page.getByLabel('Description').fill(description)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Berlin time is saved')).toBeVisible()
    await expect(page.getByText(description).first()).toBeVisible()
  }
  expect(await api.call('GET', `/scheduler/tasks/${schedule.id}`)).toMatchObject({
    expires: '2030-07-15T16:30:00Z',
    version: 4,
  })

  // Everywhere else the schedule's own wall clock is shown, and all zones on hover.
  await page.goto('/?search=Berlin+time')
  const next = page.locator('[data-row="0"] time').filter({ hasText: `${hour}:00` })
  await expect(next).toHaveText(new RegExp(`${hour}:00$`))
  await next.hover()
  const tip = page.getByRole('tooltip')
  await expect(tip).toContainText('Europe/Berlin')
  await expect(tip).toContainText('America/New_York (you)')
  await expect(tip).toContainText('UTC')
})
