import { violations } from './accessible'
import { enter, expect, test } from './fixtures'

test.use({ trace: 'off' })

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the calendar and the time machine, ${theme}`, async ({ visit, api }) => {
    test.setTimeout(240_000)
    const found: string[] = []
    const one = await api.schedule(`Time axe ${theme}`)
    const gone = await api.schedule(`Time axe gone ${theme}`)
    const at = new Date(Date.parse(String(gone.date_changed)) + 1).toISOString()
    await api.call('PUT', `/scheduler/tasks/${one.id}`, { queue: 'bulk', note: 'NOC-118' })
    await api.call('DELETE', `/scheduler/tasks/${gone.id}`)
    const context = await visit({ colorScheme: theme, reducedMotion: 'reduce' })
    await enter(context)
    const page = await context.newPage()
    await api.schedule(`Calendar axe ${theme}`, {
      schedule_type: 'crontab',
      interval: undefined,
      crontab: { minute: '*/5', hour: '2-23' },
      queue: 'axe',
    })
    const hour = new Date(Date.now() + 86_400_000).toISOString().slice(0, 13)
    for (const path of [
      '/calendar',
      '/calendar?measure=busy&of=queue:axe',
      '/calendar?of=queue:nothing-like-it',
      `/calendar?of=queue:axe&zone=utc&hour=${hour}:00:00Z`,
      '/time',
      '/time?span=ever',
      `/time?at=${at}&span=hour`,
      `/time?at=${at}&schedule=${one.id}`,
      `/time?at=${at}&schedule=${gone.id}`,
      '/time?at=2001-01-01T00:00:00Z',
      '/time?search=nothing-like-it',
      '/time?view=changes',
      '/time?view=changes&search=nothing-like-it',
      `/schedules/${one.id}?tab=history&view=all`,
      `/time?view=difference&from=${at}`,
      `/time?view=difference&from=${at}&schedule=${one.id}`,
      `/time?view=difference&from=${at}&to=${at}`,
    ]) {
      await page.goto(path)
      await page.getByRole('heading').first().waitFor()
      await expect(page.getByText('Loading')).toHaveCount(0)
      found.push(...(await violations(page, path)))
    }
    await page.goto(`/?search=Time+axe+${theme}`)
    await page.getByRole('checkbox', { name: 'Select all shown' }).click()
    found.push(...(await violations(page, 'selected')))
    await page.getByRole('button', { name: 'Disable…' }).click()
    await page.getByText('1 schedule changes').waitFor()
    found.push(...(await violations(page, 'disable many')))
    expect(found).toEqual([])
  })
}
